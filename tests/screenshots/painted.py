"""What is painted by hand, where no label says how large its text is: caught while a screen is drawn."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QWidget

_LEADING = 0.2
"""The part of a line's height that has no ink: above capitals and below what hangs."""
_ROUNDED = 2
"""Pixels that Qt adds to the width of a text when it rounds both of its ends."""
_DEEP = 12  # calls from a paint event to what it draws


def painted_wrong(view: QWidget) -> list[str]:
    """Draw ``view``, and say which texts do not fit where they are drawn, or are cut short and said nowhere else."""
    found: dict[str, None] = {}
    draw, shorten = QPainter.drawText, QFontMetrics.elidedText

    def drawn(painter: QPainter, *given: Any) -> Any:
        why = _not_whole(painter, given, sys._getframe(1))
        if why:
            found[why] = None
        return draw(painter, *given)

    def shortened(metrics: QFontMetrics, text: str, *given: Any) -> str:
        short = shorten(metrics, text, *given)
        if short != text and not _said(text.strip("…"), sys._getframe(1)):
            found[f"painted “{text[:40]}” is cut short, and neither a name nor a tooltip says it"] = None
        return short

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QPainter, "drawText", drawn)
        patch.setattr(QFontMetrics, "elidedText", shortened)
        view.grab()
    return list(found)


def _not_whole(painter: QPainter, given: tuple[Any, ...], frame: FrameType) -> str:
    """Why this text is not seen whole; nothing if it is."""
    room, text, ink = _ink(painter, given)
    if not text.strip():
        return ""
    spare = _LEADING * QFontMetrics(painter.font()).height()
    around = _around(frame)
    if room is not None and (ink.width() > room.width() + _ROUNDED or ink.height() > room.height() + spare):
        return f"painted “{text[:40]}” takes {_size(ink)}, its room has {_size(room)}"
    if around is None:
        return ""
    ink = painter.worldTransform().mapRect(ink)
    out = ink.left() < around.left() - _ROUNDED or ink.right() > around.right() + _ROUNDED
    if out or ink.top() < around.top() - spare or ink.bottom() > around.bottom() + spare:
        return f"painted “{text[:40]}” sticks out: {ink.getRect()} of {around.getRect()}"
    return ""


def _ink(painter: QPainter, given: tuple[Any, ...]) -> tuple[QRect | None, str, QRect]:
    """Where a text may be, the text, and where it is."""
    metrics, text = QFontMetrics(painter.font()), str(given[-1])
    if isinstance(given[0], QRect | QRectF):
        room = given[0].toAlignedRect() if isinstance(given[0], QRectF) else given[0]
        flags = given[1].value if isinstance(given[1], Qt.AlignmentFlag | Qt.TextFlag) else int(given[1])
        return room, text, metrics.boundingRect(room, flags, text)
    at = given[0].toPoint() if isinstance(given[0], QPointF) else given[0]
    return None, text, metrics.boundingRect(text).translated(at)


def _around(frame: FrameType | None) -> QRect | None:
    """The row or section of a list, or the whole of the widget, that is being painted."""
    for _ in range(_DEEP):
        if frame is None:
            return None
        option, part = frame.f_locals.get("option"), frame.f_locals.get("self")
        if isinstance(option, QStyleOptionViewItem):
            place: QRect = option.rect
            return place
        if isinstance(part, QHeaderView) and frame.f_code.co_name == "paintSection":
            return QRect(frame.f_locals["rect"])
        if isinstance(part, QWidget) and frame.f_code.co_name == "paintEvent":
            return part.rect()
        frame = frame.f_back
    return None


def _said(text: str, frame: FrameType | None) -> bool:
    """Whether a screen reader is told all of it, or the mouse."""
    for _ in range(_DEEP):
        if frame is None:
            return False
        index, part = frame.f_locals.get("index"), frame.f_locals.get("self")
        if index is not None and text in str(index.data(Qt.ItemDataRole.AccessibleTextRole)):
            return True
        if isinstance(part, QHeaderView) and frame.f_code.co_name == "paintSection":
            model, section = part.model(), frame.f_locals["section"]
            return text in str(model.headerData(section, part.orientation(), Qt.ItemDataRole.AccessibleTextRole))
        if isinstance(part, QWidget) and (text in part.accessibleName() or text in part.toolTip()):
            return True
        frame = frame.f_back
    return False


def _size(place: QRect) -> str:
    return f"{place.width()}x{place.height()}"
