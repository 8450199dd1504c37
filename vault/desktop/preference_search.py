"""A field to search in: a magnifying glass before the words, and a button that clears them."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.written_line import WrittenLine

_NARROWEST = 160  # pixels: a word can still be read as it is typed
_SIDES = 64  # pixels beside glass and words, with room to clear
_GLASS, _LEFT, _GAP = 16, 7, 9
"""Pixels: the glass, before it, and between it and the words."""
_OWN = 6  # pixels that the field itself leaves before the words
_CLEAR = "_q_qlineeditclearaction"  # the name Qt gives the action of its own clear button


class SearchField(WrittenLine):
    """``name`` is its placeholder and its accessible name. In a narrow row it gives way."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons, self._wide = icons, _NARROWEST
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setClearButtonEnabled(True)
        # Drawn here: an icon that the field has itself does not grow with its letters.
        self._glass = icons.icon("magnifying-glass", "ink", _GLASS)
        self.setTextMargins(_LEFT + icons.grown(_GLASS) + _GAP - _OWN, 0, 0, 0)
        for action in self.findChildren(QAction):
            if action.objectName() == _CLEAR:
                action.setText(self.tr("Clear"))
                action.setIcon(icons.icon("x", "ink2", 16))

    def set_name(self, name: str, shown: str = "", *, least: int = 0) -> None:
        """Say what is searched, in full and as it is ``shown``. The field is ``least`` wide, or as wide as that.

        ``least`` is in pixels; less than that only where the row has no room.
        """
        self.setPlaceholderText(shown or name)
        self.setAccessibleName(name)
        self.ensurePolished()
        words = self.fontMetrics().horizontalAdvance(shown or name)
        self._wide = max(least, words + self._icons.grown(_GLASS) + _SIDES)
        self.setMaximumWidth(self._wide)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        super().paintEvent(event)
        side = self._icons.grown(_GLASS)
        mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
        self._glass.paint(QPainter(self), _LEFT, (self.height() - side) // 2, side, side, mode=mode)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(min(self._wide, _NARROWEST), super().minimumSizeHint().height())
