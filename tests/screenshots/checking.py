"""``python -m tests.screenshots --check``: whether any screen has text that is cut off, or that lies over another."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect
from PySide6.QtGui import QTextLayout
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLayout, QLineEdit, QTableView, QWidget

from tests.example_day import example_day
from tests.screenshots.painted import painted_wrong
from tests.screenshots.scenes import Pictures, empty_pictures, empty_window, pictures, world_of
from tests.unit.desktop.fits import cut
from vault import bundled
from vault.desktop.app import translate
from vault.desktop.request_text import WordsWithFold
from vault.desktop.row_list import RowList
from vault.desktop.theme import Theme, parse_tokens
from vault.desktop.window import Window

_TEXTS = (QLabel, QAbstractButton, QLineEdit, RowList)
_TOUCH = 2
"""Pixels that two widgets may share: lines, and the room above and below letters."""
_SETTLE_MS, _PATIENCE = 40, 6


class Way(NamedTuple):
    """One way in which every screen is looked at."""

    language: str
    dark: bool
    width: int
    height: int
    scale: float

    def __str__(self) -> str:
        return f"{'dark' if self.dark else 'light'}-{self.language}-{self.width}x{self.height}-{self.scale:.0%}"


WAYS = tuple(
    Way(language, dark, *size)
    for language in ("en", "nl")
    for dark in (False, True)
    for size in ((1180, 780, 1.0), (880, 600, 1.0), (1180, 780, 2.0), (880, 600, 2.0))
)


def check(app: QApplication, ways: tuple[Way, ...] = WAYS) -> Iterator[str]:
    """A line for each thing that is wrong."""
    for way in ways:
        translate(app, way.language)
        theme = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=way.dark)
        theme.set_text_scale(way.scale)
        theme.apply(app)
        with tempfile.TemporaryDirectory() as folder, example_day(Path(folder) / "vault") as day:
            world = world_of(day, theme, way.language)
            window = Window(world, lambda reason, opened, around: QWidget(around))
            window.enter()
            yield from _look(pictures(world, window, day), way)
            _drop(window)
        with tempfile.TemporaryDirectory() as folder, empty_window(Path(folder) / "vault", theme, way.language) as new:
            yield from _look(empty_pictures(new), way)
            _drop(new)


def too_large(view: QWidget, way: Way) -> list[str]:
    """Whether it grew beyond the window that it is shown in, which then cuts it off."""
    has = (view.width(), view.height())
    return [f"takes {has[0]}x{has[1]}"] if has != (way.width, way.height) else []


def overlapping(view: QWidget) -> list[str]:
    """Texts that lie over each other, where one layout places both: what floats over a page is meant to."""
    shown = [each for each in view.findChildren(QWidget) if isinstance(each, _TEXTS) and each.isVisible()]
    places = [(each, place) for each in shown if not (place := _seen(each, view)).isEmpty()]
    found = []
    for (one, its), (other, others) in combinations(places, 2):
        common = its & others
        if common.width() > _TOUCH and common.height() > _TOUCH and _side_by_side(one, other):
            found.append(f"{_named(one)} and {_named(other)}: {common.width()}x{common.height()} over each other")
    return found


def overlapping_words(view: QWidget) -> list[str]:
    """Links that are to follow the last of some words, and lie over it: one place has both, so they may overlap."""
    found = []
    for part in (view, *view.findChildren(WordsWithFold)):
        if not isinstance(part, WordsWithFold):
            continue
        words, link = part.words, part.fold.geometry()
        if not words.isVisible() or link.bottom() > words.geometry().bottom() + words.fontMetrics().height() // 2:
            continue
        room = words.contentsRect().translated(words.pos())
        layout = QTextLayout(words.text(), words.font())
        layout.beginLayout()
        end = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(room.width())
            end = room.left() + line.naturalTextWidth()
        layout.endLayout()
        if end > link.left() + 1:
            found.append(f"{_named(part.fold)} begins at {link.left()}, {_named(words)} ends at {end:.0f}")
    return found


def _look(found: Pictures, way: Way) -> Iterator[str]:
    for name, view in found:
        view.resize(way.width, way.height)
        view.show()
        QTest.qWait(_SETTLE_MS)
        if name != "00-parts":  # higher than any screen
            yield from (
                f"{name} {way}: {wrong}" for wrong in (*too_large(view, way), *_wrong(view), *painted_wrong(view))
            )
        if not isinstance(view, Window):
            view.hide()


def _wrong(view: QWidget) -> list[str]:
    """What is wrong and stays so: a page may need a few turns until it stands still."""
    for _ in range(_PATIENCE):
        if not (found := [*cut(view), *overlapping(view), *_current_cut(view), *overlapping_words(view)]):
            break
        QTest.qWait(_SETTLE_MS)
    return found


def _current_cut(view: QWidget) -> list[str]:
    """Tables whose current cell is seen in part, so that one does not see all of where one is."""
    found = []
    for table in view.findChildren(QTableView):
        cell, room = table.visualRect(table.currentIndex()), table.viewport().rect()
        if table.isVisible() and not cell.isEmpty() and cell.intersects(room) and not room.contains(cell):
            found.append(f"{_named(table)}: its current cell is cut, {cell.getRect()} of {room.getRect()}")
    return found


def _drop(window: Window) -> None:
    window.hide()  # closing it would close the vault too
    window.deleteLater()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)


def _seen(part: QWidget, view: QWidget) -> QRect:
    """What is seen of it, in pixels of ``view``."""
    return part.visibleRegion().boundingRect().translated(part.mapTo(view, QPoint(0, 0)))


def _side_by_side(one: QWidget, other: QWidget) -> bool:
    """Whether one layout places both, or what they are in."""
    if one.isAncestorOf(other) or other.isAncestorOf(one):
        return False
    around = one.parentWidget()
    while around is not None and not around.isAncestorOf(other):
        one, around = around, around.parentWidget()
    if around is None:
        return False
    while (parent := other.parentWidget()) is not None and parent is not around:
        other = parent
    layout = around.layout()
    return layout is not None and _places(layout, one) and _places(layout, other)


def _places(layout: QLayout, part: QWidget) -> bool:
    if layout.indexOf(part) >= 0:
        return True
    inside = (layout.itemAt(number) for number in range(layout.count()))
    return any(each is not None and (inner := each.layout()) is not None and _places(inner, part) for each in inside)


def _named(part: QWidget) -> str:
    text = getattr(part, "text", None)
    words = str(text()) if callable(text) else part.accessibleName()
    return f"{type(part).__name__} “{words[:40]}”"
