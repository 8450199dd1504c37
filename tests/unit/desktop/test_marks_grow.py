"""Marks keep their proportion to the letters beside them, also where the text size changes while a page is open."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from vault import bundled
from vault.core.sensitivity import Level
from vault.core.value import Precision
from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.choice_card import ChoiceCard
from vault.desktop.parts.gable_mark import GableMark
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.level_badge import LevelBadge
from vault.desktop.parts.note import Note
from vault.desktop.parts.shutter_mark import ShutterMark
from vault.desktop.parts.state_line import StateLine
from vault.desktop.parts.steps import StepCircle, Steps
from vault.desktop.parts.switch import Switch
from vault.desktop.parts.wrap_tick import WrapTick
from vault.desktop.preference_search import SearchField
from vault.desktop.theme import Theme, parse_tokens

MARKS = ("icon", "gable", "shutter", "circle", "switch", "badge")


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False)
    made.apply(qapp)
    yield made
    made.set_text_scale(1.0)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> QWidget:
    """A mark of each kind in a row, with room around it."""
    made, icons = QWidget(), Icons(theme)
    row = QHBoxLayout()
    for name, mark in zip(
        MARKS,
        (
            IconLabel(theme, icons, "key", "ink", 18),
            GableMark(theme, "kaashuis.example"),
            ShutterMark(theme, Precision.RANGE),
            StepCircle(theme, icons, 1, 1),
            Switch(theme),
            LevelBadge(theme, icons, Level.PERSONAL, "Personal"),
        ),
        strict=True,
    ):
        mark.setObjectName(name)
        row.addWidget(mark)
    column = QVBoxLayout(made)
    column.addLayout(row)
    column.addStretch(1)
    qtbot.addWidget(made)
    made.resize(900, 300)
    with qtbot.waitExposed(made):
        made.show()
    return made


def sizes(page: QWidget) -> dict[str, QSize]:
    """How large each mark stands on the page now."""
    return {name: mark.size() for name in MARKS if (mark := page.findChild(QWidget, name)) is not None}


def indicator(control: QCheckBox | QRadioButton) -> QSize:
    """The box or the round of a control, as the style draws it."""
    option = QStyleOptionButton()
    control.initStyleOption(option)
    box = isinstance(control, QCheckBox)
    part = QStyle.SubElement.SE_CheckBoxIndicator if box else QStyle.SubElement.SE_RadioButtonIndicator
    return control.style().subElementRect(part, option, control).size()


def test_with_letters_as_drawn_marks_are_as_drawn(theme: Theme, page: QWidget) -> None:
    assert all(theme.mark(name) == size for name, size in theme.tokens.sizes.items())
    now = sizes(page)
    assert now["icon"] == QSize(18, 18)
    assert now["gable"] == QSize(40, 40)
    assert now["shutter"] == QSize(26, 16)
    assert now["circle"] == QSize(24, 24)
    assert now["switch"] == QSize(44, 32)
    assert now["badge"].height() == 22


@pytest.mark.parametrize("scale", [1.15, 1.3])
def test_a_mark_keeps_its_proportion_to_a_line_of_text(theme: Theme, page: QWidget, scale: float) -> None:
    drawn, line = sizes(page), QFontMetrics(theme.font("body")).height()
    theme.set_text_scale(scale)
    QApplication.processEvents()
    grown, larger = sizes(page), QFontMetrics(theme.font("body")).height()
    for name in ("icon", "gable", "shutter", "circle", "switch"):
        part = grown[name].height() / larger
        assert part == pytest.approx(drawn[name].height() / line, rel=0.08), name


def test_a_page_that_is_open_follows(theme: Theme, page: QWidget) -> None:
    drawn = sizes(page)
    theme.set_text_scale(2.0)
    QApplication.processEvents()
    for name, size in sizes(page).items():
        assert size.width() > drawn[name].width(), name
        assert size.height() >= 1.4 * drawn[name].height(), name
    theme.set_text_scale(1.0)
    QApplication.processEvents()
    assert sizes(page) == drawn


@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton])
def test_a_box_grows_inside_what_a_finger_hits(
    qtbot: QtBot, theme: Theme, kind: type[QCheckBox] | type[QRadioButton]
) -> None:
    control = kind("Leather")
    qtbot.addWidget(control)
    control.ensurePolished()
    for checked in (False, True):
        control.setChecked(checked)
        theme.set_text_scale(1.0)
        assert indicator(control) == QSize(20, 20)
        theme.set_text_scale(1.3)
        assert indicator(control) == QSize(26, 26)
        theme.set_text_scale(3.0)
        assert indicator(control) == QSize(32, 32)
        assert control.sizeHint().height() >= 32


def test_the_icon_of_a_button_grows(qtbot: QtBot, theme: Theme) -> None:
    pressed = button("Save", "main", icon=Icons(theme).icon("printer", "onPrimary", 18))
    qtbot.addWidget(pressed)
    pressed.ensurePolished()
    assert pressed.iconSize() == QSize(18, 18)
    width = pressed.sizeHint().width() - words_width(pressed)
    theme.set_text_scale(2.0)
    assert pressed.iconSize() == QSize(29, 29)
    assert pressed.sizeHint().width() - words_width(pressed) == width + 11


def words_width(pressed: QPushButton) -> int:
    pressed.ensurePolished()
    return pressed.fontMetrics().size(int(Qt.TextFlag.TextShowMnemonic), pressed.text()).width()


@pytest.mark.parametrize("made_at", [1.0, 2.0])
def test_icons_of_notes_and_states_are_in_the_middle_of_the_first_line(
    qtbot: QtBot, theme: Theme, made_at: float
) -> None:
    theme.set_text_scale(made_at)
    icons = Icons(theme)
    for part in (Note(theme, icons, "sand", "Two words"), StateLine(theme, icons, "ok", "Two words")):
        qtbot.addWidget(part)
        part.resize(600, part.sizeHint().height())
        part.show()
        theme.set_text_scale(2.0)
        QApplication.processEvents()
        icon = part.findChild(IconLabel)
        assert icon is not None
        assert icon.height() == max(icon.width(), QFontMetrics(theme.font("small")).height())
        theme.set_text_scale(made_at)


def test_words_beside_a_box_begin_after_it(qtbot: QtBot, theme: Theme) -> None:
    card, tick = ChoiceCard(theme, "Careful", "Asks each time."), WrapTick(theme)
    tick.show_tick("A gift", on=False)
    for part in (card, tick):
        qtbot.addWidget(part)
        part.resize(600, 200)
        part.show()
    QApplication.processEvents()
    before = card.title.geometry().left()
    theme.set_text_scale(2.0)
    QApplication.processEvents()
    assert card.title.geometry().left() == before + 12
    words = next(each for each in tick.findChildren(QWidget) if each is not tick.box)
    assert words.geometry().left() == 32 + 10


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_steps_keep_the_words_of_the_present_one(qtbot: QtBot, theme: Theme, scale: float) -> None:
    theme.set_text_scale(scale)
    page = QWidget()
    steps = Steps(theme, Icons(theme), ("Passphrase", "Recovery kit", "Ready"), 2)
    steps.setParent(page)
    steps.setGeometry(0, 0, 1200, 60)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    words = steps.findChildren(QLabel)
    assert all(each.isVisible() for each in words)
    steps.resize(steps.minimumSizeHint().width(), 60)
    assert [each.text() for each in words if each.isVisible()] == ["Recovery kit"]
    QApplication.processEvents()
    assert all(steps.rect().contains(each.geometry()) for each in steps.findChildren(StepCircle))
    assert words[1].width() >= words[1].sizeHint().width()
    assert "Recovery kit" in steps.accessibleName()


@pytest.mark.parametrize(("scale", "side"), [(1.0, 16), (2.0, 26)])
def test_the_glass_of_a_search_grows_before_its_words(qtbot: QtBot, theme: Theme, scale: float, side: int) -> None:
    theme.set_text_scale(scale)
    field = SearchField(Icons(theme))
    field.set_name("Search")
    qtbot.addWidget(field)
    field.resize(field.sizeHint())
    field.show()
    picture = field.grab().toImage()
    words, ground = field.cursorRect().center().x(), theme.color("surface").rgb()
    middle = range(8, picture.height() - 8)  # without the round corners of the field
    drawn = [x for x in range(3, words - 3) if any(picture.pixel(x, y) != ground for y in middle)]
    assert 0.7 * side < drawn[-1] - drawn[0] + 1 <= side
    assert drawn[-1] < words - 6
