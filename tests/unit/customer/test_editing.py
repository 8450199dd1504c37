"""Setting, changing, finding and looking back; and that a level only ever goes up."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.core.catalogue_values import entries, exact_values, shipped
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError, VaultLocked
from vault.core.sensitivity import Level
from vault.core.value import Precision, Value
from vault.customer.editing import (
    list_preferences,
    preference_history,
    remove_preference,
    search,
    search_keys,
    set_preference,
    set_words,
)
from vault.customer.history import HistoryEntry, view_history
from vault.customer.session import Session

SHOE = "clothing.shoe_size"


def changes(session: Session) -> list[HistoryEntry]:
    return [each for each in view_history(session) if each.kind.startswith("preference_")]


def test_set_is_kept_and_noted_without_its_value(session: Session) -> None:
    kept = set_words(session, SHOE, "44")
    assert (kept.value, kept.level, kept.most) == (Value("44", system="EU"), Level.EVERYDAY, Precision.EXACT)
    (noted,) = changes(session)
    assert (noted.kind, noted.keys, dict(noted.facts)) == ("preference_set", (SHOE,), {"key": SHOE})


def test_the_same_again_is_no_change(session: Session, clock: SetClock) -> None:
    set_words(session, SHOE, "44")
    clock.moment += timedelta(hours=1)
    set_words(session, SHOE, "44")
    assert len(changes(session)) == 1
    assert len(preference_history(session, SHOE)) == 2


def test_level_and_ceiling_stay_until_they_are_changed(session: Session) -> None:
    set_words(session, SHOE, "44", level=Level.SEALED, most=Precision.RANGE)
    kept = set_words(session, SHOE, "45")
    assert (kept.level, kept.most) == (Level.SEALED, Precision.RANGE)
    kept = set_words(session, SHOE, "45", level=Level.EVERYDAY, most=Precision.EXACT)
    assert (kept.level, kept.most) == (Level.EVERYDAY, Precision.EXACT)
    kept = set_words(session, SHOE, "45", most=Precision.CLOSED)
    assert kept.most is Precision.CLOSED


@pytest.mark.parametrize("level", [Level.EVERYDAY, Level.PERSONAL])
def test_level_is_never_lowered(session: Session, level: Level) -> None:
    with pytest.raises(ChoiceError) as refused:
        set_words(session, "health.foot_health", "insoles", level=level)
    assert refused.value.code == "level_lower"
    assert changes(session) == []


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("no.such_key", Value("x"), "key_unknown"),
        (SHOE, Value("430", system="EU"), "value_does_not_fit"),
        (SHOE, Value("43"), "value_does_not_fit"),
        (SHOE, Value("adult", precision=Precision.CATEGORY), "value_does_not_fit"),
        ("media.sports", Value(()), "value_does_not_fit"),
        ("media.sports", Value(("running_road", "running_road")), "value_does_not_fit"),
    ],
)
def test_what_does_not_fit_is_refused(session: Session, key: str, value: Value, code: str) -> None:
    with pytest.raises(ChoiceError) as refused:
        set_preference(session, key, value)
    assert refused.value.code == code
    assert changes(session) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_every_value_of_the_catalogue_is_kept_as_it_is(session: Session, data: st.DataObject) -> None:
    entry = data.draw(entries())
    value = data.draw(exact_values(entry))
    set_preference(session, entry.key, value)
    assert next(each.value for each in list_preferences(session) if each.entry.key == entry.key) == value


def test_list_is_in_the_order_of_the_catalogue(session: Session) -> None:
    order = list(shipped().entries)
    keys = [each.entry.key for each in list_preferences(session)]
    assert keys == sorted(keys, key=order.index)
    assert [each.entry.key for each in list_preferences(session, "media")] == ["media.sports"]
    with pytest.raises(ChoiceError, match="topic_unknown"):
        list_preferences(session, "shoes")


@pytest.mark.parametrize("text", ["shoe size", "Schoenmaat", "44", "maat 44", SHOE])
def test_search_finds_labels_and_values_in_both_languages(session: Session, text: str) -> None:
    set_words(session, SHOE, "44")
    assert SHOE in {each.entry.key for each in search(session, text)}
    assert SHOE in search_keys(session, text)
    assert search(session, "bicycle") == ()
    assert search_keys(session, "bicycle") == frozenset()


def test_removed_is_gone_from_list_and_search_and_stays_in_its_history(session: Session) -> None:
    set_words(session, SHOE, "44", level=Level.PERSONAL)
    remove_preference(session, SHOE)
    assert SHOE not in {each.entry.key for each in list_preferences(session)}
    assert SHOE not in {each.entry.key for each in search(session, "shoe size")}
    past = preference_history(session, SHOE)
    assert [each.value.value if each.value else None for each in past] == ["43", "44", None]
    assert [each.level for each in past] == [Level.EVERYDAY, Level.PERSONAL, None]
    assert changes(session)[-1].kind == "preference_removed"


@pytest.mark.parametrize(("key", "code"), [("clothing.fit", "not_kept"), ("no.such_key", "key_unknown")])
def test_what_is_not_there_cannot_be_removed(session: Session, key: str, code: str) -> None:
    with pytest.raises(ChoiceError) as refused:
        remove_preference(session, key)
    assert refused.value.code == code


def test_locked_vault_takes_nothing(session: Session) -> None:
    session.lock()
    with pytest.raises(VaultLocked):
        set_words(session, SHOE, "44")
