"""A field for a passphrase: hidden or shown, and below it in words what is the matter with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts import qt_numbers
from vault.desktop.parts.announce import announce
from vault.desktop.parts.buttons import button
from vault.desktop.parts.state_line import StateLine
from vault.desktop.parts.written_line import WrittenLine
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from vault.desktop.parts.field_sign import FieldSign

_LOCK_BIT = 0x2
"""The Lock modifier, second of the eight that X11 and XKB know."""
_TELLING = frozenset(("xcb", "wayland"))
"""The platforms on which Qt hands on those modifiers; elsewhere the letters tell."""
_EYE_GAP, _EYE_END, _EYE_ROOM = 4, 5, 6  # pixels before the eye, after it, and around its icon
_DOT = ord("•")


def caps_lock(event: QKeyEvent, platform: str, known: bool | None) -> bool | None:
    """Whether Caps Lock is on after this key press, where that can be known. Qt itself does not say.

    Either from the modifiers of the platform, or because a letter came that Shift does not explain.
    """
    letter = event.text()
    if platform in _TELLING:
        was_on = bool(event.nativeModifiers() & _LOCK_BIT)
        return not was_on if event.key() == QtCore.Qt.Key.Key_CapsLock else was_on
    if event.key() == QtCore.Qt.Key.Key_CapsLock:
        return None if known is None else not known
    if len(letter) != 1 or letter.lower() == letter.upper():
        return known
    return letter.isupper() != bool(event.modifiers() & QtCore.Qt.KeyboardModifier.ShiftModifier)


class _Edit(WrittenLine):
    """Says when Caps Lock seems to be on."""

    caps_seen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._caps: bool | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        self._caps = caps_lock(event, QGuiApplication.platformName(), self._caps)
        self.caps_seen.emit(self._caps is True)
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        self._caps = None  # the key may be pressed elsewhere
        self.caps_seen.emit(False)
        super().focusOutEvent(event)


def _sign(theme: Theme, icons: Icons, edit: QLineEdit) -> FieldSign:
    from vault.desktop.parts.field_sign import FieldSign  # not on the first picture

    return FieldSign(theme, icons, edit)


class PassphraseField(QWidget):
    """Label, field with an eye to show what was typed, and a line that says what is good or wrong.

    The line keeps its place when there is nothing to say, so that nothing below it moves. What is good is said in the
    field itself where no ``eye`` has that place. A ``hint`` stands in the line while there is nothing else.
    """

    edited = Signal()
    entered = Signal()
    shown = Signal(bool)
    """Whether the letters can be read now."""

    def __init__(
        self, theme: Theme, icons: Icons, label: str, height: int, hint: QWidget | None = None, *, eye: bool = True
    ) -> None:
        super().__init__()
        self._icons = icons
        self.edit = _Edit()
        self.edit.setAccessibleName(label)
        self.edit.setProperty("error", False)
        self.edit.setStyleSheet(f"QLineEdit {{ min-height: {height - 2}px; lineedit-password-character: {_DOT}; }}")
        self._name = QLabel(label)
        self._name.setProperty("role", "label")
        self._name.setBuddy(self.edit)
        self.eye = button("", "quiet", small=True)
        self.eye.setParent(self.edit)
        side = max(theme.size("minHitTarget"), theme.mark("icon.default") + _EYE_ROOM)
        self.eye.setFixedSize(side, side)
        self.eye.setStyleSheet("QPushButton { padding: 0; min-height: 0; }")
        self.eye.setProperty("picture", "default")
        self._sign = None if eye else _sign(theme, icons, self.edit)
        self.eye.setVisible(eye)
        if eye:
            self.edit.setTextMargins(0, 0, self.eye.width() + _EYE_GAP + _EYE_END, 0)
        self.edit.installEventFilter(self)
        self._caps = StateLine(theme, icons, "warning", "")
        self._caps.hide()
        self._hint = hint
        self._line = StateLine(theme, icons, "ok", "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._name)
        column.addSpacing(theme.space("fieldLabelGap"))
        column.addWidget(self.edit)
        column.addSpacing(8)
        column.addWidget(self._below(theme))
        self.edit.written.connect(lambda _: self.edited.emit())
        self.edit.returnPressed.connect(self.entered)
        self.edit.caps_seen.connect(self._warn)
        self.eye.clicked.connect(lambda: self.show_text(self.edit.echoMode() == QLineEdit.EchoMode.Password))
        self.show_text(False)
        self.say("", "")

    def typed(self) -> str:
        """What stands in the field."""
        return self.edit.text()

    def clear(self) -> None:
        """Empty the field and forget what could be undone, and hide what is typed next."""
        self.edit.setText("")
        self.show_text(False)

    def show_text(self, shown: bool) -> None:
        """Let the letters be read, or dots stand for them."""
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.edit.setEchoMode(mode)
        self.edit.setProperty("inputMethodHints", qt_numbers.SECRET_TEXT)
        word = self.tr("Hide passphrase") if shown else self.tr("Show passphrase")
        self.eye.setIcon(self._icons.icon("eye-slash" if shown else "eye", "primary", 20))
        self.eye.setAccessibleName(word)
        self.eye.setToolTip(word)
        self.shown.emit(shown)

    def say(self, kind: str, text: str) -> None:
        """Say something below the field: ``ok``, ``error``, or nothing but its hint."""
        wrong = kind == "error"
        if wrong and (self._line.isHidden() or self._line.accessibleName() != text):
            from vault.desktop.page_scroll import reveal  # not for the first picture

            announce(self.edit, text)
            reveal(self)
        inside = self._sign is not None and kind == "ok"
        if self._sign is not None:
            self._sign.show_sign("ok" if inside else "", text if inside else "")
        self._line.set_state(kind or "ok", text)
        self._line.setVisible(bool(text) and not inside)
        if self.edit.property("error") is not wrong:
            self.edit.setProperty("error", wrong)
            self.edit.style().unpolish(self.edit)
            self.edit.style().polish(self.edit)
        self._share_place()
        hint = "" if self._hint is None else self._hint.accessibleName()
        self.edit.setAccessibleDescription(text or hint)

    def take_focus(self) -> None:
        """Type here next; what is there is replaced."""
        self.edit.setFocus()
        self.edit.selectAll()

    def eventFilter(self, watched: object, event: QEvent) -> bool:  # noqa: N802
        if watched is self.edit and isinstance(event, QResizeEvent):
            self.eye.move(
                self.edit.width() - self.eye.width() - _EYE_END, (self.edit.height() - self.eye.height()) // 2
            )
        return False

    def _warn(self, caps: bool) -> None:
        if caps and self._caps.isHidden():
            said = self.tr("Caps Lock is on.")
            self._caps.set_state("warning", said)
            announce(self.edit, said)
        self._caps.setVisible(caps)
        self._share_place()

    def _share_place(self) -> None:
        """The hint gives way to whatever there is to say."""
        if self._hint is not None:
            self._hint.setVisible(self._line.isHidden() and self._caps.isHidden())

    def _below(self, theme: Theme) -> QWidget:
        """Room for one line, which is there when nothing is said too."""
        made = QWidget()
        made.setMinimumHeight(StateLine.height_of_one(theme))
        lines = QVBoxLayout(made)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        for line in (self._caps, self._hint, self._line):
            if line is not None:
                lines.addWidget(line)
        lines.addStretch(1)
        return made
