"""A field that says what a person wrote into it, in whatever way."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget


class WrittenLine(QLineEdit):
    """``written`` has the text after each change by a person.

    That is ``textEdited``, and also what a screen reader writes and the button that clears: Qt calls neither an edit.
    What the program itself puts here stays silent.
    """

    written = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own = False
        self.textChanged.connect(self._tell)

    def setText(self, text: str | None) -> None:  # noqa: N802
        self._own = True
        super().setText(text or "")
        self._own = False

    def clear(self) -> None:
        self._own = True
        super().clear()
        self._own = False

    def _tell(self, text: str) -> None:
        if not self._own:
            self.written.emit(text)
