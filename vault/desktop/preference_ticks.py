"""Several choices at once: options as chips to tick, with a field to find one when there are many."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.preference_flow import FlowLayout
from vault.desktop.preference_search import SearchField
from vault.desktop.theme import Theme

MANY = 12
"""More options than this, and a field helps to find one."""
_FINDER = 260
_PAD = 12
_GAP = 6


class TickChip(QCheckBox):
    """A checkbox that looks like a chip: ticked, it has a tick, a tint and stronger words."""

    def __init__(self, theme: Theme, icons: Icons, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._icons = icons
        self.setAccessibleName(text)
        self.setFont(theme.font("small"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        strong = self._theme.font("small")
        strong.setWeight(strong.Weight.DemiBold)
        metrics = QFontMetrics(strong)  # as wide as when it is ticked, so that nothing moves
        width = metrics.horizontalAdvance(self.text()) + 2 * _PAD + self._tick() + _GAP
        return QSize(width, max(self._theme.size("minHitTarget"), metrics.height() + 12))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        return QSize(2 * _PAD + self._tick() + _GAP, self.sizeHint().height())

    def _tick(self) -> int:
        return self._theme.mark("icon.inline")

    def hitButton(self, _pos: object) -> bool:  # noqa: N802 - the whole chip is the control
        return True

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, over = self.isChecked(), self.underMouse()
        box = QRectF(self.rect()).adjusted(0.5, 2.5, -0.5, -2.5)
        painter.setPen(QPen(self._theme.color("primary" if on else "lineStrong"), 1))
        painter.setBrush(self._theme.color("primaryTint" if on else "hover" if over else "surface"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        font = self._theme.font("small")
        painter.setPen(self._theme.color("primary" if on else "ink"))
        words = self.rect().adjusted(_PAD, 0, -_PAD, 0)
        if on:
            font.setWeight(font.Weight.DemiBold)
            side = self._tick()
            tick = self._icons.pixmap("check-bold", "primary", side, self.devicePixelRatioF())
            painter.drawPixmap(_PAD - 2, (self.height() - side) // 2, tick)
            words.setLeft(_PAD + side + _GAP - 2)
            align = Qt.AlignmentFlag.AlignVCenter
        else:
            align = Qt.AlignmentFlag.AlignCenter
        painter.setFont(font)
        painter.drawText(
            words, align, painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        )


class TickChips(QWidget):
    """Chips for ``options`` (id and label). ``ticked`` are the ids of those that are on, in the order given."""

    edited = Signal()

    def __init__(
        self, theme: Theme, icons: Icons, options: list[tuple[str, str]], find: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._chips = {option: TickChip(theme, icons, label) for option, label in options}
        self.finder = SearchField(icons) if len(options) > MANY else None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        if self.finder is not None:
            self.finder.set_name(find, least=_FINDER)
            self.finder.textChanged.connect(self._find)
            column.addWidget(self.finder)
        flow = FlowLayout()
        for chip in self._chips.values():
            flow.addWidget(chip)
            chip.toggled.connect(self.edited)
        column.addLayout(flow)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The ids that are on."""
        return tuple(option for option, chip in self._chips.items() if chip.isChecked())

    def set_ticked(self, ticked: tuple[str, ...]) -> None:
        """Turn exactly these on, without a signal."""
        for option, chip in self._chips.items():
            chip.blockSignals(True)
            chip.setChecked(option in ticked)
            chip.blockSignals(False)
            chip.update()

    def chips(self) -> list[TickChip]:
        """All chips, in their order."""
        return list(self._chips.values())

    def _find(self, text: str) -> None:
        """What is ticked stays in sight: it counts, whatever is looked for."""
        wanted = text.casefold().strip()
        for chip in self._chips.values():
            chip.setVisible(chip.isChecked() or wanted in chip.text().casefold())
