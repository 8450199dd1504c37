"""When the vault locks by itself, as the customer chose it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vault.core.errors import ChoiceError
from vault.core.value import Json
from vault.customer.locking import LOCK_AFTER, LOCK_WITH_SCREEN, MINUTES, NEVER, LockRules, lock_rules, set_lock_rules
from vault.customer.session import Session
from vault.storage import settings


def test_usually_after_five_minutes_and_with_the_screen(session: Session) -> None:
    assert lock_rules(session) == LockRules(after_minutes=5, with_screen=True)


@pytest.mark.parametrize("minutes", MINUTES)
@pytest.mark.parametrize("with_screen", [True, False])
def test_what_is_chosen_is_kept(session: Session, minutes: int, with_screen: bool) -> None:
    chosen = LockRules(minutes, with_screen)
    set_lock_rules(session, chosen)
    assert lock_rules(session) == chosen


def test_never_is_a_choice_and_other_times_are_not(session: Session) -> None:
    assert NEVER in MINUTES
    with pytest.raises(ChoiceError, match="lock_time_unknown"):
        set_lock_rules(session, replace(LockRules(), after_minutes=7))
    assert lock_rules(session) == LockRules()


@pytest.mark.parametrize("odd", ["5", 7, -1, True, None, [5], {"minutes": 5}])
def test_what_an_import_brings_and_nobody_can_choose_counts_as_not_chosen(session: Session, odd: Json) -> None:
    with session.database.transaction() as transaction:
        settings.put(transaction, LOCK_AFTER, odd)
        settings.put(transaction, LOCK_WITH_SCREEN, odd if odd is not True else 1)
    assert lock_rules(session) == LockRules()
