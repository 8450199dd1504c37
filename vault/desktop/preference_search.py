"""A field to search in: a magnifying glass before the words, and a button that clears them."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.written_line import WrittenLine

_NARROWEST = 160  # pixels: a word can still be read as it is typed
_SIDES = 80  # pixels beside the words: the glass, and room to clear
_CLEAR = "_q_qlineeditclearaction"  # the name Qt gives the action of its own clear button


class SearchField(WrittenLine):
    """``name`` is its placeholder and its accessible name. In a narrow row it gives way."""

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wide = _NARROWEST
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setClearButtonEnabled(True)
        # Made here: of one that the field makes itself, PySide is not told when it goes, and takes another for it.
        self._glass = QAction(icons.icon("magnifying-glass", "ink", 18), "", self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
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
        self._glass.setText(name)
        self.ensurePolished()
        self._wide = max(least, self.fontMetrics().horizontalAdvance(shown or name) + _SIDES)
        self.setMaximumWidth(self._wide)
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(min(self._wide, _NARROWEST), super().minimumSizeHint().height())
