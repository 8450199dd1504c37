"""Below the list of shops: one button that stops with all of them, and which of them the vault could not tell."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.shop_items import StatusWords
from vault.desktop.shops_state import Status, StopAll
from vault.desktop.theme import Theme

_BUTTON_EDGE = 9
"""From the edge of a small button to its words, under which the sentence stands."""


class StopAllPart(QWidget):
    """Shows a :class:`StopAll`, or takes no room. Its button is quiet: nobody has to see it to stop with one shop."""

    asked = Signal()

    def __init__(self, theme: Theme, icons: Icons, beside: QWidget) -> None:
        """``beside`` gets the keyboard when the button that had it is gone."""
        super().__init__()
        self._theme, self._icons, self._beside = theme, icons, beside
        self._state: StopAll | None = None
        self._untold: StatusWords | None = None
        self.stop = button(self.tr("Stop with every shop"), "quiet", small=True)
        self.stop.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.stop.clicked.connect(self._press)
        self._about = WrapLabel(theme, "", "smallSub")
        self._about.setContentsMargins(_BUTTON_EDGE, 0, 0, 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self.stop)
        self._column.addWidget(self._about)
        self.hide()

    def show_state(self, state: StopAll | None) -> None:
        """Show what can be stopped, and what could not be told."""
        if state == self._state:
            return
        had_focus = self.stop.hasFocus()
        self._state = state
        about = state.about if state is not None else ""
        self._about.setText(about)
        self.stop.setVisible(bool(about))
        self._about.setVisible(bool(about))
        if self._untold is not None:
            self._untold.deleteLater()
            self._untold.hide()
            self._untold = None
        if state is not None and state.untold:
            self._untold = StatusWords(self._theme, self._icons, Status("warning", "sandInk", state.untold))
            self._column.addWidget(self._untold)
            self._untold.show()
        self.setVisible(state is not None)
        if had_focus and not about:
            self._beside.setFocus(Qt.FocusReason.OtherFocusReason)

    def _press(self) -> None:
        self.asked.emit()
