"""Normal or careful: defaults, each of which can be changed by itself, and a request that starts at them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.customer.asking import SHOE, SPORTS, Shop
from vault.core.errors import ChoiceError
from vault.customer.locking import LockRules, lock_rules, set_lock_rules
from vault.customer.manner import (
    CAREFUL,
    DAYS,
    NORMAL,
    SHARE_DAYS,
    USUAL_DAYS,
    begin_with,
    set_share_days,
    share_days,
)
from vault.customer.protection import view_protection
from vault.customer.review import propose
from vault.customer.session import Session
from vault.storage import settings


def days_of(session: Session) -> int:
    with session.database.read() as reader:
        return share_days(reader)


def test_a_vault_is_normal_until_something_else_was_chosen(session: Session) -> None:
    assert (lock_rules(session), days_of(session)) == (NORMAL.rules, NORMAL.days)
    begin_with(session, CAREFUL)
    assert (lock_rules(session), days_of(session)) == (CAREFUL.rules, CAREFUL.days)
    begin_with(session, NORMAL)
    assert (lock_rules(session), days_of(session)) == (LockRules(), USUAL_DAYS)


def test_careful_is_stricter_in_each_way() -> None:
    assert 0 < CAREFUL.rules.after_minutes < NORMAL.rules.after_minutes
    assert CAREFUL.days < NORMAL.days


def test_it_sets_defaults_only(session: Session) -> None:
    begin_with(session, CAREFUL)
    set_share_days(session, 90)
    assert (lock_rules(session), days_of(session)) == (CAREFUL.rules, 90)
    set_lock_rules(session, LockRules(after_minutes=15))
    assert days_of(session) == 90
    assert view_protection(session).share_days == 90


def test_a_request_starts_there_but_never_above_what_the_shop_asks(session: Session, shop: Shop) -> None:
    assert propose(session, shop.ask(SHOE)).usual_days == 90
    begin_with(session, CAREFUL)
    proposal = propose(session, shop.ask(SPORTS))
    assert (proposal.most_days, proposal.usual_days) == (90, 30)
    assert replace(proposal, wished_days=365).usual_days == 90


@pytest.mark.parametrize("days", [0, 1, 365, -30])
def test_what_is_not_on_the_list_is_refused_and_changes_nothing(session: Session, days: int) -> None:
    with pytest.raises(ChoiceError, match="share_days_unknown"):
        set_share_days(session, days)
    with pytest.raises(ChoiceError, match="share_days_unknown"):
        begin_with(session, replace(CAREFUL, days=days))
    assert (lock_rules(session), days_of(session)) == (NORMAL.rules, NORMAL.days)


@pytest.mark.parametrize("kept", [7, "30", None, True, [30]])
def test_what_an_import_brought_that_cannot_be_chosen_counts_as_not_chosen(session: Session, kept: object) -> None:
    with session.database.transaction() as transaction:
        settings.put(transaction, SHARE_DAYS, kept)  # type: ignore[arg-type]
    assert days_of(session) == USUAL_DAYS
    assert USUAL_DAYS in DAYS
