"""The parts one reads: marks, addresses, badges, chips, notes, states, and labels that wrap."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyle, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from vault import bundled
from vault.core.sensitivity import Level
from vault.core.value import Precision
from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.chip import Chip
from vault.desktop.parts.chips import ChipRow
from vault.desktop.parts.gable_mark import GableMark, front_of
from vault.desktop.parts.host_label import HostLabel, shortened
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.level_badge import LevelBadge
from vault.desktop.parts.note import Note
from vault.desktop.parts.overlay import Overlay
from vault.desktop.parts.row_ground import paint_row_ground
from vault.desktop.parts.shutter_mark import ShutterMark
from vault.desktop.parts.state_line import KINDS, StateLine
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme, parse_tokens


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False)
    made.apply(qapp)
    return made


@pytest.fixture
def icons(theme: Theme) -> Icons:
    return Icons(theme)


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()


def dark_pixels(image: QImage) -> int:
    """How many pixels are darker than the light ground."""
    return sum(image.pixelColor(x, y).lightness() < 128 for x in range(image.width()) for y in range(image.height()))


# ---- marks ----


def test_shutter_covers_less_the_wider_it_is_open(qtbot: QtBot, theme: Theme) -> None:
    made = ShutterMark(theme, Precision.CLOSED, large=True)
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    assert made.sizeHint() == QSize(52, 32)
    window: list[int] = []
    for precision in (Precision.CLOSED, Precision.CATEGORY, Precision.RANGE, Precision.EXACT):
        made.set_precision(precision)
        window.append(dark_pixels(made.grab(QRect(16, 8, 20, 16)).toImage()))
    assert window == sorted(window, reverse=True)
    assert len(set(window)) == 4


def test_marks_follow_the_theme(qtbot: QtBot, theme: Theme, icons: Icons) -> None:
    for made in (
        ShutterMark(theme, Precision.CLOSED),
        GableMark(theme, "boekhoek.example"),
        IconLabel(theme, icons, "house", "ink", 20),
        LevelBadge(theme, icons, Level.SEALED, "Sealed"),
        Chip(theme, "EU 43"),
        Note(theme, icons, "green", "History intact"),
        StateLine(theme, icons, "active", "Active until 3 November 2026"),
        HostLabel(theme, "boekhoek.example"),
    ):
        qtbot.addWidget(made)
        made.resize(made.sizeHint())
        theme.set_dark(False)
        light = made.grab().toImage()
        theme.set_dark(True)
        assert made.grab().toImage() != light, type(made).__name__


def test_front_of_a_shop_is_always_the_same_and_all_are_used() -> None:
    assert front_of("schoenenhuis.example") == 0
    assert front_of("boekhoek.example") == 3
    assert {front_of(f"shop{number}.example") for number in range(50)} == {0, 1, 2, 3, 4}


def test_gable_shows_the_first_letter(qtbot: QtBot, theme: Theme) -> None:
    made = GableMark(theme, "boekhoek.example")
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    first = made.grab().toImage()
    made.set_host("boekenhuis.example")
    same_letter = front_of("boekenhuis.example") == front_of("boekhoek.example")
    assert (made.grab().toImage() == first) is same_letter
    assert made.accessibleName() == ""


# ---- addresses ----


def test_long_address_loses_its_start_never_its_end() -> None:
    host = "a-very-long-name-that-goes-on-and-on.shops.example"
    assert shortened(host).endswith("on-and-on.shops.example")
    assert shortened(host).startswith("…")
    assert len(shortened(host)) == 32
    assert shortened("boekhoek.example") == "boekhoek.example"


def test_address_is_never_read_as_markup(qtbot: QtBot, theme: Theme) -> None:
    made = HostLabel(theme, "<b>bad</b>.example")
    qtbot.addWidget(made)
    assert "<b>" not in made.text()
    assert made.accessibleName() == "<b>bad</b>.example"


def test_whole_address_is_there_for_who_asks(qtbot: QtBot, theme: Theme) -> None:
    host = "a-very-long-name-that-goes-on-and-on.shops.example"
    made = HostLabel(theme, "boekhoek.example", "body")
    qtbot.addWidget(made)
    assert made.toolTip() == ""
    made.set_host(host)
    assert made.toolTip() == host
    assert made.accessibleName() == host


# ---- badges and chips ----


def test_badge_has_icon_and_word(qtbot: QtBot, theme: Theme, icons: Icons) -> None:
    made = LevelBadge(theme, icons, Level.EVERYDAY, "Everyday")
    qtbot.addWidget(made)
    narrow = made.sizeHint().width()
    assert made.sizeHint().height() == 22
    made.set_level(Level.SEALED, "Verzegeld en wel")
    assert made.sizeHint().width() > narrow
    assert made.accessibleName() == "Verzegeld en wel"


def test_chips_say_how_many_are_left_out(qtbot: QtBot, theme: Theme) -> None:
    made = ChipRow(theme, ["EU 43", "Dark green", "Wool", "Cotton", "Linen"])
    shown(qtbot, made)
    made.resize(made.sizeHint())
    assert made.shown() == ["EU 43", "Dark green", "Wool", "+ 2"]
    assert made.toolTip() == made.accessibleName() == "EU 43, Dark green, Wool, Cotton, Linen"
    made.resize(made.minimumSizeHint())
    assert made.shown() == ["EU 43", "+ 4"]
    made.set_texts(["EU 43"])
    assert made.shown() == ["EU 43"]
    assert made.toolTip() == ""
    made.set_texts([])
    assert made.shown() == []


def test_chip_that_is_cut_has_its_text_in_a_tooltip(qtbot: QtBot, theme: Theme) -> None:
    made = Chip(theme, "A rather long value of a preference")
    qtbot.addWidget(made)
    made.resize(made.minimumSizeHint())
    made.grab()
    assert made.toolTip() == "A rather long value of a preference"
    made.resize(made.sizeHint())
    made.grab()
    assert made.toolTip() == ""


# ---- sentences ----


LONG = "This shop does not say why or for how long. You can turn on Everyday items for this visit only."


def test_wrapped_text_is_never_cut(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    made = WrapLabel(theme, LONG, "small")
    column.addWidget(made)
    column.addStretch(1)
    window.resize(900, 400)
    shown(qtbot, window)
    qtbot.waitUntil(lambda: made.height() == made.heightForWidth(made.width()))
    one_line = made.height()
    window.resize(200, 400)
    assert made.height() >= made.heightForWidth(made.width()) > 2 * one_line
    window.resize(900, 400)
    qtbot.waitUntil(lambda: made.height() == one_line)
    made.setText(f"{LONG} {LONG} {LONG}")
    qtbot.waitUntil(lambda: made.height() >= made.heightForWidth(made.width()) > one_line)


def test_texts_are_plain(qtbot: QtBot, theme: Theme, icons: Icons) -> None:
    for made in (Note(theme, icons, "sand", "<b>x</b>"), StateLine(theme, icons, "error", "<b>x</b>")):
        qtbot.addWidget(made)
        words = made.findChild(WrapLabel)
        assert words is not None
        assert words.textFormat() == Qt.TextFormat.PlainText
        assert made.accessibleName() == "<b>x</b>"


@pytest.mark.parametrize("kind", ["green", "sand", "sealed", "error"])
def test_note_stands_on_its_tint(qtbot: QtBot, theme: Theme, icons: Icons, kind: str) -> None:
    made = Note(theme, icons, "green", "x")
    made.set_note(kind, "History intact")
    qtbot.addWidget(made)
    made.resize(300, 42)
    tint = {"green": "primaryTint", "sand": "sandTint", "sealed": "sealTint", "error": "errorTint"}[kind]
    assert made.grab().toImage().pixelColor(290, 20) == theme.color(tint)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_state_is_an_icon_and_words(qtbot: QtBot, theme: Theme, icons: Icons, kind: str) -> None:
    made = StateLine(theme, icons, "active", "Active")
    made.set_state(kind, "Ends in 6 days")
    qtbot.addWidget(made)
    assert made.findChild(IconLabel) is not None
    assert made.accessibleName() == "Ends in 6 days"


# ---- rows, cards, the dim layer ----


def row(theme: Theme, state: QStyle.StateFlag) -> QImage:
    image = QImage(200, 44, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_row_ground(painter, image.rect(), theme, state)
    painter.end()
    return image


def test_row_shows_its_state_by_more_than_a_tint(theme: Theme) -> None:
    flags = QStyle.StateFlag
    assert row(theme, flags.State_None).pixelColor(1, 20) == theme.color("surface")
    assert row(theme, flags.State_MouseOver).pixelColor(100, 20) == theme.color("hover")
    selected = row(theme, flags.State_Selected | flags.State_MouseOver)
    assert selected.pixelColor(3, 20) == theme.color("primary")  # the bar
    assert selected.pixelColor(100, 20) == theme.color("selected")
    assert row(theme, flags.State_HasFocus).pixelColor(100, 2) == theme.color("focus")
    assert row(theme, flags.State_None).pixelColor(100, 43) == theme.color("line")


def test_card_has_room_around_its_column(qtbot: QtBot, theme: Theme) -> None:
    made = Card(theme)
    qtbot.addWidget(made)
    assert made.body.contentsMargins().left() == theme.space("cardPad")
    assert Card(theme, 20).body.contentsMargins().top() == 20


def test_overlay_covers_the_window_and_takes_its_clicks(qtbot: QtBot, theme: Theme) -> None:
    window = QWidget()
    below = button("Below", "normal")
    QVBoxLayout(window).addWidget(below)
    made = Overlay(theme, window)
    shown(qtbot, window)
    assert not made.isVisible()
    made.show()
    window.resize(500, 300)
    assert made.geometry() == window.rect()
    with qtbot.assertNotEmitted(below.clicked):
        QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=below.geometry().center())
    made.hide()
    with qtbot.waitSignal(below.clicked):
        QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=below.geometry().center())


@pytest.mark.parametrize("role", ["display", "sideTitle", "small"])
def test_a_letter_that_begins_left_of_its_place_is_whole(qtbot: QtBot, theme: Theme, role: str) -> None:
    drawn = []
    for room in (0, 10):
        label = WrapLabel(theme, "Je Je", role)
        label.setContentsMargins(room, 0, 0, 0)
        label.setStyleSheet("color: black; background: white")
        label.setFixedWidth(400)
        shown(qtbot, label)
        drawn.append(dark_pixels(label.grab().toImage()))
    assert drawn[0] == drawn[1] > 0


def test_other_letters_begin_at_the_edge(qtbot: QtBot, theme: Theme) -> None:
    label = WrapLabel(theme, "The last one", "display")
    shown(qtbot, label)
    assert label.contentsMargins().left() == 0
    label.setText("One for John")
    label.resize(label.line_width(), 200)
    assert label.contentsMargins().left() == 0
    label.resize(label.line_width() - 10, 200)  # now John is alone on a line
    assert label.contentsMargins().left() == -label.fontMetrics().leftBearing("J")
