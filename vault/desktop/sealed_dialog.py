"""The extra step for one sealed item: how precisely, in which words, and the passphrase again."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.core.value import Precision
from vault.desktop.icons import Icons
from vault.desktop.over_panel import OverPanel
from vault.desktop.parts.decision_pair import DecisionPair
from vault.desktop.parts.precision_picker import PrecisionPicker
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.passphrase_field import PassphraseField
from vault.desktop.request_state import Sealed
from vault.desktop.theme import Theme

_FIELD = 36


class SealedDialog(OverPanel):
    """Asks for one item at a time; a new question starts with an empty field."""

    kept_off = Signal()
    permitted = Signal(str, str)
    """The passphrase as typed, and the words that stood on the screen."""
    step_picked = Signal(object)

    def __init__(self, theme: Theme, icons: Icons, window: QWidget) -> None:
        super().__init__(theme, icons, window, "lock-key", "seal")
        self._shown: Sealed | None = None
        self._what = WrapLabel(theme, self.tr("What may the shop see?"), "label")
        self.picker = PrecisionPicker(theme)
        self.picker.setAccessibleName(self._what.text())
        self._about = WrapLabel(theme, "", "smallSub")
        self._say = WrapLabel(theme, self.tr("With this you say:"), "label")
        self.words = WrapLabel(theme, "", "small")
        self.field = PassphraseField(theme, icons, self.tr("Your passphrase"), _FIELD)
        self.pair = DecisionPair(theme)
        self._lay_out()
        self.picker.picked.connect(self._pick)
        self.field.entered.connect(self._enter)
        self.pair.refused.connect(self.kept_off)
        self.closed.connect(self.kept_off)  # Esc keeps the item off
        self.pair.shared.connect(self._enter)

    def show_sealed(self, state: Sealed | None) -> None:
        """Ask for this item, or be gone. A new question starts with an empty field."""
        if state is None:
            self._close()
            return
        new = self._shown is None or self._shown.number != state.number
        error = state.error if self._shown is None or state.error != self._shown.error or new else None
        self._shown = state
        self.say(state.title, state.text)
        self.setAccessibleDescription(state.words)
        if new:
            self.picker.set_steps([(step.precision, step.caption, step.value) for step in state.steps])
            self.field.clear()
        self.picker.set_chosen(state.chosen)
        self._about.setText(state.about)
        self.words.setText(state.words)
        self.field.say("error" if state.error else "", state.error)
        keep, share = state.keep or self.tr("Keep it off"), state.share or self.tr("Share this item")
        self.pair.set_texts(keep, share)
        self.pair.set_names(keep, state.share_name)
        self.pair.set_precision(state.chosen)
        self.pair.set_share_enabled(not state.checking, self.tr("Checking") if state.checking else "")
        if new:
            self.open_at(self.field.edit)
        else:
            self.show_above()
        if new or error:
            self.field.take_focus()
        if error:
            QTimer.singleShot(0, self, lambda: self.scrolled.ensureWidgetVisible(self.field))  # once it has its height

    def _close(self) -> None:
        if self._shown is not None:
            self._shown = None
            self.field.clear()
            self.shut()

    def _enter(self) -> None:
        if self._shown is not None and not self._shown.checking:
            self.permitted.emit(self.field.typed(), self._shown.words)

    def _pick(self, precision: Precision) -> None:
        self.step_picked.emit(precision)

    def tab_order(self) -> Iterator[QWidget]:
        """Of the steps, the one that is chosen: arrows move among them."""
        yield self.title
        yield from (step for step in self.picker.steps() if step.isChecked())
        yield from (self.field.edit, self.field.eye, self.pair.refuse_button, self.pair.share_button)

    def fit_to(self, width: int) -> None:
        """The steps stand in as many rows as they need."""
        self.picker.setFixedHeight(self.picker.heightForWidth(width))

    def _lay_out(self) -> None:
        self.inside.setContentsMargins(0, 16, 0, 6)
        for part, gap in ((self._what, 6), (self.picker, 8), (self._about, 12), (self._say, 2), (self.words, 16)):
            self.inside.addWidget(part)
            self.inside.addSpacing(gap)
        self.inside.addWidget(self.field)
        row = QVBoxLayout(self.foot)
        row.setContentsMargins(self.SIDE, 16, self.SIDE, 20)
        row.addWidget(self.pair)
