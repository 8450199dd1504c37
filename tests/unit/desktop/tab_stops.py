"""What Tab reaches on a screen, pressed until it comes round again, and what is wrong with it in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QWidget,
)

from tests.unit.desktop.vault_day import name_of
from vault.desktop.parts.focus_ring import FocusRing
from vault.desktop.rail import Rail

_MOST = 300
LEAST = 32
"""Pixels of a target at each side: more than the 24 that WCAG 2.5.8 asks for."""
_STANDS_FOR = {"this", "it", "item", "one", "shop"}
"""Words for what a name calls by its own."""
_PRESSED = (QAbstractButton, QLineEdit, QComboBox)


@dataclass(frozen=True)
class Stop:
    """One stop as it was found: some pages make their rows anew as Tab goes on.

    ``place`` is in the window as if nothing were scrolled, ``seen_in`` where what scrolls it is;
    ``around`` is every widget that this one is in.
    """

    id: int
    name: str
    place: QRect
    seen_in: QRect | None
    around: frozenset[int]
    ringed: bool
    in_rail: bool
    is_pressed: bool
    label: str
    said: str


@dataclass(frozen=True)
class Round:
    """The stops in their order; ``trap`` says where Tab did not go on."""

    stops: tuple[Stop, ...]
    trap: str = ""

    def page(self) -> list[Stop]:
        """Those of the page, from the one at the top."""
        page = [stop for stop in self.stops if not stop.in_rail]
        if not page:
            return []
        top = min(range(len(page)), key=lambda at: (page[at].place.top(), page[at].place.left()))
        return page[top:] + page[:top]

    def rail(self) -> list[Stop]:
        """Those of the rail, from the one at the top."""
        rail = [stop for stop in self.stops if stop.in_rail]
        top = min(range(len(rail)), key=lambda at: rail[at].place.top(), default=0)
        return rail[top:] + rail[:top]

    def out_of_order(self) -> Iterator[str]:
        """Stops that come after one that stands below them, or to the right of them."""
        for stops in (self.page(), self.rail()):
            for first, then in pairwise(stops):
                if not _around(first, then) and _before(*_places(then, first)):
                    yield f"{first.name} before {then.name}"

    def without_ring(self) -> Iterator[str]:
        """Stops on which nobody sees that they have the keyboard."""
        return (stop.name for stop in self.stops if not stop.ringed)

    def said_otherwise(self) -> Iterator[str]:
        """What a person sees written on it is not in its name, so that saying it does not find it (WCAG 2.5.3)."""
        for stop in self.stops:
            words, said = (set(re.findall(r"\w+", text.lower())) for text in (stop.label, stop.said))
            if not words - _STANDS_FOR <= said:
                yield f"{stop.label} is said as {stop.said}"

    def too_small(self) -> Iterator[str]:
        """What is pressed, and has less room than a finger needs."""
        for stop in self.stops:
            width, height = stop.place.width(), stop.place.height()
            if stop.is_pressed and min(width, height) < LEAST:
                yield f"{stop.name} {width} x {height}"


def go_round(window: QWidget, ring: FocusRing, key: Qt.Key = Qt.Key.Key_Tab) -> Round:
    """Press Tab until it comes round, where ``ring`` is the window's."""
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    for _ in range(4):
        QApplication.processEvents()
    stops: dict[QWidget, Stop] = {}
    now = _press(window, key)
    while now is not None and now not in stops and len(stops) < _MOST:
        stops[now] = _stop(window, now, ring)
        now = _press(window, key)
    first = next(iter(stops), None)
    trap = f"comes back to {name_of(now)}" if now is not None and now is not first else ""
    return Round(tuple(stops.values()), trap)


def _stop(window: QWidget, widget: QWidget, ring: FocusRing) -> Stop:
    place, around = _place(window, widget), []
    seen_in: QRect | None = None
    each = widget.parentWidget()
    while each is not None:
        around.append(each)
        if isinstance(each, QAbstractScrollArea):
            place.translate(0, each.verticalScrollBar().value())
            seen_in = _place(window, each)
        each = each.parentWidget()
    return Stop(
        id(widget),
        f"{type(widget).__name__} “{name_of(widget)[:40]}”",
        place,
        seen_in,
        frozenset(map(id, around)),
        _ringed(ring, widget),
        any(isinstance(each, Rail) for each in around),
        isinstance(widget, _PRESSED),
        widget.text() if isinstance(widget, QAbstractButton) else "",
        name_of(widget),
    )


def _place(window: QWidget, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def _press(window: QWidget, key: Qt.Key) -> QWidget | None:
    QTest.keyClick(window.focusWidget() or window, key)
    QApplication.processEvents()
    return window.focusWidget()


def _ringed(ring: FocusRing, widget: QWidget) -> bool:
    """Whether the ring is seen around it, or around the frame that it shares with others; lists paint it in the row."""
    if isinstance(widget, QAbstractItemView):
        return True
    around = ring.around
    if around is None or not (around is widget or around.isAncestorOf(widget)):
        return False
    return ring.isVisible() and not ring.visibleRegion().isEmpty()


def _around(first: Stop, then: Stop) -> bool:
    """Whether one is inside the other, as what scrolls is around what it scrolls."""
    return first.id in then.around or then.id in first.around


def _places(one: Stop, other: Stop) -> tuple[QRect, QRect]:
    """Where they stand, or what they are scrolled in, unless that is the same."""
    if one.seen_in == other.seen_in:
        return one.place, other.place
    return one.seen_in or one.place, other.seen_in or other.place


def _before(one: QRect, other: QRect) -> bool:
    """Whether ``one`` stands above ``other`` in its column, or left of it in its row. Columns follow each other."""
    wide = min(one.right(), other.right()) - max(one.left(), other.left())
    high = min(one.bottom(), other.bottom()) - max(one.top(), other.top())
    in_row = high > min(one.height(), other.height()) / 2
    return (one.bottom() <= other.top() and wide > 0) or (in_row and one.right() <= other.left())
