"""Whether what is on a screen is seen whole: no words, no control and no row cut off."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QLineEdit, QPushButton, QWidget

from vault.desktop.parts.segments import Segments
from vault.desktop.preference_paint import PaintedRow
from vault.desktop.preference_row import PreferenceHead
from vault.desktop.row_list import RowList

_CONTROLS = (QLabel, QAbstractButton, QLineEdit, Segments)


def cut(view: QWidget) -> list[str]:
    """What is not seen whole, in words. What only has to be scrolled to is seen."""
    found = []
    for part in view.findChildren(QWidget):
        if not part.isVisible() or part.window() is not view.window():
            continue
        why = _too_small(part) or (_outside(part) if isinstance(part, _CONTROLS) else "")
        if why:
            found.append(f"{type(part).__name__} “{_words(part)[:40]}”: {why}")
    return found


def _words(part: QWidget) -> str:
    text = getattr(part, "text", None)
    return str(text()) if callable(text) else part.accessibleName()


def _too_small(part: QWidget) -> str:
    if isinstance(part, PreferenceHead) and (short := _painted_short(part)):
        return short
    if isinstance(part, PaintedRow):
        return _less(part.height(), part.heightForWidth(part.width()), "high")
    if isinstance(part, RowList):
        return _less(part.viewport().height(), part.all_height(part.viewport().width()) or 0, "high") and (
            "" if part.verticalScrollBar().maximum() > 0 else "rows cut"
        )
    if isinstance(part, QLabel) and part.wordWrap():
        words = part.text().replace("\u200b", " ").split()
        widest = max((part.fontMetrics().horizontalAdvance(word) for word in words), default=0)
        return _less(part.height(), part.heightForWidth(part.width()), "high") or _less(part.width(), widest, "wide")
    if isinstance(part, QPushButton) and part.sizePolicy().hasHeightForWidth():
        return _less(part.height(), part.heightForWidth(part.width()), "high")
    if isinstance(part, Segments):
        lines: dict[int, int] = {}
        for each in part.buttons():
            lines[each.y()] = lines.get(each.y(), 1) + each.minimumWidth() + 1
        least = max(lines.values(), default=0)
        return _less(part.height(), part.sizeHint().height(), "high") or _less(part.width(), least, "wide")
    if isinstance(part, QLabel | QPushButton):
        return _less(part.height(), part.sizeHint().height(), "high") or _less(
            part.width(), part.sizeHint().width(), "wide"
        )
    if isinstance(part, QLineEdit):
        return _less(part.height(), part.minimumSizeHint().height(), "high")
    return ""


def _painted_short(row: PreferenceHead) -> str:
    """Whether a word that a row paints is wider than its column, or who sees it takes two lines."""
    line = row._line
    if line is None:
        return ""
    name, _, shops, _ = row._columns(row.width())
    letters, small = QFontMetrics(row.theme.font("bodyStrong")), QFontMetrics(row.theme.font("small"))
    widest = max(letters.horizontalAdvance(word) for word in line.name.split())
    icon = row.theme.size("icon.small") + 6 if line.shops and not line.unsaved else 0
    seen_by = small.horizontalAdvance(row._shared(line)) + icon
    return _less(name.width(), widest, "wide for its name") or _less(shops.width(), seen_by, "wide for who sees it")


def _less(has: int, needs: int, way: str) -> str:
    return f"{has} {way}, needs {needs}" if has < needs else ""


def _outside(part: QWidget) -> str:
    """Whether a parent shows less than all of it, other than by scrolling up and down."""
    place = QRect(QPoint(0, 0), part.size())
    inner, outer = part, part.parentWidget()
    while outer is not None and not inner.isWindow():
        place.translate(inner.pos())
        scrolls = isinstance(outer.parentWidget(), QAbstractScrollArea)
        room = outer.rect()
        if place.left() < room.left() or place.right() > room.right():
            return f"sticks out of {type(outer).__name__} at the side"
        if not scrolls and (place.top() < room.top() or place.bottom() > room.bottom()):
            return f"sticks out of {type(outer).__name__} above or below"
        if scrolls:
            return ""
        inner, outer = outer, outer.parentWidget()
    return ""
