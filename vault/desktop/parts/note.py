"""A note: an icon and a few words on a tint."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts import qt_numbers
from vault.desktop.parts.announce import announce
from vault.desktop.parts.buttons import button
from vault.desktop.parts.icon_label import IconLabel, at_top
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.theme import Theme

_SIDE, _TOP, _GAP = 14, 12, 10
_CORNER = 5  # pixels: how far the button stands from two edges
_LOOKS = {  # icon, its colour, ground
    "green": ("shield-check", "primary", "primaryTint"),
    "sand": ("warning", "sandInk", "sandTint"),
    "sealed": ("lock-key", "seal", "sealTint"),
    "error": ("warning-circle", "error", "errorTint"),
}


class Note(QWidget):
    """A note of kind ``green``, ``sand``, ``sealed`` or ``error``. Its text wraps and is plain.

    A ``closable`` one has a button that hides it until there is something to tell again.

    Nothing is made inside before there is something to say: pages that open have notes that wait.
    """

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        kind: str,
        text: str,
        parent: QWidget | None = None,
        *,
        closable: bool = False,
    ) -> None:
        super().__init__(parent)
        self._theme, self._icons, self._closable = theme, icons, closable
        self._inside: tuple[IconLabel, WrapLabel] | None = None
        self._close: QPushButton | None = None
        self.set_note(kind, text)

    def set_note(self, kind: str, text: str) -> None:
        """Say something else."""
        self._kind = kind
        self.setAccessibleName(text)
        name, role, _ = _LOOKS[kind]
        if self._inside is not None:
            icon, words = self._inside
            icon.set_icon(name, role)
            words.setText(text)
            self.update()
        elif text:
            self._inside = self._made(name, role, text)

    def tell(self, kind: str, text: str) -> None:
        """Say this, and if it is new, let a screen reader say it and scroll to it; with no text, be gone."""
        new = bool(text) and (self.isHidden() or self.accessibleName() != text)
        if text:
            self.set_note(kind, text)
        self.setVisible(bool(text))
        if new:
            from vault.desktop.page_scroll import reveal  # not for the first picture

            announce(self, text)
            reveal(self)

    def _made(self, name: str, role: str, text: str) -> tuple[IconLabel, WrapLabel]:
        theme = self._theme
        icon = IconLabel(theme, self._icons, name, role, theme.size("icon.button"), beside="small")
        words = WrapLabel(theme, text, "small")
        words.setProperty("alignment", qt_numbers.TOP_LEFT)
        row = QHBoxLayout(self)
        row.setContentsMargins(_SIDE, _TOP, 2 * _CORNER + self._close_side() if self._closable else _SIDE, _TOP)
        row.setSpacing(_GAP)
        row.addLayout(at_top(icon))
        row.addWidget(words, 1)
        if self._closable:
            self._close = self._close_button()
            self._place_close()
        theme.changed.connect(self.update)
        return icon, words

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._place_close()

    def _place_close(self) -> None:
        """In the corner: a layout would make a note of one line as high as the button."""
        if self._close is not None:
            self._close.move(self.width() - self._close.width() - _CORNER, _CORNER)

    def _close_side(self) -> int:
        """How wide and high the button is, in pixels."""
        theme = self._theme
        return theme.size("minHitTarget") - theme.size("icon.button") + theme.mark("icon.button")

    def _close_button(self) -> QPushButton:
        close = button("", "quiet", small=True, icon=self._icons.icon("x", "ink2", self._theme.size("icon.button")))
        close.setAccessibleName(self.tr("Close this note"))
        close.setToolTip(close.accessibleName())
        close.setStyleSheet("QPushButton { padding: 0; }")
        close.setFixedSize(self._close_side(), self._close_side())
        close.clicked.connect(self.hide)
        close.setParent(self)
        self._reach_in_order(close)
        return close

    def _reach_in_order(self, close: QPushButton) -> None:
        """It is made when there is something to say; Tab comes to it where that is read.

        Qt orders only what takes the keyboard, as the note then does for a moment. Going along the chain of all stops
        instead makes Python hold each of them, and let go of a page that is still shown.
        """
        from PySide6.QtCore import Qt  # not needed as long as it is hidden

        policy = self.focusPolicy()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        QWidget.setTabOrder(self, close)
        self.setFocusPolicy(policy)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        from PySide6.QtCore import Qt  # not needed as long as it is hidden

        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(_LOOKS[self._kind][2]))
        radius = self._theme.radius("note")
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
