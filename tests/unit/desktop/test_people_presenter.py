"""People I buy for without a window: who is there, what is typed of them, and taking back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.unit.core.catalogue_values import shipped
from tests.unit.desktop.vault_day import Day, open_day, sentences
from vault.core.errors import StorageError
from vault.core.sensitivity import Level
from vault.customer.people import list_people, remove_person, set_words_for_person
from vault.customer.wishes import Wished, add_wish, list_wishes
from vault.desktop.people_presenter import PeoplePresenter
from vault.desktop.people_state import KeptLine, PeopleState
from vault.desktop.sheet_presenter import PaperState
from vault.desktop.undo_offer import Removed

SHOE, TOP = "clothing.shoe_size", "clothing.top_size"


@pytest.fixture
def day(qapp: QApplication, tmp_path: Path) -> Iterator[Day]:
    del qapp
    with open_day(tmp_path) as made:
        yield made


class People(PeoplePresenter):
    """The presenter, with what it asks of the window."""

    def __init__(self, day: Day, language: str = "en") -> None:
        super().__init__(day.tasks, sentences(language), shipped(), day.clock)
        day.watch(self)
        self.gone: list[Removed] = []
        self.copied: list[tuple[str, bool]] = []
        self.removed.connect(self.gone.append)
        self.copy_wanted.connect(lambda text, sealed: self.copied.append((text, sealed)))
        self.start()

    def type(self, key: str, word: str, system: str = "EU") -> None:
        self.edit(key)
        assert self._state.editing is not None
        self.take_typed(replace(self._state.editing.typed, word=word, system=system))


@pytest.fixture
def people(day: Day) -> People:
    return People(day)


def state(day: Day) -> PeopleState:
    found: PeopleState = day.state
    return found


def test_somebody_is_added_shown_and_filled_in(day: Day, people: People) -> None:
    assert (state(day).loaded, state(day).people, state(day).person) == (True, (), None)
    people.add("Lou")
    assert [(each.label, each.count) for each in state(day).people] == [("Lou", 0)]
    assert (state(day).nickname, state(day).added) == ("Lou", 1)
    people.type(SHOE, "38")
    assert state(day).editing is not None
    people.save()
    assert state(day).editing is None
    assert state(day).lines == (KeptLine(SHOE, "Shoe size", "EU 38", Level.EVERYDAY),)
    assert SHOE not in dict(state(day).possible)
    assert "health.foot_health" not in dict(state(day).possible)
    people.copy(SHOE)
    assert people.copied == [("EU 38", False)]


def test_what_is_wrong_is_said_where_it_was_typed(day: Day, people: People) -> None:
    people.add(" ")
    assert state(day).error == "A nickname has 1 to 40 characters, on one line."
    people.add("Lou")
    assert state(day).error == ""
    people.type(SHOE, "71")
    people.save()
    editing = state(day).editing
    assert editing is not None
    assert editing.problem is not None
    assert editing.typed.word == "71"
    people.take_typed(replace(editing.typed, word="38"))
    assert state(day).editing is not None
    assert state(day).editing.problem is None
    people.add("Anna")
    people.name(naming=True)
    people.rename("lou", "")
    assert state(day).naming
    assert state(day).name_error.startswith("You already have somebody")


def test_another_name_and_note(day: Day, people: People) -> None:
    people.add("Lou")
    people.name(naming=True)
    people.rename("Louise", "likes green")
    assert (state(day).nickname, state(day).note, state(day).naming) == ("Louise", "likes green", False)


def test_a_person_can_be_brought_back_with_all_that_was_theirs(day: Day, people: People) -> None:
    people.add("Lou")
    people.type(SHOE, "38")
    people.save()
    person = state(day).person
    assert person is not None
    add_wish(day.session, Wished("A scarf", person=person))
    people.remove()
    assert state(day).people == ()
    (removed,) = people.gone
    assert removed.text == "Removed: Lou, with sizes, likes and wishes."
    removed.bring_back()
    assert [each.text for each in state(day).lines] == ["EU 38"]
    assert [each.what for each in list_wishes(day.session)] == ["A scarf"]


def test_one_size_can_be_brought_back(day: Day, people: People) -> None:
    people.add("Lou")
    people.type(SHOE, "38")
    people.save()
    people.delete(SHOE)
    assert state(day).lines == ()
    (removed,) = people.gone
    assert removed.text == "Removed: Shoe size."
    removed.bring_back()
    assert [each.text for each in state(day).lines] == ["EU 38"]


def test_what_is_typed_stays_when_the_page_is_read_again(day: Day, people: People) -> None:
    people.add("Lou")
    people.type(SHOE, "3")
    set_words_for_person(day.session, list_people(day.session)[0].id, TOP, "m")
    people.start()
    assert state(day).editing is not None
    assert state(day).editing.typed.word == "3"
    assert [each.key for each in state(day).lines] == [TOP]


def test_who_went_elsewhere_is_gone_here_and_said(day: Day, people: People) -> None:
    people.add("Lou")
    people.type(SHOE, "38")
    remove_person(day.session, list_people(day.session)[0].id)
    people.save()
    assert state(day).editing is not None
    assert state(day).editing.failed == "There is nobody with this name in your vault."
    people.start()
    assert (state(day).person, state(day).editing) == (None, None)


def test_another_person_closes_the_editor(day: Day, people: People) -> None:
    people.add("Lou")
    people.add("Anna")
    people.type(SHOE, "38")
    people.choose(state(day).people[1].id)
    assert (state(day).nickname, state(day).editing) == ("Lou", None)


def test_a_second_press_and_cancel_close_the_editor(day: Day, people: People) -> None:
    people.add("Lou")
    people.edit(SHOE)
    people.edit(SHOE)
    assert state(day).editing is None
    people.edit(SHOE)
    people.cancel()
    assert state(day).editing is None
    people.delete(SHOE)  # nothing is kept of it
    assert people.gone == []


def test_nothing_is_left_when_the_vault_locks(day: Day, people: People) -> None:
    people.add("Lou")
    people.type(SHOE, "38")
    people.forget()
    assert state(day) == PeopleState()


def test_a_disk_that_fails_is_said(day: Day, people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(session: object, text: str = "") -> None:
        raise StorageError("disk_full")

    monkeypatch.setattr("vault.customer.people.list_people", fail)
    people.start()
    assert state(day).failed == sentences().error(StorageError("disk_full"))


def found(day: Day) -> list[str]:
    return [each.label for each in state(day).people]


def test_a_search_finds_a_name_a_note_and_a_size_in_either_language(day: Day, people: People) -> None:
    people.add("Lou")
    people.type(SHOE, "38")
    people.save()
    people.add("Anna")
    people.rename("Anna", "likes green")
    people.search("lo")
    assert (found(day), state(day).nickname, state(day).some) == (["Lou"], "Lou", True)
    people.search("schoenmaat 38")
    assert found(day) == ["Lou"]
    people.search("green")
    assert (found(day), state(day).nickname) == (["Anna"], "Anna")
    people.search("nobody")
    assert (found(day), state(day).person, state(day).some) == ([], None, True)
    people.search("")
    assert found(day) == ["Anna", "Lou"]


def test_a_search_takes_nothing_away_that_is_being_typed(day: Day, people: People) -> None:
    people.add("Lou")
    people.add("Anna")
    people.type(SHOE, "38")
    people.search("lou")
    assert (found(day), state(day).nickname) == (["Lou"], "Anna")
    assert state(day).editing is not None
    people.cancel()
    people.name(naming=True)
    people.search("lou")
    assert (state(day).nickname, state(day).naming) == ("Anna", True)


def test_somebody_new_is_seen_although_something_was_searched(day: Day, people: People) -> None:
    people.add("Lou")
    people.search("lou")
    people.add("Anna")
    assert (state(day).search, state(day).nickname) == ("", "Anna")


def test_a_person_is_printed_and_saved(day: Day, people: People, tmp_path: Path) -> None:
    people.print_person()  # of nobody there is nothing
    people.save_person(tmp_path / "nobody.pdf")
    people.add("Lou")
    people.type(SHOE, "38")
    people.save()
    pages: list[bytes] = []
    told: list[PaperState] = []
    people.paper.pages_drawn.connect(pages.extend)
    people.paper.changed.connect(told.append)
    people.print_person()
    assert pages[0].startswith(b"\x89PNG")
    people.save_person(tmp_path / "lou.html")
    page = (tmp_path / "lou.html").read_text(encoding="utf-8")
    assert "<h1>Lou</h1>" in page
    assert "<dt>Shoe size</dt><dd>EU 38</dd>" in page
    assert told[-1] == PaperState(told="Saved as lou.html. This file is not locked.")
    people.save_person(tmp_path / "lou.html")
    assert told[-1].told_wrong
    people.add("Anna")
    assert told[-1] == PaperState()
    assert not (tmp_path / "nobody.pdf").exists()
