"""My card without a window: ticks, the passphrase, languages, and every way the card leaves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.conftest import PASSPHRASE
from tests.unit.desktop.vault_day import Day, open_day, sentences
from vault.core.errors import StorageError
from vault.core.sensitivity import Level
from vault.customer.editing import set_words
from vault.desktop.card_presenter import CardPresenter
from vault.desktop.card_state import CardRow, CardState, Face, TopicHead

SHOE, SPORTS, FEET = "clothing.shoe_size", "media.sports", "health.foot_health"


@pytest.fixture
def day(qapp: QApplication, tmp_path: Path) -> Iterator[Day]:
    del qapp
    with open_day(tmp_path) as made:
        yield made


def made(day: Day, language: str = "en") -> CardPresenter:
    presenter = CardPresenter(day.tasks, sentences(language), shipped(), day.clock)
    day.watch(presenter)
    presenter.start()
    return presenter


@pytest.fixture
def presenter(day: Day) -> CardPresenter:
    return made(day)


def state(day: Day) -> CardState:
    found: CardState = day.state
    return found


def lines(day: Day) -> list[tuple[str, str]]:
    sheet = state(day).sheet
    return [(line.label, line.text) for line in sheet.lines] if sheet is not None else []


def test_everything_kept_can_be_ticked_under_its_topic(day: Day, presenter: CardPresenter) -> None:
    rows = state(day).rows
    assert rows[0] == TopicHead("Clothing & shoes")
    assert rows[1] == CardRow(SHOE, "Shoe size", "EU 43", Level.EVERYDAY)
    assert [row.key for row in rows if isinstance(row, CardRow)][-1] == FEET
    assert (state(day).ticked, state(day).sheet) == (frozenset(), None)


def test_a_tick_is_on_the_card_and_off_again(day: Day, presenter: CardPresenter) -> None:
    presenter.toggle(SHOE)
    assert lines(day) == [("Shoe size", "EU 43")]
    presenter.toggle(SPORTS)
    presenter.toggle(SHOE)
    assert lines(day) == [("Sports", "Road running")]
    presenter.toggle("no.such_key")
    assert state(day).ticked == {SPORTS}


def test_the_card_has_a_language_of_its_own(day: Day, presenter: CardPresenter) -> None:
    presenter.toggle(SHOE)
    presenter.set_language("nl")
    assert lines(day) == [("Schoenmaat", "EU 43")]
    assert isinstance(state(day).rows[1], CardRow)
    assert state(day).rows[1].name == "Shoe size"
    presenter.set_other_systems(True)
    assert lines(day) == [("Schoenmaat", "EU 43 (UK 9, US heren 10, US dames 11,5, 27 cm)")]


def test_what_was_ticked_is_there_the_next_time(day: Day, presenter: CardPresenter) -> None:
    presenter.toggle(SHOE)
    presenter.set_language("nl")
    presenter.set_other_systems(True)
    made(day)
    assert (state(day).ticked, state(day).language, state(day).other_systems) == ({SHOE}, "nl", True)
    assert lines(day)[0][0] == "Schoenmaat"


def test_what_is_sealed_comes_with_the_passphrase_and_goes_with_the_page(day: Day, presenter: CardPresenter) -> None:
    presenter.toggle(SHOE)
    presenter.toggle(FEET)
    assert state(day).asking is not None
    assert state(day).ticked == {SHOE}
    for wrong in ("another one", "", "\ud800", "x" * 5000):
        presenter.permit(wrong)
        asking = state(day).asking
        assert asking is not None
        assert asking.error
        assert not asking.checking
    presenter.permit(PASSPHRASE)
    assert (state(day).asking, state(day).is_open) == (None, True)
    assert lines(day) == [("Shoe size", "EU 43"), ("Foot health", "My own insoles")]
    sheet = state(day).sheet
    assert sheet is not None
    assert sheet.sealed
    presenter.leave()
    assert (state(day).ticked, state(day).sheet, state(day).is_open) == ({SHOE}, None, False)
    presenter.start()
    assert lines(day) == [("Shoe size", "EU 43")]
    presenter.toggle(FEET)
    assert state(day).asking is not None


def test_no_passphrase_no_tick(day: Day, presenter: CardPresenter) -> None:
    presenter.toggle(FEET)
    presenter.keep_sealed()
    assert (state(day).asking, state(day).ticked) == (None, frozenset())
    presenter.permit(PASSPHRASE)
    assert not state(day).is_open


def test_called_off_while_it_is_checked_opens_nothing(day: Day, presenter: CardPresenter) -> None:
    presenter.toggle(FEET)
    day.tasks.hold = True
    presenter.permit(PASSPHRASE)
    presenter.keep_sealed()
    day.tasks.run()
    assert (state(day).is_open, state(day).ticked) == (False, frozenset())


def test_what_is_sealed_together_asks_too(day: Day, presenter: CardPresenter) -> None:
    for key, words in (("clothing.price_per_pair", "80-140"), ("food.wine_price", "10-20")):
        set_words(day.session, key, words)
    presenter.start()
    presenter.toggle("clothing.price_per_pair")
    assert state(day).asking is None
    presenter.toggle("food.wine_price")
    assert state(day).asking is not None
    assert state(day).ticked == {"clothing.price_per_pair"}


def test_a_level_raised_meanwhile_takes_it_off(day: Day, presenter: CardPresenter) -> None:
    presenter.toggle(SPORTS)
    set_words(day.session, SPORTS, "running_road", level=Level.SEALED)
    presenter.start()
    assert (state(day).ticked, state(day).sheet) == (frozenset(), None)


def test_the_allergy_card(day: Day, presenter: CardPresenter) -> None:
    wanted: list[str] = []
    presenter.add_wanted.connect(wanted.append)
    presenter.show_face(Face.ALLERGIES)
    assert (state(day).has_allergies, state(day).sheet) == (False, None)
    assert [name for _, name in state(day).languages][2] == "Deutsch"
    presenter.add_allergies()
    assert wanted == ["health.allergies"]
    set_words(day.session, "health.allergies", "peanuts, milk")
    presenter.start()
    assert (state(day).has_allergies, state(day).sheet) == (True, None)
    presenter.open_sealed()
    presenter.permit(PASSPHRASE)
    presenter.set_language("it")
    assert lines(day) == [("", "Arachidi"), ("", "Latte e lattosio")]
    presenter.show_face(Face.MINE)
    assert state(day).language == "en"
    presenter.show_face(Face.ALLERGIES)
    assert state(day).language == "it"
    assert lines(day)


def test_copying_says_how_long_it_stays(day: Day, presenter: CardPresenter) -> None:
    copied: list[tuple[str, bool]] = []
    presenter.copy_wanted.connect(lambda text, sealed: copied.append((text, sealed)))
    presenter.copy()
    assert copied == []
    presenter.toggle(SHOE)
    presenter.copy()
    assert state(day).told == "Copied. It is gone when your vault locks."
    presenter.toggle(FEET)
    presenter.permit(PASSPHRASE)
    presenter.copy()
    assert state(day).told == "Copied for 10 seconds, because it is sealed."
    assert copied == [("Shoe size: EU 43\n", False), ("Shoe size:   EU 43\nFoot health: My own insoles\n", True)]


def test_large_needs_a_card(day: Day, presenter: CardPresenter) -> None:
    presenter.show_large(True)
    assert not state(day).large
    presenter.toggle(SHOE)
    presenter.show_large(True)
    assert state(day).large
    presenter.show_large(False)
    assert not state(day).large


def test_printing_draws_first_and_says_how_it_went(day: Day, presenter: CardPresenter) -> None:
    drawn: list[tuple[bytes, ...]] = []
    presenter.paper.pages_drawn.connect(drawn.append)
    presenter.print_card()
    assert drawn == []
    presenter.toggle(SHOE)
    day.tasks.hold = True
    presenter.print_card()
    presenter.print_card()
    assert state(day).busy == "Drawing the page."
    day.tasks.run()
    day.tasks.hold = False
    assert [page[:4] for pages in drawn for page in pages] == [b"\x89PNG"]
    presenter.paper.print_with(lambda: True)
    assert (state(day).told, state(day).told_wrong) == ("Sent to the printer.", False)
    presenter.paper.print_with(lambda: False)
    assert (state(day).told, state(day).told_wrong) == ("The printer did not take the page. Save it as a file.", True)


@pytest.mark.parametrize(("name", "begins"), [("card.pdf", b"%PDF"), ("card.HTML", b"<!DOCTYPE"), ("card", b"%PDF")])
def test_saving(day: Day, presenter: CardPresenter, tmp_path: Path, name: str, begins: bytes) -> None:
    presenter.toggle(SHOE)
    presenter.save(tmp_path / name)
    assert state(day).told == f"Saved as {name}. This file is not locked."
    assert (tmp_path / name).read_bytes().startswith(begins)
    assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
    presenter.save(tmp_path / name)
    assert state(day).told_wrong
    presenter.save(tmp_path / "nowhere" / name)
    assert state(day).told_wrong


def test_a_vault_that_fails_is_said(day: Day, presenter: CardPresenter) -> None:
    presenter.toggle(SHOE)
    day.tasks.fails = StorageError("database_damaged")
    presenter.start()
    assert state(day).failed
    day.tasks.fails = None
    presenter.start()
    assert not state(day).failed


def test_an_overtaken_card_is_not_shown(day: Day, presenter: CardPresenter) -> None:
    day.tasks.hold = True
    presenter.toggle(SHOE)
    presenter.leave()
    day.tasks.run()
    assert state(day).sheet is None


def test_a_page_that_was_left_tells_nothing_of_its_printing(day: Day, presenter: CardPresenter) -> None:
    drawn: list[object] = []
    presenter.paper.pages_drawn.connect(drawn.append)
    presenter.toggle(SHOE)
    day.tasks.hold = True
    presenter.print_card()
    presenter.leave()
    day.tasks.run()
    assert (state(day).busy, state(day).told, drawn) == ("", "", [])


def test_forgetting_leaves_nothing(day: Day, presenter: CardPresenter) -> None:
    presenter.toggle(SHOE)
    presenter.toggle(FEET)
    presenter.permit(PASSPHRASE)
    presenter.show_large(True)
    presenter.forget()
    assert state(day) == CardState(languages=(("en", "English"), ("nl", "Nederlands")))
    assert (presenter._items, presenter._shown) == ({}, None)


def test_nothing_of_the_card_is_in_a_representation(day: Day, presenter: CardPresenter) -> None:
    presenter.toggle(SHOE)
    assert "EU 43" not in repr(state(day))
