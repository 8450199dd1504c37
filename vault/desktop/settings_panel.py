"""A question over the settings: a panel on a dim layer in the window itself, with what it says and its buttons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.announce import announce
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.note import Note
from vault.desktop.parts.overlay import Overlay
from vault.desktop.parts.state_line import StateLine
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.request_text import FloatingScroll, title_font
from vault.desktop.theme import Theme

_WIDTH = 520
_SIDE = 24
_MARGIN = 16  # between the panel and the window's edge, at least
_GAP = 12  # between what is inside


class SettingsPanel(QDialog):
    """``closed`` says that Esc was pressed. Parts go into :attr:`body`; :meth:`open_at` shows it.

    ``role`` is the colour of its edge and of its ``icon``.
    """

    closed = Signal()

    def __init__(self, theme: Theme, icons: Icons, window: QWidget, icon: str, role: str) -> None:
        self.overlay = Overlay(theme, window)
        super().__init__(self.overlay)
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setStyleSheet("SettingsPanel { background: transparent; }")  # its corners are round
        self._theme, self._role = theme, role
        self._before: QWidget | None = None
        self.title = WrapLabel(theme)
        self.title.setFont(title_font(theme, small=True))
        self.title.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._text = WrapLabel(theme, "", "sub")
        self.failed = Note(theme, icons, "error", "")
        self.failed.hide()
        self._busy = StateLine(theme, icons, "busy", "")
        self._busy.hide()
        self.body = QVBoxLayout()
        self.body.setSpacing(_GAP)
        self._lay_out(IconLabel(theme, icons, icon, role, theme.size("icon.large")))
        self.overlay.installEventFilter(self)
        theme.changed.connect(self.update)

    def say(self, title: str, text: str) -> None:
        """What is asked, and what happens then."""
        self.title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    def say_busy(self, busy: str) -> None:
        """What goes on now, or nothing."""
        if busy and self._busy.accessibleName() != busy:
            announce(self, busy)
        self._busy.set_state("busy", busy)
        self._busy.setVisible(bool(busy))

    def set_buttons(self, buttons: Sequence[QPushButton]) -> None:
        """What can be pressed, at the right of the foot in this order."""
        for each in buttons:
            self._row.addWidget(each)

    def open_at(self, field: QWidget) -> None:
        """Show the panel, with the keyboard in ``field``."""
        around = self.overlay.parentWidget()
        self._before = around.focusWidget() if around is not None else None
        self.overlay.show()
        self.show()
        self._place()
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def shut(self) -> None:
        """Be gone; the keyboard goes back to where it was."""
        if not self.overlay.isHidden():
            self.overlay.hide()
            before, self._before = self._before, None
            if before is not None and before.isVisible():
                before.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_open(self) -> bool:
        """Whether it is asked."""
        return not self.overlay.isHidden()

    def reject(self) -> None:
        """Esc."""
        self.closed.emit()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        """Tab stays inside."""
        chain = [each for each in self._inside_in_order() if each.isVisible() and each.isEnabled()]
        now = self.focusWidget()
        at = chain.index(now) if now in chain else -1
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        chain[(at + (1 if forward else -1)) % len(chain)].setFocus(reason)
        return True

    def _inside_in_order(self) -> Iterator[QWidget]:
        each = self.nextInFocusChain()
        while each is not None and each is not self:
            if self.isAncestorOf(each) and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
                yield each
            each = each.nextInFocusChain()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
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
        layout = self._inside.layout()
        if layout is None:
            return
        height = layout.heightForWidth(width - 2) + self._foot.sizeHint().height() + 2
        height = min(height, room.height() - 2 * _MARGIN)
        self.setGeometry((room.width() - width) // 2, (room.height() - height) // 2, width, height)

    def _lay_out(self, icon: QWidget) -> None:
        said = QVBoxLayout()
        said.setSpacing(4)
        said.addWidget(self.title)
        said.addWidget(self._text)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(said, 1)
        self._inside = QWidget()
        self._inside.setProperty("scrolled", True)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(_SIDE, 22, _SIDE, 16)
        column.setSpacing(_GAP)
        column.addLayout(head)
        column.addWidget(self.failed)
        column.addLayout(self.body)
        column.addWidget(self._busy)
        column.addStretch(1)
        scroll = FloatingScroll()
        scroll.setWidget(self._inside)
        self._inside.installEventFilter(self)
        self._foot = QWidget()
        self._row = QHBoxLayout(self._foot)
        self._row.setContentsMargins(_SIDE, 16, _SIDE, 20)
        self._row.setSpacing(8)
        self._row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(self._foot)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius, box = self._theme.radius("card"), self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(self._theme.color(self._role), 1))
        painter.setBrush(self._theme.color("surface"))
        painter.drawRoundedRect(box, radius, radius)
        foot = self._foot.geometry().toRectF()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("sunken"))
        painter.drawRoundedRect(foot, radius - 1, radius - 1)
        painter.drawRect(foot.adjusted(0, 0, 0, -foot.height() / 2))
        painter.fillRect(self._foot.x(), self._foot.y(), self._foot.width(), 1, self._theme.color("line"))
