"""A quiet line that offers to answer a request as another one was."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from vault.core.plain_text import breakable
from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.icon_label import IconLabel, at_top
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_flow import FlowLayout
from vault.desktop.request_state import SameAs
from vault.desktop.theme import Theme

_ICON, _GAP = 18, 8


class SameAsLine(QWidget):
    """Says what another shop has or had of this. ``pressed`` carries its host."""

    pressed = Signal(str)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._host = ""
        self._text = WrapLabel(theme, "", "small")
        self.choose = button(self.tr("Choose the same"), "link", small=True)
        self.choose.clicked.connect(lambda: self.pressed.emit(self._host))
        words = FlowLayout(gap=_GAP, line_gap=0)
        words.addWidget(self._text)
        words.addWidget(self.choose)
        icon = IconLabel(theme, icons, "storefront", "ink2", _ICON, beside="small")
        icon.setMinimumHeight(theme.size("minHitTarget"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addLayout(at_top(icon))
        row.addLayout(words, 1)
        row.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_same(self, same: SameAs | None) -> None:
        """Offer it, where there is such a shop."""
        if same is not None:
            self._host = same.host
            self._text.setText(breakable(same.text))
            self.choose.setAccessibleName(f"{same.text} {self.choose.text()}")
        self.setVisible(same is not None)
