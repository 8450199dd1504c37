"""Below a list that is shown in portions: how many of its rows are seen, and a button that brings the next."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.desktop.parts.buttons import button
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.portion import PORTION
from vault.desktop.theme import Theme


class MoreRows(QWidget):
    """Shown only while there are more. ``asked`` when the button is pressed."""

    asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._said = WrapLabel(theme, "", "smallSub")
        self.more = button("", "normal", small=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(8)
        column.addWidget(self._said)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.more.clicked.connect(self.asked)
        self.hide()

    def show_count(self, shown: int, found: int, locale: QLocale, portion: int = PORTION) -> None:
        """Say that ``shown`` rows are seen of ``found``, and offer the next ``portion``."""
        self._said.setText(
            self.tr("You see {shown} of {found}.").format(shown=locale.toString(shown), found=locale.toString(found))
        )
        words = self.tr("Show {count} more").format(count=min(portion, found - shown))
        self.more.setText(words)
        self.more.setAccessibleName(words)
        self.more.setAccessibleDescription(self._said.text())
        self.setVisible(shown < found)

    @property
    def said(self) -> str:
        """How many are seen."""
        return self._said.text()
