"""Below one item of a shop: the way to let the shop have less of it, and when that is pressed, the steps."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from vault.desktop.parts.announce import announce
from vault.desktop.parts.buttons import button
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_flow import FlowLayout
from vault.desktop.shop_link import TextLink
from vault.desktop.shops_state import LessPane
from vault.desktop.theme import Theme

_GAP = 8


class LessPart(QWidget):
    """``picked`` carries the step that the shop is to have instead. Esc leaves it as it is."""

    picked = Signal(object)

    def __init__(self, theme: Theme, less: LessPane, place: str) -> None:
        """``place`` finds what has the keyboard once the page is made anew."""
        super().__init__()
        self._theme, self._less, self._place = theme, less, place
        self._steps: QWidget | None = None
        self.link = TextLink(theme, self.tr("Show the shop less…"), quiet=True)
        self.link.setAccessibleName(less.name)
        self.link.setObjectName(place)
        self.link.clicked.connect(self._open)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.link)

    def _open(self) -> None:
        steps = QWidget()
        column = QVBoxLayout(steps)
        column.setContentsMargins(0, 0, 0, _GAP)
        column.setSpacing(_GAP)
        column.addWidget(WrapLabel(self._theme, self._less.means, "smallSub"))
        row = FlowLayout(gap=_GAP, line_gap=_GAP)
        for line in self._less.lines:
            step = self._button(line.text, "normal")
            step.setAccessibleName(line.name)
            step.clicked.connect(lambda _=False, precision=line.precision: self.picked.emit(precision))
            row.addWidget(step)
        keep = self._button(self.tr("Leave it as it is"), "quiet")
        keep.clicked.connect(self._close)
        row.addWidget(keep)
        column.addLayout(row)
        self._steps = steps
        self._column.addWidget(steps)
        steps.show()  # its layout would do so a turn later, and what is not shown takes no keyboard
        self.link.hide()
        first = row.itemAt(0)
        if first is not None and (widget := first.widget()) is not None:
            widget.setFocus(Qt.FocusReason.TabFocusReason)
        announce(self, self._less.means)

    def _close(self) -> None:
        steps, self._steps = self._steps, None
        self.link.show()
        self.link.setFocus(Qt.FocusReason.TabFocusReason)
        if steps is not None:
            steps.hide()
            steps.deleteLater()  # one of its buttons is the sender of the signal that came here

    def _button(self, text: str, kind: str) -> QPushButton:
        made = button(text, kind, small=True)
        made.setObjectName(self._place)
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and self._steps is not None:
            self._close()
        else:
            super().keyPressEvent(event)
