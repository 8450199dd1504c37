"""The fields of every type of value: what is typed, what it means, and what is said when it means nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox

from tests.unit.core.catalogue_values import entries, exact_values, shipped
from vault import bundled
from vault.core.catalogue import Entry, Type
from vault.core.value import MAX_CHOICES, Value
from vault.desktop.icons import Icons
from vault.desktop.preference_choosing import ChoicesEditor, ListEditor, ScaleEditor, SegmentsEditor
from vault.desktop.preference_fields import NumberEditor, RangeEditor, SizeEditor, TextEditor
from vault.desktop.preference_typed import Problem, Typed, in_system, read_typed, steps_of, typed_from
from vault.desktop.preference_value import ValueEditor
from vault.desktop.preference_words import ProblemWords, shortened
from vault.desktop.theme import Theme, parse_tokens
from vault.desktop.value_editors import value_editor

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

Make = Callable[..., Any]
ONE_OF_EACH = {
    "clothing.shoe_width": ListEditor,
    "health.gluten_free": ListEditor,
    "making.organic": ListEditor,
    "contact.receipt": SegmentsEditor,
    "clothing.colours_worn": ChoicesEditor,
    "clothing.shoe_size": SizeEditor,
    "food.chocolate": NumberEditor,
    "clothing.price_per_pair": RangeEditor,
    "food.vegetarian": SegmentsEditor,
    "food.coffee_strength": ScaleEditor,
    "media.phone_model": TextEditor,
}


def entry(key: str) -> Entry:
    return shipped().entry(key)


@pytest.fixture
def make(qtbot: QtBot, qapp: QApplication) -> Make:
    """An editor for a preference, shown, in English unless said otherwise."""

    def made(key: str, language: str = "en") -> ValueEditor:
        theme = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False)
        theme.apply(qapp)
        editor = value_editor(theme, Icons(theme), entry(key), language)
        qtbot.addWidget(editor)
        editor.show_typed(typed_from(entry(key), None))
        editor.show()
        return editor

    return made


@given(entries().flatmap(lambda each: st.tuples(st.just(each), exact_values(each))))
def test_a_kept_value_fills_the_fields_and_means_itself(pair: tuple[Entry, Value]) -> None:
    found, value = pair
    read = read_typed(found, typed_from(found, value))
    assert isinstance(read, Value)
    if found.type is Type.CHOICES:
        assert isinstance(read.value, tuple)
        assert isinstance(value.value, tuple)
        assert set(read.value) == set(value.value)  # in the catalogue's order
    else:
        assert read == value


@given(entries(), st.builds(Typed, st.text(max_size=20), st.text(max_size=20), st.text(max_size=9), st.just(())))
def test_anything_typed_is_a_value_or_a_problem_in_words(found: Entry, typed: Typed) -> None:
    read = read_typed(found, typed)
    if isinstance(read, Problem):
        assert ProblemWords("en").say(read, "cm").endswith(".")
    else:
        assert steps_of(found, read, "en")[0].text


@given(entries().flatmap(lambda each: st.tuples(st.just(each), exact_values(each))))
def test_a_step_of_the_picker_has_room_for_every_value(pair: tuple[Entry, Value]) -> None:
    assert all(len(shortened(step.text)) <= 60 for step in steps_of(*pair, "nl"))


@pytest.mark.parametrize(("key", "kind"), ONE_OF_EACH.items())
def test_each_type_has_its_editor_and_every_field_a_name(make: Make, key: str, kind: type) -> None:
    editor = make(key)
    assert isinstance(editor, kind)
    assert editor.label()
    for widget in editor.tab_chain():
        assert widget.accessibleName(), widget
        assert widget.sizeHint().height() >= 32


@pytest.mark.parametrize("key", ONE_OF_EACH)
def test_a_shown_value_stands_in_the_fields_and_says_nothing(make: Make, key: str, qtbot: QtBot) -> None:
    editor = make(key)
    value = {
        "clothing.shoe_size": Value("43", system="EU"),
        "food.chocolate": Value("70", unit="%"),
        "clothing.price_per_pair": Value(minimum="80", maximum="140", unit="EUR"),
        "food.vegetarian": Value(False),
        "food.coffee_strength": Value(4),
        "media.phone_model": Value("Fairphone 5"),
        "clothing.colours_worn": Value(("navy", "white")),
    }.get(key, Value(entry(key).options[1].id) if entry(key).options else Value())
    with qtbot.assertNotEmitted(editor.edited):
        editor.show_typed(typed_from(entry(key), value))
    assert editor.typed() == typed_from(entry(key), value)
    assert read_typed(entry(key), editor.typed()) == value


@pytest.mark.parametrize("key", ONE_OF_EACH)
def test_an_editor_starts_with_nothing_chosen(make: Make, key: str) -> None:
    assert isinstance(read_typed(entry(key), make(key).typed()), Problem)


@pytest.mark.parametrize("key", ONE_OF_EACH)
def test_the_field_with_the_problem_is_marked_and_describes_it(make: Make, key: str) -> None:
    editor = make(key)
    editor.mark(0)
    editor.describe_problem("Choose one.")
    first = editor.fields()[0]
    # The name that screen readers take from a list of choices is its value, so its own name stands in the description.
    name = first.accessibleName() if isinstance(first, QComboBox) else ""
    assert first.property("error")
    assert first.accessibleDescription() == ". ".join(filter(None, [name, "Choose one."]))
    editor.mark(None)
    editor.describe_problem("")
    assert not first.property("error")
    assert first.accessibleDescription() == name


def test_choice_from_a_list_with_the_keyboard(make: Make, qtbot: QtBot) -> None:
    editor = make("clothing.shoe_width")
    with qtbot.waitSignal(editor.edited):
        qtbot.keyClick(editor.list, Qt.Key.Key_Down)
    assert editor.typed() == Typed(word=entry("clothing.shoe_width").options[0].id)


def test_the_wheel_does_not_change_a_list(make: Make) -> None:
    editor = make("clothing.shoe_width")
    editor.show_typed(Typed(word="h"))
    down = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(editor.list, down)
    assert editor.typed().word == "h"


def test_few_choices_and_yes_or_no_stand_side_by_side(make: Make, qtbot: QtBot) -> None:
    editor = make("food.vegetarian")
    yes, no = editor.segments.buttons()
    assert (yes.text(), no.text()) == ("Yes", "No")
    with qtbot.waitSignal(editor.edited):
        qtbot.mouseClick(no, Qt.MouseButton.LeftButton)
    assert read_typed(entry("food.vegetarian"), editor.typed()) == Value(False)


def test_a_scale_has_words_at_its_ends_and_for_each_step(make: Make, qtbot: QtBot) -> None:
    editor = make("food.coffee_strength")
    names = [step.accessibleName() for step in editor.segments.buttons()]
    assert names == ["Very mild", "Mild", "In between", "Strong", "Very strong"]
    with qtbot.waitSignal(editor.edited):
        qtbot.mouseClick(editor.segments.buttons()[3], Qt.MouseButton.LeftButton)
    assert read_typed(entry("food.coffee_strength"), editor.typed()) == Value(4)


def test_several_choices_are_ticked_and_found(make: Make, qtbot: QtBot) -> None:
    editor = make("clothing.colours_worn")
    chips = {chip.text(): chip for chip in editor.chips.chips()}
    qtbot.mouseClick(chips["Navy"], Qt.MouseButton.LeftButton)
    qtbot.keyClicks(editor.chips.finder, "whi")
    assert [chip.text() for chip in editor.chips.chips() if chip.isVisible()] == ["Navy", "White"]
    with qtbot.waitSignal(editor.edited):
        qtbot.keyClick(chips["White"], Qt.Key.Key_Space)
    assert read_typed(entry("clothing.colours_worn"), editor.typed()) == Value(("navy", "white"))
    editor.chips.finder.clear()
    assert all(chip.isVisible() for chip in chips.values())


def test_too_many_choices_are_refused_in_words() -> None:
    found = entry("clothing.colours_worn")
    ids = tuple(option.id for option in found.options)[: MAX_CHOICES + 1]
    problem = read_typed(found, Typed(words=ids))
    assert isinstance(problem, Problem)
    assert ProblemWords("en").say(problem, "") == "Choose 12 at most."


def test_another_size_system_shows_the_same_size(make: Make, qtbot: QtBot) -> None:
    editor = make("clothing.shoe_size")
    editor.show_typed(Typed(word="43", system="EU"))
    with qtbot.waitSignal(editor.edited):
        editor.system.setCurrentIndex(editor.system.findData("UK"))
        editor.system.activated.emit(editor.system.currentIndex())
    found = read_typed(entry("clothing.shoe_size"), editor.typed())
    assert isinstance(found, Value)
    assert found.system == "UK"
    back = in_system(entry("clothing.shoe_size"), editor.typed(), "EU")
    assert back.word == "43"


def test_a_size_that_the_other_system_lacks_stays_as_typed() -> None:
    found = entry("clothing.shoe_size")
    assert in_system(found, Typed(word="16", system="EU"), "US men") == Typed(word="16", system="US men")
    assert in_system(found, Typed(word="", system="EU"), "UK") == Typed(word="", system="UK")
    assert in_system(found, Typed(word="nine", system="EU"), "UK").word == "nine"


def test_a_size_is_typed(make: Make, qtbot: QtBot) -> None:
    editor = make("clothing.shoe_size")
    with qtbot.waitSignal(editor.edited):
        qtbot.keyClicks(editor.size_line, "44,5")
    assert read_typed(entry("clothing.shoe_size"), editor.typed()) == Value("44.5", system="EU")
    with qtbot.waitSignal(editor.submitted):
        qtbot.keyClick(editor.size_line, Qt.Key.Key_Return)


@pytest.mark.parametrize(("language", "written"), [("en", "11.5"), ("nl", "11,5")])
@pytest.mark.parametrize("typed", ["11.5", "11,5"])
def test_a_half_size_is_written_as_the_language_does_and_read_either_way(
    make: Make, qtbot: QtBot, language: str, written: str, typed: str
) -> None:
    kept = Value("11.5", system="US women")
    shown = typed_from(entry("clothing.shoe_size"), kept)
    editor = make("clothing.shoe_size", language)
    editor.show_typed(shown)
    assert editor.size_line.text() == written
    assert editor.typed() == shown  # opened and closed, nothing is a change
    editor.size_line.clear()
    qtbot.keyClicks(editor.size_line, typed)
    assert read_typed(entry("clothing.shoe_size"), editor.typed()) == kept
    editor.show_typed(editor.typed())
    assert editor.size_line.text() == typed  # the cursor stays where one types


def test_another_size_system_shows_a_half_size_as_dutch_does(make: Make) -> None:
    editor = make("clothing.shoe_size", "nl")
    editor.show_typed(Typed(word="43", system="EU"))
    editor.system.setCurrentIndex(editor.system.findData("US women"))
    editor.system.activated.emit(editor.system.currentIndex())
    assert editor.size_line.text() == "11,5"


def test_a_number_is_typed_with_its_unit_beside_it(make: Make, qtbot: QtBot) -> None:
    editor = make("food.chocolate")
    with qtbot.waitSignal(editor.edited):
        qtbot.keyClicks(editor.number, "85")
    assert read_typed(entry("food.chocolate"), editor.typed()) == Value("85", unit="%")


def test_a_range_has_two_fields(make: Make, qtbot: QtBot) -> None:
    editor = make("clothing.price_per_pair")
    qtbot.keyClicks(editor.low, "80")
    with qtbot.waitSignal(editor.edited):
        qtbot.keyClicks(editor.high, "140")
    read = read_typed(entry("clothing.price_per_pair"), editor.typed())
    assert read == Value(minimum="80", maximum="140", unit="EUR")
    assert (editor.low.accessibleName(), editor.high.accessibleName()) == ("Price per pair, from", "Price per pair, to")


def test_a_short_text_is_typed_and_too_long_is_not_cut_off(make: Make, qtbot: QtBot) -> None:
    editor = make("media.phone_model")
    with qtbot.waitSignal(editor.edited):
        qtbot.keyClicks(editor.line, "Fairphone 5")
    assert read_typed(entry("media.phone_model"), editor.typed()) == Value("Fairphone 5")
    editor.show_typed(Typed(word="x" * 80))
    assert editor.typed().word == "x" * 80


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        ("clothing.shoe_width", Typed(), "Choose one."),
        ("food.vegetarian", Typed(word="maybe"), "Choose one."),
        ("clothing.colours_worn", Typed(), "Choose at least one."),
        ("clothing.shoe_size", Typed(system="EU"), "Fill in a size, from 16 to 50."),
        ("clothing.shoe_size", Typed("99", system="EU"), "EU does not have this size. It goes from 16 to 50."),
        ("clothing.shoe_size", Typed("43", system="Mars"), "Choose one."),
        ("food.chocolate", Typed(), "Fill in a number, from 20 to 100 %."),
        ("food.chocolate", Typed("much"), "This is not a number. Use digits, such as 20."),
        ("food.chocolate", Typed("101"), "Use a number from 20 to 100 %."),
        ("food.chocolate", Typed("70.5"), "Use steps of 1 %."),
        ("making.guarantee", Typed("11"), "Use a number from 0 to 10."),
        ("clothing.price_per_pair", Typed("80", ""), "Fill in a number, from €0 to €500."),
        ("clothing.price_per_pair", Typed("80", "501"), "Use a number from €0 to €500."),
        ("clothing.price_per_pair", Typed("eighty", "140"), "This is not a number. Use digits, such as 0."),
        ("clothing.price_per_pair", Typed("140", "80"), "The second number is lower than the first. Swap them."),
        ("media.phone_model", Typed("  "), "Fill in a few words."),
        ("media.phone_model", Typed("x" * 61), "Use 60 letters at most."),
        ("media.phone_model", Typed("a\u202eb"), "This has signs that cannot be shown. Type it again."),
    ],
)
def test_what_is_wrong_is_said_in_words(key: str, typed: Typed, said: str) -> None:
    problem = read_typed(entry(key), typed)
    assert isinstance(problem, Problem)
    unit = {"%": "%", "EUR": "€"}.get(entry(key).unit or "", "")
    assert ProblemWords("en").say(problem, unit) == said


def test_bounds_and_systems_in_a_sentence_are_those_of_the_language() -> None:
    said = []
    for system in ("US women", "US men"):
        problem = read_typed(entry("clothing.shoe_size"), Typed("99", system=system))
        assert isinstance(problem, Problem)
        said.append(ProblemWords("nl").say(problem, ""))
    assert "US dames" in said[0]
    assert "3,5" in said[1]


@pytest.mark.parametrize(
    ("typed", "number"), [("80", "80"), (" 80 ", "80"), ("80,0", "80"), ("€ 80", "80"), ("80 EUR", "80")]
)
def test_numbers_are_read_as_people_type_them(typed: str, number: str) -> None:
    read = read_typed(entry("clothing.price_per_pair"), Typed(typed, "140"))
    assert read == Value(minimum=number, maximum="140", unit="EUR")


@pytest.mark.parametrize(
    ("value", "short"),
    [
        ("Navy, White", "Navy, White"),
        ("Burgundy, Dark green, Bright blue, Terracotta, Pastels", "Burgundy, Dark green, Bright blue + 2"),
        ("x" * 60, "x" * 43 + "…"),
    ],
)
def test_a_long_value_is_shortened_between_its_words(value: str, short: str) -> None:
    assert shortened(value) == short
