"""A "no" to mail goes as an objection: five years, and no stop of everything ends it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import SHOE, Shop, item
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError
from vault.core.value import Precision
from vault.core.wording import read_words
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.editing import set_words
from vault.customer.ending import end_what_is_over
from vault.customer.holdings import HeldItem, view_shops
from vault.customer.leaving import stop_everything
from vault.customer.objecting import end_of_objection
from vault.customer.review import propose
from vault.customer.session import Session
from vault.customer.sharing import share
from vault.customer.shop_detail import stop_receipt, view_receipt, view_shop
from vault.customer.stopping import stop
from vault.storage import receipts

HOST = "schoenenhuis.example"
MAIL = item("mail", "contact.email", purposes=["dpv:CommunicationManagement"])


def share_wish(session: Session, shop: Shop, word: str, days: int = 90) -> tuple[HeldItem, HeldItem]:
    """Share the shoe size and a wish about mail; the two items."""
    set_words(session, "contact.email", word)
    proposal = propose(session, shop.ask(SHOE, MAIL))
    exact = Precision.EXACT
    share(session, proposal, Choices((Choice("shoe_size", exact), Choice("mail", exact)), days))
    deliver(session, shop)
    (view,) = view_shops(session)
    newest = view.items[-2:]
    return (newest[0], newest[1]) if newest[0].key == "clothing.shoe_size" else (newest[1], newest[0])


def test_a_no_is_an_objection_of_five_years(session: Session, shop: Shop) -> None:
    size, mail = share_wish(session, shop, "never")
    assert (size.objection, mail.objection) == (False, True)
    assert mail.until == datetime(2031, 5, 12, 12, tzinfo=UTC)
    assert shop.holds[mail.jti].claims.objection
    assert shop.holds[mail.jti].claims.exp == mail.until
    assert not shop.holds[size.jti].claims.objection
    (view,) = view_shops(session)
    assert (view.holds, view.shared) == ((size, mail), (size,))


def test_a_wish_is_no_objection(session: Session, shop: Shop) -> None:
    size, mail = share_wish(session, shop, "weekly")
    assert not mail.objection
    assert mail.until == size.until


def test_a_visit_stores_nothing_not_even_a_no(session: Session, shop: Shop) -> None:
    _, mail = share_wish(session, shop, "never", days=0)
    assert not mail.objection
    assert mail.visit


def test_no_stop_of_everything_ends_it(session: Session, shop: Shop) -> None:
    size, mail = share_wish(session, shop, "never")
    stopped = stop(session, HOST)
    assert stopped.items == (size.jti,)
    assert [each.state for each in deliver(session, shop)] == ["told", "erased"]
    assert list(shop.holds) == [mail.jti]
    (view,) = view_shops(session)
    assert {each.key: each.state.value for each in view.items} == {
        "clothing.shoe_size": "erased",
        "contact.email": "active",
    }
    with pytest.raises(ChoiceError, match="nothing_to_stop"):
        stop(session, HOST)
    assert stop_everything(session) == ()
    share_receipt = view_receipt(session, view_shop(session, HOST).agreements[0].seq)
    assert share_receipt is not None
    assert stop_receipt(session, share_receipt) == ()


def test_it_can_be_stopped_by_name(session: Session, shop: Shop) -> None:
    _, mail = share_wish(session, shop, "never")
    stop(session, HOST, jti=mail.jti)
    deliver(session, shop)
    assert mail.jti not in shop.holds
    with session.database.read() as reader:
        assert {each.kind for each in receipts.receipts(reader)} == {"consent", "erasure"}


def test_it_ends_after_five_years(session: Session, shop: Shop, clock: SetClock) -> None:
    _, mail = share_wish(session, shop, "never")
    clock.moment = datetime(2031, 5, 12, 11, 59, tzinfo=UTC)
    assert end_what_is_over(session).expired != ()
    assert [each.jti for each in view_shops(session)[0].holds] == [mail.jti]
    clock.moment = datetime(2031, 5, 12, 12, tzinfo=UTC)
    assert end_what_is_over(session).expired == (mail.jti,)


@pytest.mark.parametrize(
    ("now", "end"),
    [
        ((2026, 5, 12, 12, 4, 5), (2031, 5, 12, 12)),
        ((2028, 2, 29, 23, 59, 0), (2033, 2, 28, 23)),
        ((2027, 2, 28, 1, 0, 0), (2032, 2, 28, 1)),
    ],
)
def test_five_years_are_five_years(now: tuple[int, ...], end: tuple[int, ...]) -> None:
    year, month, day, hour, minute, second = now
    found = end_of_objection(datetime(year, month, day, hour, minute, second, tzinfo=UTC))
    assert (found.year, found.month, found.day, found.hour) == end
    assert (found.minute, found.second) == (0, 0)


def test_every_no_of_the_catalogue_is_read_as_one() -> None:
    for key, entry in shipped().entries.items():
        for option in entry.objection:
            assert read_words(entry, option).value in entry.objection, key
