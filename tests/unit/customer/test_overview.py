"""The first page of a real vault: what waits and is verified again, who holds something, and how it is kept."""

from __future__ import annotations

from datetime import timedelta

from tests.unit.customer.asking import SHOE, Shop
from vault.core.clock import SetClock
from vault.core.value import Precision
from vault.customer.backups import care
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.overview import view_overview
from vault.customer.review import propose
from vault.customer.session import Session
from vault.customer.sharing import share
from vault.customer.trust import Trust
from vault.net.testing_shops import TestShops

NOBODY = Trust((), TestShops())


def test_what_is_kept_and_who_holds_something(session: Session, shop: Shop) -> None:
    share(session, propose(session, shop.ask(SHOE)), Choices((Choice("shoe_size", Precision.RANGE),), 30))
    deliver(session, shop)
    found = view_overview(session, NOBODY)
    assert (found.kept, found.sealed, found.new) == (4, 1, False)
    assert [each.host for each in found.shops] == [shop.host]
    assert found.suggestion is None


def test_a_request_that_does_not_hold_any_more_is_left_out(session: Session, shop: Shop) -> None:
    propose(session, shop.ask(SHOE))  # what is kept of it is signed by nobody
    assert view_overview(session, NOBODY).waiting == ()


def test_backup_and_check(session: Session, clock: SetClock) -> None:
    found = view_overview(session, NOBODY)
    assert (found.backed_up, found.checked) == (None, None)
    care(session)
    found = view_overview(session, NOBODY)
    assert (found.backed_up, found.checked) == (clock.now(), clock.now())


def test_backups_that_cannot_be_read_do_not_hide_the_rest(session: Session, clock: SetClock) -> None:
    care(session)
    clock.moment += timedelta(days=1)
    folder = session.vault.folder.path / "backups"
    for each in folder.iterdir():
        each.unlink()
    folder.rmdir()
    folder.write_text("not a folder", encoding="utf-8")
    found = view_overview(session, NOBODY)
    assert (found.kept, found.backed_up) == (4, None)
