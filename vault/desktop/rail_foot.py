"""The foot of the rail: when the vault locks by itself, and *Lock now*."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import pressed_by_enter
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme

_EDGE = 12  # pixels between the foot and the edge of the rail
_ABOVE_LOCK = 10


class LockButton(QAbstractButton):
    """*Lock now*, at the foot of the rail."""

    def __init__(self, theme: Theme, icons: Icons, word: str) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons
        self._narrow = False
        self.set_word(word)
        self.setToolTip("Ctrl+L")
        self.setProperty("ringRole", "focusOnRail")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def set_word(self, word: str) -> None:
        """The same in another language."""
        self._word = word
        self.setAccessibleName(word)
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone."""
        self._narrow = narrow
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(40, max(36, QFontMetrics(self._theme.font("bodyStrong")).height() + 12))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(self._theme.color("railLine"))
        painter.setBrush(self._theme.color("railSelected" if self.underMouse() or self.isDown() else "railHover"))
        painter.drawRoundedRect(box, 6, 6)
        side = self._theme.mark("icon.button")
        pixmap = self._icons.pixmap("lock-key", "onRail", side, self.devicePixelRatioF())
        painter.setFont(self._theme.font("bodyStrong"))
        word = "" if self._narrow else self._word
        words = QFontMetrics(painter.font()).horizontalAdvance(word)
        left = box.center().x() - (side + (8 + words if word else 0)) / 2
        painter.drawPixmap(QPointF(left, box.center().y() - side / 2), pixmap)
        painter.setPen(self._theme.color("onRail"))
        painter.drawText(QRectF(left + side + 8, 0, words + 4, self.height()), Qt.AlignmentFlag.AlignVCenter, word)


class RailFoot(QWidget):
    """``lock_asked`` says that the button was pressed. Narrow, there is no room for words."""

    lock_asked = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme = theme
        self._narrow = False
        self._minutes = 0
        self._button = LockButton(theme, icons, "")
        self._button.clicked.connect(self.lock_asked)
        self._after = WrapLabel(theme, "", "caption")
        self._after.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, 0, _EDGE, 0)
        column.setSpacing(_ABOVE_LOCK)
        column.addWidget(self._after)
        column.addWidget(self._button)
        theme.changed.connect(self._color)
        self._color()
        self.translate()

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone."""
        self._narrow = narrow
        self._button.set_narrow(narrow)
        self._tell()

    def set_lock_after(self, minutes: int) -> None:
        """After how many minutes without use the vault locks by itself; 0 says nothing of it."""
        self._minutes = minutes
        self._tell()

    def translate(self) -> None:
        """All words once more, in the language of now."""
        self._button.set_word(self.tr("Lock now"))
        self._tell()

    def _tell(self) -> None:
        words = self.tr("Locks by itself after\n{minutes} minutes").format(minutes=self._minutes)
        self._after.setText(self.tr("Locks by itself after\n1 minute") if self._minutes == 1 else words)
        self._after.setVisible(self._minutes > 0 and not self._narrow)

    def _color(self) -> None:
        self._after.setStyleSheet(f"QLabel {{ color: {self._theme.color('onRail2').name()}; }}")
