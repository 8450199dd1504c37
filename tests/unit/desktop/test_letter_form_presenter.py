"""Writing a letter without a window: what is filled in, what each kind asks, the letter so far, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.unit.desktop.letter_day import BAKERY, SENDER, Letters, kept
from tests.unit.desktop.vault_day import HOST, Day, open_day
from vault.core.errors import StorageError
from vault.customer.ending import end_what_is_over
from vault.customer.letters import KINDS, Ground, LetterKind
from vault.customer.stopping import stop
from vault.desktop.letter_form_state import LetterFormState, Part
from vault.desktop.letters_state import Face


@pytest.fixture
def day(qapp: QApplication, tmp_path: Path) -> Iterator[Day]:
    del qapp
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def letters(day: Day) -> Letters:
    return Letters(day)


@pytest.fixture
def shared(day: Day) -> Day:
    day.share()
    day.deliver()
    return day


def form(letters: Letters) -> LetterFormState:
    found: LetterFormState = letters.forms[-1]
    return found


def test_a_letter_to_a_shop_that_is_typed_in(day: Day, letters: Letters) -> None:
    letters.begin()
    assert day.state.face is Face.FORM
    assert [line.kind for line in form(letters).kinds] == list(KINDS)
    assert form(letters).shops == (("", "Another shop"),)
    letters.type(to_name=BAKERY.name, name=SENDER.name)
    letters.type(reply="noor@example.org\n\n Dam 1 ")
    assert form(letters).preview.startswith("Noor de Vries\nnoor@example.org\nDam 1\n\nBakkerij Voorbeeld\n")
    letters.form.make()
    (made,) = kept(day)
    assert (made.to, made.host, made.kind) == (BAKERY.name, None, LetterKind.ACCESS)
    assert (day.state.face, letters.pages[-1].id) == (Face.LETTER, made.id)
    assert form(letters).typed.name == ""  # nothing typed stays


def test_a_known_shop_is_filled_in_and_what_is_typed_stays(shared: Day, letters: Letters) -> None:
    letters.begin()
    letters.type(name="Noor", kind=LetterKind.ERASURE)
    assert form(letters).typed.ground is Ground.NO_LONGER_NEEDED
    number = form(letters).number
    letters.type(host=HOST)
    typed = form(letters).typed
    assert (form(letters).number > number, typed.host, typed.name) == (True, HOST, "Noor")
    assert typed.to_name == shared.shop.expects.controller.name
    assert [item.name for item in form(letters).items] == ["Shoe size", "Sports"]
    assert typed.ticked == {"clothing.shoe_size", "media.sports"}
    assert "not a sales receipt" in form(letters).preview


def test_what_is_sealed_is_named_only_if_it_is_ticked(shared: Day, letters: Letters) -> None:
    with shared.session.database.transaction() as transaction:
        transaction.execute("UPDATE consent_item SET level = 3")
    letters.write_to(HOST, ready=False)
    assert [item.sealed for item in form(letters).items] == [True, True]
    assert form(letters).typed.ticked == frozenset()
    assert "Shoe size" not in form(letters).preview
    letters.type(ticked=frozenset({"clothing.shoe_size"}))
    assert "Shoe size" in form(letters).preview
    assert "Sports" not in form(letters).preview


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        (LetterKind.ACCESS, {Part.ITEMS}),
        (LetterKind.RECTIFICATION, {Part.CORRECTIONS}),
        (LetterKind.ERASURE, {Part.ITEMS, Part.GROUND}),
        (LetterKind.PORTABILITY, {Part.ITEMS, Part.TO_OTHER}),
        (LetterKind.OBJECTION, {Part.GROUND}),
        (LetterKind.HUMAN_DECISION, {Part.DECISION, Part.VIEW}),
        (LetterKind.WITHDRAWAL, {Part.ITEMS}),
    ],
)
def test_each_kind_asks_what_it_needs(shared: Day, letters: Letters, kind: LetterKind, parts: set[Part]) -> None:
    letters.write_to(HOST, ready=False)
    letters.type(kind=kind)
    assert form(letters).asks == parts


def test_own_words_are_asked_where_the_ground_needs_them(letters: Letters) -> None:
    letters.begin()
    letters.type(kind=LetterKind.OBJECTION, reason="I work in shifts.")
    assert form(letters).typed.ground is Ground.MARKETING
    assert "shifts" not in form(letters).preview
    letters.type(ground=Ground.OWN_SITUATION)
    assert Part.REASON in form(letters).asks
    assert "I work in shifts." in form(letters).preview
    letters.type(kind=LetterKind.ERASURE, ground=Ground.LEGAL_DUTY)
    assert Part.REASON in form(letters).asks


def test_where_data_goes_and_which_decision_it_was(letters: Letters) -> None:
    letters.begin()
    letters.type(kind=LetterKind.PORTABILITY, to_other="Boekhoek", other_at=" data@boekhoek.example ", reference="77")
    assert "The address there is: data@boekhoek.example." in form(letters).preview
    assert "77" not in form(letters).preview
    letters.type(kind=LetterKind.HUMAN_DECISION)
    assert "Date or reference of the decision: 77" in form(letters).preview
    assert "boekhoek" not in form(letters).preview


MISSING: tuple[tuple[dict[str, Any], str], ...] = (
    ({"name": ""}, "letter_name_missing"),
    ({"reply": " \n"}, "letter_reply_missing"),
    ({"to_name": ""}, "letter_shop_missing"),
    ({"kind": LetterKind.RESTRICTION}, "letter_ground_missing"),
    ({"kind": LetterKind.RECTIFICATION}, "letter_correction_missing"),
    ({"kind": LetterKind.HUMAN_DECISION}, "letter_decision_missing"),
    ({"kind": LetterKind.OBJECTION, "ground": Ground.OWN_SITUATION}, "letter_reason_missing"),
    ({"kind": LetterKind.ERASURE, "ground": Ground.UNLAWFUL}, "letter_fact_missing"),
    ({"kind": LetterKind.PORTABILITY, "other_at": "data@boekhoek.example"}, "letter_other_missing"),
)


@pytest.mark.parametrize(("changes", "code"), MISSING, ids=[code for _, code in MISSING])
def test_what_is_missing_is_said_and_what_was_typed_stays(
    day: Day, letters: Letters, changes: dict[str, Any], code: str
) -> None:
    letters.begin()
    letters.type(to_name="Bakkerij", name="Noor", reply="noor@example.org")
    letters.type(**changes)
    before = form(letters).typed
    letters.form.make()
    assert (form(letters).wrong, form(letters).typed, form(letters).busy) == (code, before, False)
    assert form(letters).error
    assert "letter kinds" not in form(letters).error  # that is a command
    assert (kept(day), day.state.face) == ((), Face.FORM)
    letters.type(account="204")
    assert form(letters).error == ""


def test_items_alone_have_to_be_named(shared: Day, letters: Letters) -> None:
    letters.write_to(HOST, ready=False)
    letters.type(everything=False, ticked=frozenset(), name="Noor", reply="noor@example.org")
    letters.form.make()
    assert form(letters).wrong == "letter_items_missing"


def test_the_letter_that_is_due_after_a_stop_without_an_answer(shared: Day, letters: Letters) -> None:
    stop(shared.session, HOST)
    shared.shop.mood = "slow"
    shared.deliver()
    shared.later(days=31)
    end_what_is_over(shared.session)
    letters.write_to(HOST, ready=True)
    assert form(letters).typed.kind is LetterKind.ERASURE
    told = "On 12 May 2026 I told you"
    assert told in form(letters).preview
    letters.type(name="Noor", reply="noor@example.org")
    letters.form.make()
    assert told in letters.pages[-1].text
    letters.go_back()
    letters.write_to(HOST, ready=True)
    letters.type(kind=LetterKind.ACCESS)
    assert told not in form(letters).preview  # it is another letter


def test_of_two_shops_the_last_that_was_chosen_is_shown(shared: Day, letters: Letters) -> None:
    letters.begin()
    shared.tasks.hold = True
    letters.form.choose_shop(HOST)
    letters.form.choose_shop("")
    shared.tasks.held.reverse()
    shared.tasks.run()
    assert form(letters).typed.host == ""


def test_a_vault_that_fails_is_said(day: Day, letters: Letters) -> None:
    day.tasks.fails = StorageError("disk_full")
    letters.begin()
    assert (day.state.failed != "", day.state.face) == (True, Face.LIST)


def test_locking_forgets_what_was_typed_and_what_is_on_its_way(day: Day, letters: Letters) -> None:
    letters.begin()
    letters.type(name="Noor", reply="noor@example.org", to_name="Bakkerij")
    day.tasks.hold = True
    letters.form.make()
    letters.forget()
    day.tasks.run()
    assert form(letters) == LetterFormState(form(letters).number)
    assert day.state.face is Face.LIST
