"""The heading of a group of rows; for a bundle with the one switch for all of them."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QPainter, QPaintEvent

from vault.desktop.parts.switch import Switch
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.request_state import Bundle, ItemGroup
from vault.desktop.request_text import Placed, Tinted, height_of, width_of
from vault.desktop.theme import Theme

_SIDE, _SMALL_SIDE = 16, 14
_GAP, _SMALL_GAP = 14, 12
_WORDS_GAP = 6
_AROUND = 12  # pixels above and below the room of a switch, together


class GroupHead(Placed):
    """A heading and what it means; for a bundle with the one switch for all its rows."""

    switched = Signal(bool)

    def __init__(self, theme: Theme, group: ItemGroup) -> None:
        super().__init__(theme)
        self._sealed = group.sealed
        self._title = Tinted(theme, group.title, "label", "seal" if group.sealed else "ink")
        self._title.setParent(self)
        self._text = WrapLabel(theme, group.text, "smallSub", self)
        self.switch: Switch | None = None
        if group.bundle is not None:
            self.switch = Switch(theme, parent=self)
            self.switch.flipped.connect(self.switched)
            self.show_bundle(group.bundle)

    def show_bundle(self, bundle: Bundle) -> None:
        """Show whether the bundle is on."""
        if self.switch is not None:
            if self._text.text() != bundle.text:
                self._text.setText(bundle.text)
                self.refit()
            self.switch.setAccessibleName(bundle.switch_name)
            self.switch.setEnabled(bundle.able)
            with QSignalBlocker(self.switch):
                self.switch.setChecked(bundle.on)

    def place(self, width: int, *, move: bool) -> int:
        side, top = (_SMALL_SIDE, 5) if self.small else (_SIDE, 6)
        title = width_of(self._title)
        line = max(18, height_of(self._title, title))
        left = side
        if self.switch is not None:
            left += self.theme.mark("toggle.width") + (_SMALL_GAP if self.small else _GAP)
        start = left + title + _WORDS_GAP
        room = width - start - side
        text = max(line, height_of(self._text, room)) if self._text.text() else line
        height = max(text + 2 * top, self.switch.sizeHint().height() + _AROUND if self.switch is not None else 0) + 1
        if move:
            middle = (height - 1 - text) // 2
            self._title.setGeometry(left, middle, title, line)
            self._text.setGeometry(start, middle, room, text)
            if self.switch is not None:
                hit = self.switch.sizeHint()
                self.switch.setGeometry(side - 2, (height - hit.height()) // 2, hit.width(), hit.height())
        return height

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.color("sealTint" if self._sealed else "sunken"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self.theme.color("line"))
