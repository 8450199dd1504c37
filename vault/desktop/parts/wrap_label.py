"""A label whose text wraps and whose height is right in every layout."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from vault.desktop.parts import qt_numbers
from vault.desktop.theme import Theme

_NARROWEST = 80  # a column of text narrower than this reads badly; the layout gives way before
_HOOKED = frozenset("JjĴĵĲĳ")  # letters of the shipped font that begin left of their place, as no other does to be seen
_BREAK = "\u200b"  # where a long word may go on in the next line
_ROUNDING = 2  # a line of text is laid out in parts of a pixel; with less room than this its last word may wrap


class WrapLabel(QLabel):
    """Plain text over as many lines as it needs.

    ``QLabel`` reports a height for a width it guesses; layouts that do not ask for the height of the real width then
    cut the last line. This one asks for its height again each time its width or its text changes.
    """

    def __init__(self, theme: Theme, text: str = "", role: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._named = ""
        self._widest: tuple[str, str, int] | None = None
        self._needed = 0  # pixels of height, at the present width
        self._left = self._hook = 0  # pixels at the left: of who uses it, and for the letter that goes beyond its place
        self.setProperty("textFormat", qt_numbers.PLAIN_TEXT)
        self.setWordWrap(True)
        self._name(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if role is not None:
            self.setProperty("role", role)
        theme.changed.connect(self._fit)

    def setText(self, text: str) -> None:  # noqa: N802
        super().setText(text)
        self._name(text)
        self._fit()

    def _name(self, text: str) -> None:
        """A screen reader says the words, without the places where they may be broken."""
        named = self.accessibleName()
        if _BREAK in text or (named and named == self._named):
            self._named = text.replace(_BREAK, "")
            self.setAccessibleName(self._named)

    def setContentsMargins(self, left: int, top: int, right: int, bottom: int) -> None:  # type: ignore[override]  # noqa: N802
        self._left = left
        super().setContentsMargins(left + self._hook, top, right, bottom)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(_NARROWEST, max(self.fontMetrics().height(), self._needed))

    def widest_word(self) -> int:
        """The least width, in pixels, in which no word of it is cut."""
        self.ensurePolished()
        text, font = self.text(), self.font().key()
        if self._widest is None or self._widest[:2] != (text, font):  # layouts ask many times
            words, measures = text.replace(_BREAK, " ").split(), self.fontMetrics()
            widest = max((measures.horizontalAdvance(word) for word in words), default=0)
            self._widest = text, font, widest + self._room_for_hooks() + _ROUNDING
        return self._widest[2]

    def line_width(self) -> int:
        """How wide its words are on one line, in pixels."""
        self.ensurePolished()
        return self.fontMetrics().horizontalAdvance(self.text()) + self._room_for_hooks() + _ROUNDING

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        if not self.isVisible():
            return  # its width is not one that a layout gave
        if (hook := self.hook_in(self.width())) != self._hook:
            self._hook, margins = hook, self.contentsMargins()
            self.setContentsMargins(self._left, margins.top(), margins.right(), margins.bottom())
        needed = self.heightForWidth(self.width())
        if needed != self._needed:
            self._needed = needed
            self.updateGeometry()

    def hook_in(self, width: int) -> int:
        """Pixels that it leaves free at its left in ``width``, for a letter that goes beyond its place."""
        return self._room_for_hooks() if self._line_begins_hooked(width) else 0

    def _line_begins_hooked(self, width: int) -> bool:
        """Whether a line begins with such a letter, as the words wrap in this width."""
        text = self.text()
        if text[:1] in _HOOKED:
            return True
        if not any(word[0] in _HOOKED for word in text.split()) or self.line_width() <= width:
            return False
        room = width - self._left - self.contentsMargins().right()
        widths = (room, room - self._room_for_hooks())  # either may be the one, and so the answer stays the same
        return any(text[begin : begin + 1] in _HOOKED for width in widths for begin in self._line_begins(width))

    def _line_begins(self, width: int) -> Iterator[int]:
        """Where in the text its lines begin, in so many pixels."""
        from PySide6.QtGui import QTextLayout  # not needed for the first picture

        layout = QTextLayout(self.text().replace("\n", "\u2028"), self.font())
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            yield line.textStart()
        layout.endLayout()

    def _room_for_hooks(self) -> int:
        """Pixels that a line which begins with such a letter needs at its left, where the label would cut it."""
        begins = {word[0] for word in self.text().split()} & _HOOKED
        return max((-self.fontMetrics().leftBearing(letter) for letter in begins), default=0)
