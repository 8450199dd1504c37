"""The right column of the overview: what ends soon, one suggestion, what is sealed, and how well the vault is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.overview_parts import SIDE, column, press, section, text_link
from vault.desktop.overview_state import EndsLine, FootLine, OverviewState, Question, SealedCard
from vault.desktop.parts.card import Card
from vault.desktop.parts.host_label import HostLabel
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_flow import FlowLayout
from vault.desktop.theme import Theme

_BETWEEN = 24


class SidePart(QWidget):
    """``right_pressed``, ``change_pressed`` and ``hide_pressed`` carry the key that was asked about; ``review_pressed``
    opens review day, and ``settings_pressed`` the settings."""

    right_pressed = Signal(str)
    change_pressed = Signal(str)
    hide_pressed = Signal(str)
    review_pressed = Signal()
    settings_pressed = Signal()

    def __init__(self, theme: Theme, icons: Icons, state: OverviewState) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons
        parts = []
        if state.ends:
            parts.append(section(theme, self.tr("Ends soon"), self._ends(state.ends)))
        if state.question is not None:
            parts.append(section(theme, self.tr("One suggestion"), self._question(state.question)))
        if state.sealed is not None:
            parts.append(section(theme, self.tr("Sealed"), self._sealed(state.sealed)))
        parts.append(self._foot(state.feet))
        holder = QVBoxLayout(self)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.setSpacing(_BETWEEN)
        for part in parts:
            holder.addWidget(part)
        holder.addStretch(1)

    def _ends(self, ends: tuple[EndsLine, ...]) -> QWidget:
        card = Card(self._theme, SIDE)
        for each in ends:
            words = column(HostLabel(self._theme, each.host, "body"), WrapLabel(self._theme, each.text, "small"))
            card.body.addLayout(self._beside("hourglass-medium", "ink", words))
        calm = self.tr("It stops by itself. You do not have to do anything.")
        card.body.addWidget(WrapLabel(self._theme, calm, "smallSub"))
        return card

    def _question(self, question: Question) -> QWidget:
        card = Card(self._theme, SIDE)
        card.body.setSpacing(4)
        card.body.addWidget(WrapLabel(self._theme, question.title, "strong"))
        card.body.addWidget(WrapLabel(self._theme, question.text, "smallSub"))
        card.body.addSpacing(6)
        presses = QWidget()
        flow = FlowLayout(presses, gap=8, line_gap=6)
        for text, name, place, kind, signal in (
            (self.tr("Still right"), question.right_name, "right", "normal", self.right_pressed),
            (self.tr("Change it"), question.change_name, "change", "normal", self.change_pressed),
            (self.tr("Hide"), question.hide_name, "hide", "quiet", self.hide_pressed),
        ):
            made = press(text, name, place, kind)
            if kind == "quiet":
                made.setProperty("tone", "ink2")
            made.clicked.connect(lambda _=False, signal=signal: signal.emit(question.key))
            flow.addWidget(made)
        card.body.addWidget(presses)
        return card

    def _sealed(self, sealed: SealedCard) -> QWidget:
        card = Card(self._theme, SIDE)
        title, text = WrapLabel(self._theme, sealed.title, "strong"), WrapLabel(self._theme, sealed.text, "smallSub")
        card.body.addLayout(self._beside("lock-key", "seal", column(title, text)))
        return card

    def _foot(self, lines: tuple[FootLine, ...]) -> QWidget:
        made = QWidget()
        below = QVBoxLayout(made)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(8)
        for each in lines:
            icon = ("check", "ink2") if each.well else ("hourglass-medium", "ink2")
            if each.link:  # it does not come by itself
                icon = ("warning", "sandInk")
            words = QVBoxLayout()
            words.addWidget(WrapLabel(self._theme, each.text, "smallSub"))
            if each.link:
                mend = text_link(self._theme, each.link, "mend", f"{each.text} {each.link}")
                mend.clicked.connect(self.settings_pressed)
                words.addWidget(mend, 0, Qt.AlignmentFlag.AlignLeft)
            below.addLayout(self._beside(*icon, words, size="icon.small", gap=8))
        review = text_link(self._theme, self.tr("Look everything over"), "review")
        review.clicked.connect(self.review_pressed)
        below.addWidget(review, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def _beside(
        self, icon: str, role: str, words: QVBoxLayout, *, size: str = "icon.default", gap: int = 12
    ) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(gap)
        mark = IconLabel(self._theme, self._icons, icon, role, self._theme.size(size))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row
