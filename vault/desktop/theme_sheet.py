"""The one style sheet: flat fills, lines of 1 pixel, round corners. Keyed by properties that views set.

``kind``, ``small`` and ``picture`` (how large an icon is) on buttons, ``role``, ``tone`` and ``host`` on labels,
``card``, ``list`` and ``rule`` on frames, ``error`` on fields, ``page`` on what fills a window. Text sizes are in
points; heights and marks are those of the normal text size and grow with the text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from string import Template
from typing import Protocol

from PySide6.QtCore import QDir

from vault import bundled

_SHEET = Template("""
* { outline: 0; }
QWidget { color: $ink; }
QMainWindow, QDialog, QWidget[page="true"] { background: $canvas; }
QScrollArea, QScrollArea > #qt_scrollarea_viewport { background: transparent; border: 0; }
QScrollArea > #qt_scrollarea_viewport > QWidget { background: transparent; }
QFrame[front="true"] { background: $rail; border: 0; }
QFrame[card="true"] { background: $surface; border: 1px solid $line; border-radius: 10px; }
QFrame[list="true"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[rule="true"] { background: $line; border: 0; min-height: 1px; max-height: 1px; }

QLabel { background: transparent; }
QLabel[role="display"] { font-size: ${display_size}; font-weight: 600; }
QLabel[role="title"] { font-size: ${title_size}; font-weight: 600; }
QLabel[role="heading"] { font-size: ${heading_size}; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="sub"] { color: $ink2; }
QLabel[role="small"] { font-size: ${small_size}; }
QLabel[role="smallSub"] { font-size: ${small_size}; color: $ink2; }
QLabel[role="label"] { font-size: ${small_size}; font-weight: 600; }
QLabel[role="caption"] { font-size: ${caption_size}; color: $ink2; }
QLabel[role="mute"] { font-size: ${caption_size}; color: $ink3; }
QLabel[role="error"] { font-size: ${small_size}; color: $error; }
QLabel[role="side"] { color: $onRail2; }
QLabel[role="sideTitle"] { color: $onRail; font-size: ${side_title_size}; font-weight: 600; }
QWidget[brand="true"] { color: $onRail; }
QLabel[host="display"] { font-size: ${display_size}; }
QLabel[host="title"] { font-size: ${title_size}; }
QLabel[host="heading"] { font-size: ${heading_size}; }
QLabel[host="small"] { font-size: ${small_size}; }
QLabel[host="caption"] { font-size: ${caption_size}; }
QLabel[tone="primary"] { color: $primary; }
QLabel[tone="sandInk"] { color: $sandInk; }
QLabel[tone="ink2"] { color: $ink2; }
QLabel[tone="seal"] { color: $seal; }
QLabel[tone="error"] { color: $error; }
QLabel:disabled { color: $inkDisabled; }

QPushButton {
  background: $surface; color: $ink; border: 1px solid $lineStrong; border-radius: 6px;
  padding: 0 14px; min-height: ${control}px; font-weight: 600; icon-size: ${icon_small}px;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $pressed; }
QPushButton[kind="main"] { background: $primary; border-color: $primary; color: $onPrimary; }
QPushButton[kind="main"]:hover { background: $primaryHover; border-color: $primaryHover; }
QPushButton[kind="main"]:pressed { background: $primaryPressed; border-color: $primaryPressed; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; color: $primary; padding: 0 10px; }
QPushButton[kind="quiet"]:hover { background: $hover; text-decoration: underline; }
QPushButton[kind="quiet"]:pressed { background: $pressed; text-decoration: none; }
QPushButton[kind="quiet"][tone="ink2"] { color: $ink2; }
QPushButton[kind="link"], QPushButton[kind="link"]:hover, QPushButton[kind="link"]:pressed {
  background: transparent; border-color: transparent; color: $primary; font-weight: 400; text-decoration: underline;
}
QPushButton[kind="danger"] { color: $error; border-color: $error; }
QPushButton[small="true"] { min-height: ${small_control}px; padding: 0 12px; font-size: ${small_size}; }
QPushButton[small="true"][kind="quiet"] { padding: 0 8px; }
QPushButton[kind="link"][kind="link"] { padding: 0; }
QPushButton:disabled, QPushButton[kind]:disabled {
  background: transparent; border-color: $line; color: $inkDisabled; text-decoration: none;
}
QPushButton[kind="link"][kind="link"]:disabled { border-color: transparent; }
QPushButton[picture="button"] { icon-size: ${icon_button}px; }
QPushButton[picture="default"] { icon-size: ${icon_default}px; }

QLineEdit, QComboBox, QPlainTextEdit, QTextEdit {
  background: $surface; color: $ink; border: 1px solid $lineStrong; border-radius: 6px;
  selection-background-color: $primary; selection-color: $onPrimary;
}
QLineEdit, QComboBox { padding: 0 10px; min-height: ${control}px; }
QLineEdit { padding: 0 8px; placeholder-text-color: $ink3; }
QPlainTextEdit { placeholder-text-color: $ink3; }
QPlainTextEdit, QTextEdit { padding: 6px 6px; }
QLineEdit[error="true"], QComboBox[error="true"][error="true"], QPlainTextEdit[error="true"] {
  border-color: $error;
}
QLineEdit:disabled, QComboBox:disabled:disabled, QPlainTextEdit:disabled, QTextEdit:disabled {
  background: $hover; border-color: $line; color: $inkDisabled;
}
QComboBox QLineEdit QLineEdit { border: 0; padding: 0 8px; min-height: 0; background: transparent; }
QComboBox::drop-down { border: 0; width: 32px; }
QComboBox::down-arrow { image: url(theme:$name/caret-down.svg); width: ${caret}px; height: ${caret}px; }
QComboBox::down-arrow:disabled { image: url(theme:$name/caret-down-off.svg); }
QComboBox QAbstractItemView {
  background: $surface; color: $ink; border: 1px solid $lineStrong; padding: 3px;
  selection-background-color: $primaryTint; selection-color: $ink;
}
QComboBox QAbstractItemView::item { min-height: 32px; padding: 0 6px; }

QCheckBox, QRadioButton { background: transparent; spacing: 10px; }
QCheckBox, .QRadioButton, _Step { min-height: 32px; min-width: 32px; }
QCheckBox:disabled, QRadioButton:disabled { color: $inkDisabled; }
QCheckBox::indicator, QRadioButton::indicator {
  width: ${check}px; height: ${check}px; border: 1px solid $lineStrong; border-radius: 4px; background: $surface;
}
QCheckBox::indicator:checked {
  border-color: $primary; background: $primary; image: url(theme:$name/tick.svg);
}
QRadioButton::indicator { border-radius: ${round}px; }
QRadioButton::indicator:checked {
  width: ${dot}px; height: ${dot}px; border: ${around_dot}px solid $primary; background: $surface;
}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; background: $hover; }
QCheckBox::indicator:checked:disabled { border-color: $inkDisabled; background: $inkDisabled; }
QRadioButton::indicator:checked:disabled { border-color: $inkDisabled; background: $surface; }

