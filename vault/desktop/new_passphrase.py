"""The two fields in which a passphrase is chosen, with how strong it is and words for who has no idea."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.announce import announce
from vault.desktop.parts.buttons import button
from vault.desktop.parts.strength_bars import StrengthBars
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.passphrase_field import PassphraseField
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from vault.desktop.passphrase_advice import Advice, PassphraseAdvice

_GAP = 12


class NewPassphrase(QWidget):
    """``typed`` carries what stands in both fields, ``entered`` says that Enter was pressed in the second."""

    typed = Signal(str, str)
    entered = Signal()

    def __init__(self, theme: Theme, icons: Icons, label: str) -> None:
        super().__init__()
        height = theme.size("control")
        self._strength = StrengthLine(theme)
        self.first = PassphraseField(theme, icons, label, height, self._strength)
        self.suggest = _link(theme, self.tr("Suggest words"))
        policy = self.suggest.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.suggest.setSizePolicy(policy)
        self._suggested = ""
        self._strong = False
        self.again = PassphraseField(theme, icons, self.tr("Type it again"), height, eye=False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.first)
        column.addSpacing(4)
        column.addLayout(self._tip(theme))
        column.addSpacing(8)
        column.addWidget(self.again)
        for field in (self.first, self.again):
            field.edited.connect(self._tell)
        self.first.shown.connect(self.again.show_text)
        self.first.entered.connect(self.again.take_focus)
        self.again.entered.connect(self.entered)

    def attach(self, advice: PassphraseAdvice) -> None:
        """Let ``advice``, which lives as long as the fields, judge what is typed and suggest words."""
        advice.setParent(self)
        self.typed.connect(lambda first, _: advice.look(first))
        self.suggest.clicked.connect(advice.suggest)
        advice.judged.connect(self._take_advice)
        advice.suggested.connect(self.fill)
        advice.failed.connect(lambda said: self.first.say("error", said))

    def fill(self, words: str) -> None:
        """Show ``words`` as the passphrase, to be written down; then they are typed once more."""
        self._suggested = words
        self.first.edit.setText(words)
        self.again.edit.setText("")
        self.first.show_text(True)
        self.first.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self.first.edit, words)
        self._tell()

    def say(self, first_wrong: str, again_wrong: str, *, same: bool) -> None:
        """Say what is the matter with either field, and go there; or that both are the same."""
        self.first.say("error" if first_wrong else "", first_wrong)
        kind = "error" if again_wrong else "ok" if same else ""
        self.again.say(kind, again_wrong or (self.tr("The same") if same else ""))
        if first_wrong:
            self.first.take_focus()
        elif again_wrong:
            self.again.take_focus()

    def set_read_only(self, busy: bool) -> None:
        """Nothing is typed while something is made of it."""
        for field in (self.first, self.again):
            field.edit.setReadOnly(busy)
        self.suggest.setEnabled(not busy)

    def clear(self) -> None:
        """Empty both fields, and forget what was typed."""
        self._suggested = ""
        self.first.clear()
        self.again.clear()
        self._tell()

    def _tell(self) -> None:
        self._offer_words()
        self.typed.emit(self.first.typed(), self.again.typed())

    def _take_advice(self, advice: Advice) -> None:
        self._strong = advice.bars > 1
        self._strength.show_advice(advice)
        self._offer_words()

    def _offer_words(self) -> None:
        """What is good enough is not replaced, and Tab goes on from there to where it is typed again."""
        self.suggest.setVisible(not self._strong or self.first.typed() in {"", self._suggested})

    def _tip(self, theme: Theme) -> QHBoxLayout:
        tip = WrapLabel(theme, self.tr("Tip: use four or more words that do not belong together."), "smallSub")
        tip.setMaximumWidth(QFontMetrics(theme.font("small")).horizontalAdvance(tip.text()) + 2)
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        row.addWidget(tip, 1)
        row.addWidget(self.suggest, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(0)
        return row


class StrengthLine(QWidget):
    """Bars, a word and what it means."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.bars = StrengthBars(theme)
        self._word = QLabel()
        self._word.setProperty("role", "label")
        self._means = WrapLabel(theme, "", "smallSub")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self.bars, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._word)
        row.addWidget(self._means, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._share_room()

    def show_advice(self, advice: Advice) -> None:
        """Show how strong it is. A screen reader hears it when the field is read, and not at each letter."""
        self.bars.set_filled(advice.bars)
        self._word.setText(advice.word)
        self._means.setText(advice.means)
        self._share_room()
        self.setAccessibleName(f"{advice.word}. {advice.means}" if advice.word else "")

    def _share_room(self) -> None:
        """The bars are small where the sentence would take two lines."""
        words = [(self._word, self._word.text()), (self._means, self._means.text())]
        needed = sum(label.fontMetrics().horizontalAdvance(text) + _GAP for label, text in words)
        self.bars.set_small(needed + StrengthBars.WIDTH > self.width())


def _link(theme: Theme, text: str) -> QPushButton:
    made = button(text, "quiet", small=True)
    made.setMinimumHeight(theme.size("minHitTarget"))
    made.setStyleSheet(
        "QPushButton { padding: 0 2px; font-weight: 400; text-decoration: underline; }"
        "QPushButton:disabled { border-color: transparent; text-decoration: none; }"
    )
    return made
