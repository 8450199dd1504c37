"""In the card of a shop: all that it ever had from the vault, folded away until somebody wants to know."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import button
from vault.desktop.parts.shutter_mark import ShutterMark
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.shop_items import SIDE
from vault.desktop.shop_link import RuledPart
from vault.desktop.shops_state import TotalPane
from vault.desktop.theme import Theme

_BUTTON_EDGE = 9
"""From the edge of a small button to what is in it, below which the lines begin."""
_PLACE = "what this shop knows in total"


class TotalPart(RuledPart):
    """Shows a :class:`TotalPane` or only its head. ``toggled`` says whether it is open now."""

    toggled = Signal(bool)

    def __init__(self, theme: Theme, icons: Icons, total: TotalPane, *, is_open: bool) -> None:
        super().__init__(theme)
        self._icons, self._total = icons, total
        self._lines: QWidget | None = None
        self.fold = button(self.tr("What this shop knows in total"), "quiet", small=True, icon=self._caret(is_open))
        self.fold.setObjectName(_PLACE)
        self.fold.setCheckable(True)
        self.fold.setChecked(is_open)
        self.fold.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.fold.toggled.connect(self._toggle)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(SIDE - _BUTTON_EDGE, 8, SIDE, 8)
        column.setSpacing(0)
        column.addWidget(self.fold)
        if is_open:
            self._unfold()

    def _caret(self, is_open: bool) -> QIcon:
        return self._icons.icon("caret-down" if is_open else "caret-right", "primary", 18)

    def _toggle(self, is_open: bool) -> None:
        self.fold.setIcon(self._caret(is_open))
        if self._lines is not None:
            self._lines.setVisible(is_open)
        elif is_open:
            self._unfold()
        self.toggled.emit(is_open)

    def _unfold(self) -> None:
        theme, total = self._theme, self._total
        self._lines = QWidget()
        column = QVBoxLayout(self._lines)
        column.setContentsMargins(_BUTTON_EDGE, 2, 0, 8)
        column.setSpacing(8)
        column.addWidget(WrapLabel(theme, total.summary, "small"))
        lines = QGridLayout()
        lines.setHorizontalSpacing(8)
        lines.setVerticalSpacing(4)
        lines.setColumnStretch(1, 2)
        lines.setColumnStretch(2, 3)
        top = Qt.AlignmentFlag.AlignTop
        for number, line in enumerate(total.lines):
            name = self.tr("{item}, {step}").format(item=line.name, step=line.precision_text)
            lines.addWidget(ShutterMark(theme, line.precision), number, 0, top)
            for place, label in ((1, WrapLabel(theme, name, "small")), (2, WrapLabel(theme, line.said, "smallSub"))):
                label.setSizePolicy(_shared())
                lines.addWidget(label, number, place, top)
        column.addLayout(lines)
        for text in filter(None, (total.more, total.together)):
            column.addWidget(WrapLabel(theme, text, "small"))
        known = self.tr("Your vault wrote this down itself."), self.tr("What you told the shop yourself is not in it.")
        column.addWidget(WrapLabel(theme, " ".join(known), "smallSub"))
        self._column.addWidget(self._lines)
        self._lines.show()  # else the layout counts it as no height until it shows it itself


def _shared() -> QSizePolicy:
    """Columns share the width by their proportion alone, so that all lines have theirs at one place."""
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    return policy
