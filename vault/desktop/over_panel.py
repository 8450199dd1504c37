"""A panel over the window, on a dim layer, so that nothing below it takes a click or the keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.parts.overlay import Overlay
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.request_text import FloatingScroll, title_font
from vault.desktop.theme import Theme

_WIDTH = 520
_MARGIN = 16  # between the panel and the window's edge, at least


class OverPanel(QDialog):
    """An icon, a title and a text; below them what a subclass adds to :attr:`inside`, and its buttons in :attr:`foot`.

    ``role`` is the colour of the edge and of the ``icon``. ``closed`` says that Esc was pressed: the panel stays until
    it is :meth:`shut`.
    """

    closed = Signal()
    SIDE = 24
    """Pixels between the edge and what is inside."""

    def __init__(self, theme: Theme, icons: Icons, window: QWidget, icon: str, role: str) -> None:
        self.overlay = Overlay(theme, window)
        super().__init__(self.overlay)
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setStyleSheet("OverPanel { background: transparent; }")  # its corners are round
        self._theme, self._role = theme, role
        self._before: QWidget | None = None
        self.title = WrapLabel(theme)
        self.title.setFont(title_font(theme, small=True))
        self.title.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._text = WrapLabel(theme, "", "sub")
        self.inside, self.foot = QVBoxLayout(), QWidget()
        self._content = QWidget()
        self.scrolled = FloatingScroll()
        self._frame(IconLabel(theme, icons, icon, role, theme.size("icon.large")))
        self.overlay.installEventFilter(self)
        self._content.installEventFilter(self)
        theme.changed.connect(self.update)

    def say(self, title: str, text: str) -> None:
        """What is asked, and what happens then."""
        self.title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    def open_at(self, field: QWidget) -> None:
        """Show the panel, with the keyboard in ``field``."""
        around = self.overlay.parentWidget()
        self._before = around.focusWidget() if around is not None else None
        self.show_above()
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_above(self) -> None:
        """Show the panel, or what is new in it."""
        self.overlay.show()
        self.show()
        self._place()

    def shut(self) -> None:
        """Be gone; the keyboard goes back to where it was."""
        if not self.is_open:
            return
        self.overlay.hide()
        before, self._before = self._before, None
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_open(self) -> bool:
        """Whether it is asked."""
        return not self.overlay.isHidden()

    def reject(self) -> None:
        """Esc."""
        self.closed.emit()

    def tab_order(self) -> Iterator[QWidget]:
        """What Tab goes through, also while it cannot be used."""
        each = self.nextInFocusChain()
        while each is not None and each is not self:
            if self.isAncestorOf(each) and each.focusPolicy() & Qt.FocusPolicy.TabFocus:
                yield each
            each = each.nextInFocusChain()

    def fit_to(self, width: int) -> None:
        """Give parts the height that they need where there are ``width`` pixels for them. Others find it themselves."""

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        """Tab stays inside."""
        chain = [each for each in self.tab_order() if each.isVisible() and each.isEnabled()]
        now = self.focusWidget()
        at = chain.index(now) if now in chain else -1
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        chain[(at + (1 if forward else -1)) % len(chain)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        event.accept()  # nothing below this takes a key

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self.overlay and event.type() == QEvent.Type.Resize:
            self._place()
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return False

    def _place(self) -> None:
        """In the middle of the window; what does not fit in a low one scrolls above the buttons."""
        room = self.overlay.rect()
        width = min(round(_WIDTH * self._theme.growth), room.width() - 2 * _MARGIN)
        layout, foot = self._content.layout(), self.foot.layout()
        if layout is None or foot is None:
            return
        self.fit_to(width - 2 * self.SIDE - 2)
        below = foot.heightForWidth(width - 2) if foot.hasHeightForWidth() else foot.sizeHint().height()
        height = min(layout.heightForWidth(width - 2) + below + 2, room.height() - 2 * _MARGIN)
        self.setGeometry((room.width() - width) // 2, (room.height() - height) // 2, width, height)

    def _frame(self, icon: QWidget) -> None:
        said = QVBoxLayout()
        said.setSpacing(4)
        said.addWidget(self.title)
        said.addWidget(self._text)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(said, 1)
        self._content.setProperty("scrolled", True)
        column = QVBoxLayout(self._content)
        column.setContentsMargins(self.SIDE, 22, self.SIDE, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self.inside)
        column.addStretch(1)
        self.scrolled.setWidget(self._content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addWidget(self.scrolled, 1)
        whole.addWidget(self.foot)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius, box = self._theme.radius("card"), self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(self._theme.color(self._role), 1))
        painter.setBrush(self._theme.color("surface"))
        painter.drawRoundedRect(box, radius, radius)
        foot = self.foot.geometry().toRectF()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("sunken"))
        painter.drawRoundedRect(foot, radius - 1, radius - 1)
        painter.drawRect(foot.adjusted(0, 0, 0, -foot.height() / 2))
        painter.fillRect(self.foot.x(), self.foot.y(), self.foot.width(), 1, self._theme.color("line"))
