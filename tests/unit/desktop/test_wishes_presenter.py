"""The wish list without a window: typed, ticked, copied, removed and brought back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.unit.desktop.vault_day import Day, open_day, sentences
from vault.customer.people import add_person, remove_person
from vault.customer.wishes import PriceBand, Wished, list_wishes
from vault.desktop.undo_offer import Removed
from vault.desktop.wishes_presenter import WishesPresenter
from vault.desktop.wishes_state import ALL, ME, WishesState

LAMP = Wished("A lamp", "tall\ngreen", "https://shop.example/lamp", PriceBand.FROM_25)


@pytest.fixture
def day(qapp: QApplication, tmp_path: Path) -> Iterator[Day]:
    del qapp
    with open_day(tmp_path) as made:
        yield made


class Wishes(WishesPresenter):
    """The presenter, with what it asks of the window."""

    def __init__(self, day: Day) -> None:
        super().__init__(day.tasks, sentences(), day.clock)
        day.watch(self)
        self.gone: list[Removed] = []
        self.copied: list[str] = []
        self.removed.connect(self.gone.append)
        self.copy_wanted.connect(lambda text, sealed: self.copied.append(text))
        self.start()

    def put(self, wished: Wished) -> None:
        self.begin()
        self.save(wished)


@pytest.fixture
def wishes(day: Day) -> Wishes:
    return Wishes(day)


def state(day: Day) -> WishesState:
    found: WishesState = day.state
    return found


def shown(day: Day) -> list[tuple[str, str]]:
    return [(each.what, each.about) for each in state(day).lines]


def test_a_wish_is_typed_shown_and_changed(day: Day, wishes: Wishes) -> None:
    assert (state(day).loaded, state(day).can_copy) == (True, False)
    wishes.put(LAMP)
    assert state(day).form is None
    (line,) = state(day).lines
    assert (line.about, line.more) == ("Me  ·  €25 to €50", ("tall", "green", "https://shop.example/lamp"))
    wishes.begin(line.id)
    assert state(day).form is not None
    assert state(day).form.wished == LAMP
    wishes.save(Wished("A hat"))
    assert shown(day) == [("A hat", "Me")]


def test_what_is_wrong_keeps_what_was_typed(day: Day, wishes: Wishes) -> None:
    wishes.put(Wished(" ", "a note"))
    form = state(day).form
    assert form is not None
    assert (form.error, form.wished.note) == ("A wish has 1 to 120 characters, on one line.", "a note")
    wishes.save(Wished("A hat", "a note"))
    assert shown(day) == [("A hat", "Me")]
    wishes.begin()
    wishes.cancel()
    assert state(day).form is None


def test_the_list_of_one_person_is_filtered_and_copied(day: Day, wishes: Wishes) -> None:
    lou = add_person(day.session, "Lou")
    wishes.start()
    assert state(day).choices == ((ALL, "Everybody"), (ME, "Me"), (lou.id, "Lou"))
    wishes.put(LAMP)
    wishes.show_of(lou.id)
    wishes.begin()
    assert state(day).form is not None
    assert state(day).form.wished.person == lou.id
    wishes.save(Wished("A scarf", person=lou.id))
    assert shown(day) == [("A scarf", "Lou")]
    wishes.copy_list()
    assert wishes.copied == ["- A scarf\n"]
    assert state(day).told == "The list is copied. Paste it where you like."
    wishes.show_of(ME)
    assert (shown(day), state(day).told) == ([("A lamp", "Me  ·  €25 to €50")], "")
    remove_person(day.session, lou.id)
    wishes.show_of(lou.id)
    wishes.start()
    assert state(day).whose == ALL


def test_what_is_done_goes_last_and_is_not_copied(day: Day, wishes: Wishes) -> None:
    wishes.put(LAMP)
    wishes.put(Wished("A hat"))
    first = state(day).lines[0].id
    wishes.tick(first, True)
    assert [(each.what, each.done) for each in state(day).lines] == [("A hat", False), ("A lamp", True)]
    wishes.copy_list()
    assert wishes.copied == ["- A hat\n"]
    wishes.tick(state(day).lines[0].id, True)
    assert not state(day).can_copy
    wishes.copy_list()
    assert len(wishes.copied) == 1


def test_a_removed_wish_comes_back(day: Day, wishes: Wishes) -> None:
    wishes.put(LAMP)
    wishes.begin(state(day).lines[0].id)
    wishes.remove(state(day).lines[0].id)
    assert (state(day).lines, state(day).form) == ((), None)
    (removed,) = wishes.gone
    assert removed.text == "Removed: A lamp."
    removed.bring_back()
    assert [each.what for each in list_wishes(day.session)] == ["A lamp"]
    assert shown(day) == [("A lamp", "Me  ·  €25 to €50")]


def test_nothing_is_left_when_the_vault_locks(day: Day, wishes: Wishes) -> None:
    wishes.put(LAMP)
    wishes.begin()
    wishes.forget()
    assert (state(day).lines, state(day).form, state(day).people) == ((), None, ())
    assert "lamp" not in repr(state(day))


def test_a_search_finds_words_and_whom_a_wish_is_for(day: Day, wishes: Wishes) -> None:
    lou = add_person(day.session, "Lou")
    wishes.put(LAMP)
    wishes.put(Wished("A scarf", person=lou.id))
    wishes.search("green")
    assert ([each.what for each in state(day).lines], state(day).some) == (["A lamp"], True)
    wishes.search("LOU")
    assert [each.what for each in state(day).lines] == ["A scarf"]
    wishes.show_of(ME)
    assert state(day).lines == ()
    wishes.show_of(ALL)
    wishes.copy_list()
    assert wishes.copied == ["- A scarf\n"]
    wishes.put(Wished("A hat"))
    assert state(day).search == ""
    assert len(state(day).lines) == 3


def test_the_list_that_is_shown_is_printed_and_saved(day: Day, wishes: Wishes, tmp_path: Path) -> None:
    pages: list[bytes] = []
    wishes.paper.pages_drawn.connect(pages.extend)
    wishes.print_list()
    wishes.save_list(tmp_path / "none.html")
    assert (pages, list(tmp_path.glob("none*"))) == ([], [])
    lou = add_person(day.session, "Lou")
    wishes.start()
    wishes.put(LAMP)
    wishes.put(Wished("A scarf", person=lou.id))
    wishes.print_list()
    assert pages[0].startswith(b"\x89PNG")
    wishes.save_list(tmp_path / "all.html")
    page = (tmp_path / "all.html").read_text(encoding="utf-8")
    assert all(each in page for each in ("<h1>Wish list</h1>", "A lamp", "A scarf<small>For Lou</small>"))
    wishes.show_of(lou.id)
    wishes.save_list(tmp_path / "lou.html")
    page = (tmp_path / "lou.html").read_text(encoding="utf-8")
    assert "<h1>Wish list for Lou</h1>" in page
    assert "A lamp" not in page
    assert "For Lou" not in page