QProgressBar { background: $pressed; border: 0; border-radius: 4px; min-height: 8px; max-height: 8px; }
QProgressBar::chunk { background: $primary; border-radius: 4px; }

QAbstractItemView { background: $surface; border: 0; }
QListView[card="true"], QTableView[card="true"] { border: 1px solid $line; border-radius: 10px; }
QHeaderView { background: $sunken; }
QHeaderView::section {
  background: $sunken; color: $ink2; border: 0; border-bottom: 1px solid $line; padding: 6px 8px;
  font-size: ${caption_size};
}
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $lineStrong; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QToolTip { background: $surface; color: $ink; border: 1px solid $lineStrong; padding: 4px 6px; }
QMenu { background: $surface; border: 1px solid $lineStrong; padding: 4px; }
QMenu::item { padding: 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $primaryTint; }
""")
_SIDE_TITLE = 1.25
"""Of a heading: only beside the painted house do words stand this large."""

_CONTROL, _SMALL_CONTROL = 34, 30
"""The least heights inside the lines around a button or a field."""
_AROUND = 8
"""Above and below the words of one, where large letters need more than that: a layout may make it no lower."""
_ICONS = {"icon_small": 16, "icon_button": 18, "icon_default": 20, "caret": 14}
_CHECK, _AROUND_DOT = 20, 6
"""Marks as drawn: icons, a whole box to tick, and what is filled around the dot of a choice."""


class _Letter(Protocol):
    @property
    def points(self) -> float: ...


def style_sheet(
    colors: Mapping[str, str],
    letters: Mapping[str, _Letter],
    heights: Mapping[str, int],
    mark: Callable[[int], int],
    name: str,
) -> str:
    """The sheet in one theme's colours. ``name`` is ``light`` or ``dark``, the folder of the few drawn marks.

    ``heights`` has how high a line of ``body`` and of ``small`` letters is, in pixels; ``mark`` says how large a mark
    of so many pixels stands beside them.

    A style sheet takes marks from files only, so ``resources/theme`` has tick and carets in the colours of both.
    """
    QDir.setSearchPaths("theme", [str(bundled.resources() / "theme")])
    sizes = {f"{kind}_size": f"{letter.points}pt" for kind, letter in letters.items()}
    sizes["side_title_size"] = f"{letters['heading'].points * _SIDE_TITLE}pt"
    controls = {"control": max(_CONTROL, heights["body"] + _AROUND)}
    controls["small_control"] = max(_SMALL_CONTROL, heights["small"] + _AROUND)
    check, around = mark(_CHECK), mark(_AROUND_DOT)
    marks = {name: mark(drawn) for name, drawn in _ICONS.items()}
    marks |= {"check": check - 2, "round": check // 2, "dot": check - 2 * around, "around_dot": around}
    return _SHEET.substitute(colors, **sizes, **controls, **marks, name=name)
