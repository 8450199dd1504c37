"""Inside a field, at its end: whether what was typed is right, as an icon and perhaps a word."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.icon_label import IconLabel
from vault.desktop.theme import Theme

_GAP, _END = 6, 10
_LOOKS = {"ok": ("check-circle", "primary"), "error": ("warning-circle", "error")}


class FieldSign(QWidget):
    """Nothing, or ``ok`` or ``error``, in ``edit``, whose text leaves room for it."""

    def __init__(self, theme: Theme, icons: Icons, edit: QLineEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._icon = IconLabel(theme, icons, *_LOOKS["ok"], theme.size("icon.button"))
        self.words = QLabel()
        self.words.setProperty("role", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self._icon)
        row.addWidget(self.words)
        edit.installEventFilter(self)
        self.show_sign("")

    def show_sign(self, kind: str, words: str = "") -> None:
        """Show a sign of this kind, or with no kind none."""
        if kind:
            name, role = _LOOKS[kind]
            self._icon.set_icon(name, role)
            self.words.setProperty("tone", role)
            self.words.style().unpolish(self.words)  # a style sheet reads properties when it polishes
            self.words.style().polish(self.words)
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.setVisible(bool(kind))
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self._edit and event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            self._place()
        return False

    def _place(self) -> None:
        if self.isHidden():
            self._edit.setTextMargins(0, 0, 0, 0)
            return
        self.adjustSize()
        self._edit.setTextMargins(0, 0, self.width() + _GAP, 0)
        self.move(self._edit.width() - self.width() - _END, (self._edit.height() - self.height()) // 2)
