"""The extra step for one sealed item: how precisely, in which words, and the passphrase again."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from vault.core.value import Precision
from vault.desktop.icons import Icons
from vault.desktop.parts.decision_pair import DecisionPair
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.overlay import Overlay
from vault.desktop.parts.precision_picker import PrecisionPicker
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.passphrase_field import PassphraseField
from vault.desktop.request_state import Sealed
from vault.desktop.request_text import FloatingScroll, title_font
from vault.desktop.theme import Theme

_WIDTH = 520
_SIDE = 24
_FIELD = 36
_MARGIN = 16  # between the dialog and the window's edge, at least


class SealedDialog(QDialog):
    """Over a dim layer in the window itself, so that nothing below it takes a click or the keyboard."""

    kept_off = Signal()
    permitted = Signal(str, str)
    """The passphrase as typed, and the words that stood on the screen."""
    step_picked = Signal(object)

    def __init__(self, theme: Theme, icons: Icons, window: QWidget) -> None:
        self.overlay = Overlay(theme, window)
        super().__init__(self.overlay)
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setStyleSheet("SealedDialog { background: transparent; }")  # its corners are round
        self._theme = theme
        self._shown: Sealed | None = None
        self._before: QWidget | None = None
        self.title = WrapLabel(theme)
        self.title.setFont(title_font(theme, small=True))
        self._text = WrapLabel(theme, "", "sub")
        self._what = WrapLabel(theme, self.tr("What may the shop see?"), "label")
        self.picker = PrecisionPicker(theme)
        self.picker.setAccessibleName(self._what.text())
        self._about = WrapLabel(theme, "", "smallSub")
        self._say = WrapLabel(theme, self.tr("With this you say:"), "label")
        self.words = WrapLabel(theme, "", "small")
        self.field = PassphraseField(theme, icons, self.tr("Your passphrase"), _FIELD)
        self.pair = DecisionPair(theme)
        self._lay_out(icons)
        self.overlay.installEventFilter(self)
        self.picker.picked.connect(self._pick)
        self.field.entered.connect(self._enter)
        self.pair.refused.connect(self.kept_off)
        self.pair.shared.connect(self._enter)
        theme.changed.connect(self.update)

    def show_sealed(self, state: Sealed | None) -> None:
        """Ask for this item, or be gone. A new question starts with an empty field."""
        if state is None:
            self._close()
            return
        new = self._shown is None or self._shown.number != state.number
        error = state.error if self._shown is None or state.error != self._shown.error or new else None
        self._shown = state
        self.title.setText(state.title)
        self.setAccessibleName(state.title)
        self.setAccessibleDescription(state.words)
        self._text.setText(state.text)
        if new:
            self.picker.set_steps([(step.precision, step.caption, step.value) for step in state.steps])
            self.field.clear()
        self.picker.set_chosen(state.chosen)
        self._about.setText(state.about)
        self.words.setText(state.words)
        self.field.say("error" if state.error else "", state.error)
        keep, share = self.tr("Keep it off"), self.tr("Share this item")
        self.pair.set_texts(keep, share)
        self.pair.set_names(keep, state.share_name)
        self.pair.set_precision(state.chosen)
        self.pair.set_share_enabled(not state.checking, self.tr("Checking") if state.checking else "")
        self.overlay.show()
        self.show()
        self._place()
        if new:
            around = self.overlay.parentWidget()
            self._before = around.focusWidget() if around is not None else None
        if new or error:
            self.field.take_focus()
        if error:
            QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(self.field))  # once it has its height

    def _close(self) -> None:
        if self._shown is None:
            return
        self._shown = None
        self.field.clear()
        self.overlay.hide()
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def reject(self) -> None:
        """Esc keeps the item off."""
        self.kept_off.emit()

    def _enter(self) -> None:
        if self._shown is not None and not self._shown.checking:
            self.permitted.emit(self.field.typed(), self._shown.words)

    def _pick(self, precision: Precision) -> None:
        self.step_picked.emit(precision)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        """Tab stays inside."""
        chain = [widget for widget in self._chain() if widget.isVisible() and widget.isEnabled()]
        now = self.focusWidget()
        at = chain.index(now) if now in chain else -1
        step = 1 if forward else -1
        chain[(at + step) % len(chain)].setFocus(
            Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        )
        return True

    def _chain(self) -> list[QWidget]:
        steps = [step for step in self.picker.steps() if step.isChecked()]
        pair = [self.pair.refuse_button, self.pair.share_button]
        return [self.title, *steps, self.field.edit, self.field.eye, *pair]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.kept_off.emit()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        event.accept()  # nothing below this takes a key

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self.overlay and event.type() == QEvent.Type.Resize:
            self._place()
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return False

    def _place(self) -> None:
        """In the middle of the window; what does not fit in a low one scrolls above the buttons."""
        room = self.overlay.rect()
        width = min(_WIDTH, room.width() - 2 * _MARGIN)
        layout, foot = self._inside.layout(), self._foot.layout()
        if layout is None or foot is None:
            return
        self.picker.setFixedHeight(self.picker.heightForWidth(width - 2 * _SIDE - 2))
        height = layout.heightForWidth(width - 2) + foot.heightForWidth(width - 2) + 2
        height = min(height, room.height() - 2 * _MARGIN)
        self.setGeometry((room.width() - width) // 2, (room.height() - height) // 2, width, height)

    def _lay_out(self, icons: Icons) -> None:
        self.title.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        head = QHBoxLayout()
        head.setSpacing(12)
        lock = IconLabel(self._theme, icons, "lock-key", "seal", self._theme.size("icon.large"))
        head.addWidget(lock, 0, Qt.AlignmentFlag.AlignTop)
        said = QVBoxLayout()
        said.setSpacing(4)
        said.addWidget(self.title)
        said.addWidget(self._text)
        head.addLayout(said, 1)
        self._inside = QWidget()
        self._inside.setProperty("scrolled", True)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(_SIDE, 22, _SIDE, 6)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(16)
        for part, gap in ((self._what, 6), (self.picker, 8), (self._about, 12), (self._say, 2), (self.words, 16)):
            column.addWidget(part)
            column.addSpacing(gap)
        column.addWidget(self.field)
        column.addStretch(1)
        self._scroll = FloatingScroll()
        self._scroll.setWidget(self._inside)
        self._inside.installEventFilter(self)
        self._foot = QWidget()
        row = QVBoxLayout(self._foot)
        row.setContentsMargins(_SIDE, 16, _SIDE, 20)
        row.addWidget(self.pair)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(self._foot)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius, box = self._theme.radius("card"), self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(self._theme.color("seal"), 1))
        painter.setBrush(self._theme.color("surface"))
        painter.drawRoundedRect(box, radius, radius)
        foot = self._foot.geometry().toRectF()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("sunken"))
        painter.drawRoundedRect(foot, radius - 1, radius - 1)
        painter.drawRect(foot.adjusted(0, 0, 0, -foot.height() / 2))
        painter.fillRect(self._foot.x(), self._foot.y(), self._foot.width(), 1, self._theme.color("line"))
