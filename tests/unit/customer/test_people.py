"""People I buy for: kept in the vault with a nickname, nothing sealed, and the history names nobody."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.core.catalogue_values import entries, exact_values, shipped
from vault.core.errors import ChoiceError
from vault.core.sensitivity import Level
from vault.core.value import Value
from vault.core.value_check import level_of
from vault.customer.history import view_history
from vault.customer.people import (
    add_person,
    change_person,
    list_people,
    person_named,
    possible_for_people,
    put_person_back,
    remove_for_person,
    remove_person,
    set_for_person,
    set_words_for_person,
)
from vault.customer.session import Session
from vault.customer.wishes import Wished, add_wish, list_wishes

SHOE = "clothing.shoe_size"


def told(session: Session) -> str:
    return " ".join(f"{each.kind} {dict(each.facts)}" for each in view_history(session))


def test_a_person_is_kept_changed_and_found(session: Session) -> None:
    lou = add_person(session, "  Lou  ", note="likes green")
    set_words_for_person(session, lou.id, SHOE, "eu 38")
    add_person(session, "Ánna")
    assert [each.nickname for each in list_people(session)] == ["Ánna", "Lou"]
    assert [each.nickname for each in list_people(session, "schoenmaat 38")] == ["Lou"]
    assert [each.nickname for each in list_people(session, "GREEN")] == ["Lou"]
    assert person_named(session, "anna").nickname == "Ánna"
    change_person(session, lou.id, nickname="Louise", note="")
    louise = person_named(session, "Louise")
    (kept,) = louise.preferences
    assert (kept.entry.key, kept.value, kept.level) == (SHOE, Value("38", system="EU"), Level.EVERYDAY)
    assert (louise.id, louise.note) == (lou.id, None)


def test_the_history_says_that_something_changed_and_never_about_whom(session: Session) -> None:
    lou = add_person(session, "Lou", note="likes green")
    set_words_for_person(session, lou.id, SHOE, "eu 38")
    set_words_for_person(session, lou.id, SHOE, "eu 38")
    remove_for_person(session, lou.id, SHOE)
    remove_person(session, lou.id)
    said = told(session)
    assert said.count("people_changed") == 4  # the same again is no change
    assert not any(word in said for word in ("Lou", "green", "38", lou.id))


def test_a_removed_person_comes_back_whole(session: Session) -> None:
    lou = add_person(session, "Lou")
    set_words_for_person(session, lou.id, SHOE, "eu 38")
    wish = add_wish(session, Wished("A scarf", person=lou.id))
    before = list_people(session)
    removed = remove_person(session, lou.id)
    assert list_people(session) == () == list_wishes(session)
    put_person_back(session, removed)
    assert list_people(session) == before
    assert list_wishes(session) == (wish,)


def test_a_name_that_was_given_away_meanwhile_stays_with_its_new_owner(session: Session) -> None:
    removed = remove_person(session, add_person(session, "Lou").id)
    add_person(session, "lou")
    with pytest.raises(ChoiceError, match="nickname_taken"):
        put_person_back(session, removed)
    assert [each.nickname for each in list_people(session)] == ["lou"]


@pytest.mark.parametrize("nickname", ["", "   ", "x" * 41, "Lou\x1b[31m", "Lou\u202e", "\ud83d"])
def test_a_nickname_is_one_plain_line(session: Session, nickname: str) -> None:
    with pytest.raises(ChoiceError, match="nickname_unfit"):
        add_person(session, nickname)
    assert list_people(session) == ()


def test_nobody_has_a_name_twice(session: Session) -> None:
    lou, anna = add_person(session, "Lou"), add_person(session, "Anna")
    with pytest.raises(ChoiceError, match="nickname_taken"):
        add_person(session, "LOU")
    with pytest.raises(ChoiceError, match="nickname_taken"):
        change_person(session, anna.id, nickname="lou", note=None)
    change_person(session, lou.id, nickname="lou", note=None)


def test_a_note_has_an_end(session: Session) -> None:
    assert add_person(session, "Lou", note=" a\nb ").note == "a\nb"
    for note in ("x" * 2001, "a\x1b[2J"):
        with pytest.raises(ChoiceError, match="note_unfit"):
            add_person(session, "Anna", note=note)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=entries().flatmap(lambda entry: st.tuples(st.just(entry), exact_values(entry))))
def test_what_is_sealed_is_never_kept_of_somebody_else(session: Session, found: tuple[object, Value]) -> None:
    entry, value = found
    person = next(iter(list_people(session)), None) or add_person(session, "Lou")
    sealed = level_of(entry, value) is Level.SEALED  # type: ignore[arg-type]  # an entry
    if sealed:
        with pytest.raises(ChoiceError, match="person_sealed"):
            set_for_person(session, person.id, entry.key, value)  # type: ignore[attr-defined]
    else:
        set_for_person(session, person.id, entry.key, value)  # type: ignore[attr-defined]
    kept = {each.entry.key: each for each in person_named(session, "Lou").preferences}
    assert all(each.level is not Level.SEALED for each in kept.values())
    assert sealed or kept[entry.key].value == value  # type: ignore[attr-defined]


def test_what_can_be_kept_is_said_before(session: Session) -> None:
    possible = {entry.key for entry in possible_for_people(shipped())}
    assert SHOE in possible
    assert "health.foot_health" not in possible
    assert not any(key.startswith("money.") for key in possible)


def test_who_is_not_there_is_said(session: Session) -> None:
    for call in (
        lambda: remove_person(session, "x"),
        lambda: person_named(session, "x"),
        lambda: set_words_for_person(session, "x", SHOE, "38"),
        lambda: change_person(session, "x", nickname="Lou", note=None),
    ):
        with pytest.raises(ChoiceError, match="person_unknown"):
            call()
    lou = add_person(session, "Lou")
    with pytest.raises(ChoiceError, match="not_kept"):
        remove_for_person(session, lou.id, SHOE)
    with pytest.raises(ChoiceError, match="key_unknown"):
        remove_for_person(session, lou.id, "no.such")
