"""The shops that hold something now, on the overview, each with its Stop; and those that were stopped and not done."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from vault.desktop.overview_parts import SIDE, press, rows_card, section, text_link, text_row
from vault.desktop.overview_state import HoldsLine, OverviewState
from vault.desktop.parts.gable_mark import GableMark
from vault.desktop.parts.host_label import HostLabel
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme

_GABLE = 36
ANY_WIDTH = 16_777_215
"""Of a widget that may be as wide as it likes: Qt's own number, which PySide has no name for."""


class HoldsPart(QWidget):
    """``stop_pressed`` and ``details_pressed`` carry a host; ``all_pressed`` asks for the page of the shops."""

    stop_pressed = Signal(str)
    details_pressed = Signal(str)
    all_pressed = Signal()

    def __init__(self, theme: Theme, state: OverviewState) -> None:
        super().__init__()
        self._theme = theme
        link = text_link(theme, self.tr("Who holds what"), "all shops")
        link.clicked.connect(self.all_pressed)
        acts = [self._act(line) for line in state.holds]
        widest = max((act.sizeHint().width() for act in acts), default=0)
        self._shops = [_Row(theme, line, act, widest) for line, act in zip(state.holds, acts, strict=True)]
        rows: list[QWidget] = [*self._shops]
        if state.more_holds:
            rows.append(text_row(theme, state.more_holds))
        if not rows:
            rows.append(text_row(theme, self.tr("No shop holds anything.")))
        holder = QVBoxLayout(self)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(section(theme, self.tr("Shops that hold something now"), rows_card(theme, rows), link=link))

    def fit(self, state_width: int) -> None:
        """Have the states of the shops beside their names, so wide; or below them, where that is nothing."""
        for each in self._shops:
            each.fit(state_width)

    def _act(self, line: HoldsLine) -> QPushButton:
        """The one thing that can be done with a shop."""
        place = f"act {line.host}"
        if line.stop_name:
            act = press(self.tr("Stop"), line.stop_name, place)
        else:
            act = text_link(self._theme, self.tr("Details"), place, line.details_name)
        pressed = self.stop_pressed if line.stop_name else self.details_pressed
        act.clicked.connect(lambda: pressed.emit(line.host))
        return act


class _Row(QWidget):
    """One shop: what it holds and until when, beside each other where there is room; or how its stop goes on."""

    def __init__(self, theme: Theme, line: HoldsLine, act: QPushButton, widest: int) -> None:
        super().__init__()
        self._theme, self._quiet = theme, not line.stop_name
        state = self._state = WrapLabel(
            theme, line.status.text, "label" if line.status.soon and line.stop_name else "small"
        )
        state.setProperty("tone", "ink2" if line.status.role == "primary" else line.status.role)
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(SIDE, 10, SIDE, 10)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(3, widest)
        middle = Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(GableMark(theme, line.host, _GABLE), 0, 0, 3, 1, middle)
        grid.addWidget(HostLabel(theme, line.host, "body"), 0, 1)
        if line.stop_name:
            grid.addWidget(WrapLabel(theme, line.items, "smallSub"), 1, 1)
        grid.addWidget(act, 0, 3, 3, 1, middle | Qt.AlignmentFlag.AlignRight)
        theme.changed.connect(self.update)

    def fit(self, state_width: int) -> None:
        """Have the state beside the names, so wide, or below them. How a stop goes on is always below."""
        beside = state_width if not self._quiet else 0
        self._grid.removeWidget(self._state)
        self._state.setMinimumWidth(beside)
        self._state.setMaximumWidth(beside or ANY_WIDTH)
        self._grid.addWidget(self._state, *((0, 2, 3, 1) if beside else (2, 1, 1, 1)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """What was stopped stands on a quieter ground, inside the round corners of the card."""
        card = self.parentWidget()
        if not self._quiet or card is None:
            return
        radius = self._theme.radius("card") - 1
        corners = QPainterPath()
        corners.addRoundedRect(QRectF(card.rect().translated(-self.pos())).adjusted(1, 1, -1, -1), radius, radius)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(corners)
        painter.fillRect(self.rect(), self._theme.color("sunken"))
