"""Normal or careful, on the last page of the first start."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.desktop.parts.segments import Segments
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme

_NORMAL, _CAREFUL = "normal", "careful"


class MannerChoice(QWidget):
    """Begins at normal, as a vault does by itself. ``chosen`` says whether it is careful from now on."""

    chosen = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        title = self.tr("How careful shall it be?")
        self.segments = Segments(theme)
        self.segments.set_items([(_NORMAL, self.tr("Normal"), None), (_CAREFUL, self.tr("Careful"), None)])
        self.segments.setAccessibleName(title)
        self.segments.set_chosen(_NORMAL)
        self._about = WrapLabel(theme, "", "smallSub")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(WrapLabel(theme, title, "label"))
        column.addWidget(self.segments, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._about)
        self.segments.picked.connect(self._pick)
        self._say(_NORMAL)

    def tell_failed(self, problem: str) -> None:
        """It begins as every vault, because of this problem."""
        self.segments.set_chosen(_NORMAL)
        self._about.setText(problem)

    def _pick(self, manner: str) -> None:
        self._say(manner)
        self.chosen.emit(manner == _CAREFUL)

    def _say(self, manner: str) -> None:
        if manner == _CAREFUL:
            said = self.tr("It locks after 1 minute. A share usually lasts 30 days.")
        else:
            said = self.tr("It locks after 5 minutes. A share usually lasts 90 days.")
        later = self.tr("You can change this in Settings.")
        self._about.setText(f"{said} {later}")
