"""The requests that wait, on the overview: the first as a card with its two ways to go on, the others a line each."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.core.value import Precision
from vault.desktop.icons import Icons
from vault.desktop.overview_parts import SIDE, column, press, rows_card, rule, section, text_row
from vault.desktop.overview_state import AskedCard, AskedLine, OverviewState
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.fact_badge import FactBadge
from vault.desktop.parts.gable_mark import GableMark
from vault.desktop.parts.host_label import HostLabel
from vault.desktop.parts.note import Note
from vault.desktop.parts.shutter_mark import paint_shutter
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_flow import FlowLayout
from vault.desktop.theme import Theme

_GABLE = 46
_PICTURE = 18  # pixels of an icon in a button, beside letters as drawn
_SEALED = ("lock-key-fill", "seal", "sealTint")
_PROVEN = ("shield-check", "ink2", "everydayTint")
_UNPROVEN = ("warning", "sandInk", "sandTint")
_SHARP = 2
"""How many times finer than the screen the shutter of a button is drawn, for screens that are."""


class WaitingPart(QWidget):
    """``nothing_pressed`` and ``look_pressed`` carry the nonce of a request."""

    nothing_pressed = Signal(str)
    look_pressed = Signal(str)

    def __init__(self, theme: Theme, icons: Icons, state: OverviewState) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons
        parts: list[QWidget] = []
        if state.said:
            parts.append(Note(theme, icons, "green", state.said))
        if state.asked is None:
            none = Card(theme, 0)
            none.body.addWidget(text_row(theme, self.tr("No shop waits for you. You have nothing to do.")))
            parts.append(none)
        else:
            parts.append(self._card(state.asked))
        lines = [self._line(each) for each in state.also_asked]
        if state.more_asked:
            lines.append(text_row(theme, state.more_asked))
        if lines:
            parts.append(rows_card(theme, lines))
        holder = QVBoxLayout(self)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(section(theme, self.tr("Waiting for your answer"), *parts))

    def _card(self, asked: AskedCard) -> QWidget:
        theme = self._theme
        words = column(WrapLabel(theme, asked.title, "strong"), WrapLabel(theme, asked.about, "smallSub"))
        if asked.test:
            words.addWidget(WrapLabel(theme, asked.test, "smallSub"))
        words.addSpacing(6)
        words.addWidget(self._badges(asked))
        words.addSpacing(14)
        words.addWidget(self._buttons(asked))
        row = QHBoxLayout()
        row.setContentsMargins(SIDE, SIDE, SIDE, SIDE)
        row.setSpacing(16)
        row.addWidget(GableMark(theme, asked.host, _GABLE), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        card = Card(theme, 0)
        card.body.setContentsMargins(1, 1, 1, 1)
        card.body.setSpacing(0)
        card.body.addLayout(row)
        card.body.addWidget(rule())
        card.body.addWidget(text_row(theme, asked.until))
        return card

    def _badges(self, asked: AskedCard) -> QWidget:
        made = QWidget()
        flow = FlowLayout(made, gap=8, line_gap=4)
        if asked.sealed:
            flow.addWidget(FactBadge(self._theme, self._icons, _SEALED, asked.sealed))
        flow.addWidget(FactBadge(self._theme, self._icons, _PROVEN if asked.proven else _UNPROVEN, asked.proof))
        return made

    def _buttons(self, asked: AskedCard) -> QWidget:
        """Both look the same, and "nothing" comes first."""
        made = QWidget()
        flow = FlowLayout(made, gap=8, line_gap=8)
        nothing = button(self.tr("Share nothing"), "normal", icon=_shutter(self._theme))
        look = button(self.tr("Look and choose"), "normal", icon=self._icons.icon("list", "ink", 18))
        pressed = ((nothing, self.nothing_pressed, asked.nothing_name), (look, self.look_pressed, asked.look_name))
        for each, signal, name in pressed:
            each.setAccessibleName(name)
            each.clicked.connect(lambda _=False, signal=signal: signal.emit(asked.nonce))
            each.setMinimumWidth(max(nothing.sizeHint().width(), look.sizeHint().width()))
            flow.addWidget(each)
        nothing.setObjectName("nothing")
        look.setObjectName("look")
        self._nothing = nothing
        self._theme.changed.connect(self._recolor)  # a method of a widget, which lets go when the card is gone
        return made

    def _recolor(self) -> None:
        self._nothing.setIcon(_shutter(self._theme))

    def _line(self, asked: AskedLine) -> QWidget:
        made = QWidget()
        look = press(self.tr("Look"), asked.look_name, f"look {asked.nonce}")
        look.clicked.connect(lambda: self.look_pressed.emit(asked.nonce))
        row = QHBoxLayout(made)
        row.setContentsMargins(SIDE, 10, SIDE, 10)
        row.setSpacing(12)
        row.addLayout(
            column(HostLabel(self._theme, asked.host, "body"), WrapLabel(self._theme, asked.text, "smallSub")), 1
        )
        row.addWidget(look)
        return made


def _shutter(theme: Theme) -> QIcon:
    """The closed shutter, as an icon of a button."""
    side = theme.mark(_PICTURE)
    picture = QPixmap(side * _SHARP, side * _SHARP)
    picture.fill(Qt.GlobalColor.transparent)
    picture.setDevicePixelRatio(_SHARP)
    painter = QPainter(picture)
    painter.scale(side / _PICTURE, side / _PICTURE)
    paint_shutter(painter, QRectF(-4, 1, 26, 16), Precision.CLOSED, theme.color("ink"))
    painter.end()
    return QIcon(picture)
