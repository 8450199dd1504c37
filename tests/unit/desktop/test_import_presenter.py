"""What a shop's file suggests, answered and written without a window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.shop_files import write_orders, write_unknown
from tests.unit.desktop.vault_day import Day, open_day, sentences
from vault.core.errors import StorageError
from vault.core.value import Value
from vault.customer.editing import list_preferences, set_words
from vault.customer.size_help import view_sizes
from vault.customer.suggesting import FileRead, Underway, remembered
from vault.desktop.import_presenter import ImportPresenter
from vault.desktop.import_state import Answered, ImportState, Stage
from vault.desktop.preference_typed import Typed

SHOE, PAIR, TOPS, COLOURS = (
    "clothing.shoe_size",
    "clothing.price_per_pair",
    "clothing.top_size",
    "clothing.colours_worn",
)
AT_BRAND = f"{SHOE} groenekom"


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Day]:
    with open_day(tmp_path) as made:
        yield made


@pytest.fixture
def presenter(qapp: QApplication, day: Day) -> ImportPresenter:
    del qapp
    made = ImportPresenter(day.tasks, sentences(), shipped())
    day.watch(made)
    made.start()
    return made


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    return write_orders(tmp_path / "mine")


def kept(day: Day) -> dict[str, Value]:
    return {each.entry.key: each.value for each in list_preferences(day.session)}


def row(state: ImportState, suggestion_id: str) -> Any:
    (found,) = [each for each in state.rows if each.id == suggestion_id]
    return found


def answered(state: ImportState) -> dict[str, Answered]:
    return {each.id: each.answered for each in state.rows}


def test_a_file_is_read_and_nothing_is_written(presenter: ImportPresenter, day: Day, orders: Path) -> None:
    before = day.kinds()
    presenter.open(orders)
    state = day.state
    assert state.stage is Stage.REVIEW
    assert state.title == "Suggestions from your Zalando file"
    assert [(each.name, each.lines) for each in state.files.files] == [
        ("orders.csv", "16 lines"),
        ("returns.csv", "1 line"),
    ]
    assert state.left_out == "1 line left out. We never guess health, money or family."
    assert (state.accepted, state.skipped) == (0, 0)
    assert day.kinds() == before


def test_what_the_vault_has_needs_no_answer_and_stands_last(presenter: ImportPresenter, day: Day, orders: Path) -> None:
    set_words(day.session, SHOE, "EU 43")
    set_words(day.session, PAIR, "100-200")
    presenter.open(orders)
    said = list(answered(day.state).values())
    assert answered(day.state)[SHOE] is Answered.HAVE
    assert Answered.HAVE not in said[: said.index(Answered.HAVE)]
    assert set(said[said.index(Answered.HAVE) :]) == {Answered.HAVE}
    assert row(day.state, SHOE).standing == "You have this."
    assert row(day.state, PAIR).standing.startswith("You have €100")
    assert day.state.to_look_at == len(said) - said.count(Answered.HAVE)


def test_what_is_accepted_is_added_and_the_rest_is_not(presenter: ImportPresenter, day: Day, orders: Path) -> None:
    presenter.open(orders)
    presenter.accept(TOPS)
    presenter.accept(AT_BRAND)
    presenter.skip(PAIR)
    state = day.state
    assert (state.accepted, state.skipped) == (2, 1)
    presenter.add()
    done = day.state.done
    assert day.state.stage is Stage.DONE
    assert set(done.added) == {"Size of tops: INT L", "Shoe size at Groenekom: EU 43"}
    assert done.lines == ("Nothing of the file is kept.",)
    assert kept(day)[TOPS] == Value("L", system="INT")
    assert PAIR not in kept(day)
    assert [each.size for each in view_sizes(day.session).brands] == ["EU 43"]
    assert day.state.rows == ()


def test_add_nothing_adds_nothing_but_remembers_what_is_never_to_be_suggested(
    presenter: ImportPresenter, day: Day, orders: Path
) -> None:
    presenter.open(orders)
    presenter.accept(TOPS)
    presenter.never(PAIR)
    presenter.add_nothing()
    assert day.state.done.title == "Nothing was added"
    assert day.state.done.added == ()
    assert TOPS not in kept(day)
    presenter.open(orders)
    assert PAIR not in answered(day.state)
    assert TOPS in answered(day.state)


def test_an_answer_can_be_taken_back(presenter: ImportPresenter, day: Day, orders: Path) -> None:
    presenter.open(orders)
    presenter.accept(TOPS)
    presenter.undo(TOPS)
    assert answered(day.state)[TOPS] is Answered.NOT_YET
    assert day.state.accepted == 0


def test_a_row_opens_with_its_newest_lines_then_all(presenter: ImportPresenter, day: Day, orders: Path) -> None:
    presenter.open(orders)
    presenter.toggle(AT_BRAND)
    opened = row(day.state, AT_BRAND).opened
    assert [each.when for each in opened.lines] == ["9 Mar 2026", "8 Mar 2026", "7 Mar 2026"]
    assert {each.detail for each in opened.lines} == {"43"}
    assert (opened.show_all, opened.detail, opened.may_refuse) == ("Show all 9 lines", "Size", False)
    presenter.show_all()
    opened = row(day.state, AT_BRAND).opened
    assert (len(opened.lines), opened.show_all, opened.older) == (9, "", "")
    presenter.toggle(TOPS)
    assert row(day.state, AT_BRAND).opened is None
    assert row(day.state, TOPS).opened.may_refuse
    presenter.toggle(TOPS)
    assert all(each.opened is None for each in day.state.rows)


@pytest.mark.parametrize(("language", "price"), [("en", "€89.95"), ("nl", "€ 89,95")])
def test_a_price_is_written_as_people_write_it(
    qapp: QApplication, day: Day, orders: Path, language: str, price: str
) -> None:
    del qapp
    presenter = ImportPresenter(day.tasks, sentences(language), shipped())
    day.watch(presenter)
    presenter.open(orders)
    presenter.toggle(PAIR)
    details = [each.detail.replace("\N{NO-BREAK SPACE}", " ") for each in row(day.state, PAIR).opened.lines]
    assert price in details
    assert not any("EUR" in each for each in details)


def test_ones_own_value_in_the_place_of_a_suggestion(presenter: ImportPresenter, day: Day, orders: Path) -> None:
    presenter.open(orders)
    presenter.begin_change(TOPS)
    assert row(day.state, TOPS).opened.change.typed == Typed(word="L", system="INT")
    presenter.take_typed(Typed(word="9000", system="INT"))
    presenter.use_own()
    assert row(day.state, TOPS).opened.change.problem.code == "size_unknown"
    presenter.take_typed(Typed(word="XL", system="INT"))
    presenter.use_own()
    assert (row(day.state, TOPS).answered, row(day.state, TOPS).own) == (Answered.TAKEN, True)
    assert row(day.state, TOPS).value == "INT XL"
    presenter.add()
    assert kept(day)[TOPS] == Value("XL", system="INT")


def test_an_own_value_that_is_given_up_leaves_the_suggestion(
    presenter: ImportPresenter, day: Day, orders: Path
) -> None:
    presenter.open(orders)
    presenter.begin_change(TOPS)
    presenter.take_typed(Typed(word="XL", system="INT"))
    presenter.cancel_change()
    assert row(day.state, TOPS).opened.change is None
    presenter.accept(TOPS)
    assert row(day.state, TOPS).value == "INT L"


def test_the_lines_are_kept_if_that_is_asked(presenter: ImportPresenter, day: Day, orders: Path) -> None:
    presenter.open(orders)
    presenter.keep_lines(True)
    presenter.accept(TOPS)
    presenter.add()
    assert day.state.done.lines == ("Lines kept: 16.",)


def test_lines_of_a_file_that_is_another_by_now_are_not_kept(
    presenter: ImportPresenter, day: Day, orders: Path
) -> None:
    presenter.open(orders)
    presenter.keep_lines(True)
    presenter.accept(TOPS)
    (orders / "zalando-data" / "returns.csv").unlink()
    presenter.add()
    assert day.state.stage is Stage.REVIEW
    assert day.state.failed.endswith("is another file by now. Look at it again.")
    assert answered(day.state)[TOPS] is Answered.TAKEN
    assert TOPS not in kept(day)


def test_a_vault_that_changed_meanwhile_is_shown_anew(presenter: ImportPresenter, day: Day, orders: Path) -> None:
    presenter.open(orders)
    presenter.accept(TOPS)
    presenter.skip(PAIR)
    set_words(day.session, TOPS, "INT M")
    presenter.add()
    assert day.state.failed == "Your vault changed meanwhile. Look at the suggestions again."
    assert answered(day.state)[TOPS] is Answered.NOT_YET
    assert answered(day.state)[PAIR] is Answered.SKIPPED
    assert row(day.state, TOPS).standing == "You have INT M. It becomes INT L."


def test_stopping_while_it_reads(presenter: ImportPresenter, day: Day, orders: Path) -> None:
    day.tasks.hold = True
    presenter.open(orders)
    assert day.state.stage is Stage.READING
    assert [(each.name, each.percent) for each in day.state.files.files] == [("mine", 0)]
    presenter.stop()
    assert day.state.stage is Stage.FAILED
    assert day.state.failed == "You stopped this. Nothing was changed."
    day.tasks.run()
    assert day.state.stage is Stage.FAILED


def test_files_are_told_as_they_are_read(presenter: ImportPresenter, day: Day, orders: Path) -> None:
    day.tasks.hold = True
    presenter.open(orders)
    presenter._work._job.see(Underway((FileRead("a/orders.csv", 183),), "a/wishlist.json", 0.62))
    presenter._work.told.emit()
    assert [(each.name, each.lines, each.percent) for each in day.state.files.files] == [
        ("orders.csv", "183 lines", None),
        ("wishlist.json", "", 62),
    ]


def test_locking_while_it_reads_or_answers_leaves_nothing(presenter: ImportPresenter, day: Day, orders: Path) -> None:
    presenter.open(orders)
    presenter.accept(TOPS)
    presenter.forget()
    assert day.state == ImportState()
    assert presenter.answers.review is None
    day.tasks.hold = True
    presenter.open(orders)
    presenter.forget()
    day.tasks.run()
    assert day.state == ImportState()


def test_another_file_overtakes_the_one_that_is_read(
    presenter: ImportPresenter, day: Day, orders: Path, tmp_path: Path
) -> None:
    day.tasks.hold = True
    presenter.open(orders)
    presenter.open(write_unknown(tmp_path / "x.csv"))
    day.tasks.run()
    assert day.state.stage is Stage.COLUMNS
    assert day.state.title == "What is in x.csv?"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("broken.zip", b"PK\x03\x04 cut off", "broken.zip is damaged or not complete. Download it again."),
        ("empty.csv", b"", "There is no list of what you bought in this. Choose another file."),
    ],
)
def test_a_bad_file_is_said_in_words(
    presenter: ImportPresenter, day: Day, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    presenter.open(tmp_path / name)
    assert (day.state.stage, day.state.failed) == (Stage.FAILED, said)


def test_a_file_that_is_not_there(presenter: ImportPresenter, day: Day, tmp_path: Path) -> None:
    presenter.open(tmp_path / "gone.csv")
    assert day.state.stage is Stage.FAILED
    assert "gone.csv" in day.state.failed


def test_the_vault_cannot_be_read(presenter: ImportPresenter, day: Day, orders: Path) -> None:
    day.tasks.fails = StorageError("takeout_empty")
    presenter.open(orders)
    assert day.state.stage is Stage.FAILED


def test_lines_that_were_not_understood_are_named(presenter: ImportPresenter, day: Day, tmp_path: Path) -> None:
    odd = ("some day", "", "", "Tops", "L", "", "", "", "")
    presenter.open(write_orders(tmp_path / "odd", [odd, odd, odd]))
    files = day.state.files
    assert files.problems == "1 line read, 3 lines not understood"
    assert len(files.reasons) == 3
    assert files.reasons[0].startswith("zalando-data/orders.csv, line 2: ")


def test_nothing_to_suggest(presenter: ImportPresenter, day: Day, tmp_path: Path) -> None:
    presenter.open(write_orders(tmp_path / "none", []))
    assert (day.state.stage, day.state.rows) == (Stage.REVIEW, ())


def test_back_and_to_the_preferences_leave_nothing_of_the_file(
    presenter: ImportPresenter, day: Day, orders: Path
) -> None:
    went: list[str] = []
    presenter.navigate.connect(went.append)
    for leave in (presenter.go_back, presenter.see_preferences):
        presenter.open(orders)
        leave()
        assert day.state == ImportState()
    assert went == ["your_data", "preferences"]


@pytest.fixture
def unknown(presenter: ImportPresenter, day: Day, tmp_path: Path) -> Path:
    set_words(day.session, SHOE, "EU 42")
    made = write_unknown(tmp_path / "x.csv")
    presenter.open(made)
    assert day.state.stage is Stage.COLUMNS
    return made


def test_an_unknown_table_is_explained_and_remembered(presenter: ImportPresenter, day: Day, unknown: Path) -> None:
    columns = day.state.columns
    assert columns.header == ("When", "What", "Fits")
    assert len(columns.lines) == 5
    assert {each.id: each.place for each in columns.fields if each.place >= 0} == {"at": 0, "size": 2}
    presenter.read_columns()
    assert day.state.columns.error == "Choose the column of the product."
    presenter.columns.choose("product", 1)
    assert [each.example for each in day.state.columns.fields if each.id == "product"] == ["Running shoe “Dune 3”"]
    presenter.read_columns()
    assert (day.state.stage, day.state.title) == (Stage.REVIEW, "Suggestions from x.csv")
    presenter.accept(SHOE)
    presenter.add()
    presenter.open(unknown)
    assert day.state.stage is Stage.REVIEW  # without asking


def test_a_table_that_is_not_to_be_remembered_is_asked_for_again(
    presenter: ImportPresenter, day: Day, unknown: Path
) -> None:
    presenter.columns.choose("product", 1)
    presenter.columns.set_remember(False)
    presenter.read_columns()
    presenter.accept(SHOE)
    presenter.add()
    assert not remembered(day.session).columns
    presenter.open(unknown)
    assert day.state.stage is Stage.COLUMNS


def test_a_column_is_one_thing_at_a_time(presenter: ImportPresenter, day: Day, unknown: Path) -> None:
    presenter.columns.choose("product", 2)
    places = {each.id: each.place for each in day.state.columns.fields}
    assert (places["product"], places["size"]) == (2, -1)
    presenter.columns.choose("product", -1)
    assert {each.id: each.place for each in day.state.columns.fields}["product"] == -1
    presenter.columns.choose_kind("wished")
    assert day.state.columns.kind == "wished"


def test_dates_that_can_be_read_in_two_ways_are_asked_about(
    presenter: ImportPresenter, day: Day, tmp_path: Path
) -> None:
    set_words(day.session, SHOE, "EU 42")
    lines = ["When;What;Fits", *(f"0{each}/04/2026;Running shoe “Dune 3”;43" for each in range(1, 6))]
    (tmp_path / "d.csv").write_text("\n".join(lines), encoding="utf-8")
    presenter.open(tmp_path / "d.csv")
    presenter.columns.choose("product", 1)
    assert day.state.columns.two_ways
    presenter.read_columns()
    assert day.state.columns.error == "Choose what comes first in the dates."
    presenter.columns.choose_order(False)
    presenter.read_columns()
    presenter.toggle(SHOE)
    assert row(day.state, SHOE).opened.lines[0].when == "4 May 2026"


def test_the_same_row_is_the_same_object_until_it_changes(presenter: ImportPresenter, day: Day, orders: Path) -> None:
    presenter.open(orders)
    before = {each.id: each for each in day.state.rows}
    presenter.accept(TOPS)
    assert [each.id for each in day.state.rows if each is not before[each.id]] == [TOPS]
    assert replace(before[TOPS], answered=Answered.TAKEN) == row(day.state, TOPS)
