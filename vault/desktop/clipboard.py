"""Text that this program puts on the clipboard for a short while."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard

CLEAR_SECONDS = 10
"""Time to paste it once."""
_NOT_FOR_HISTORIES = {
    "x-kde-passwordManagerHint": b"secret",  # the freedesktop desktops; Klipper began it
    "ExcludeClipboardContentFromMonitorProcessing": b"\x01",  # Windows looks that it is there
    "CanIncludeInClipboardHistory": bytes(4),  # Windows: a 32-bit zero is no
    "CanUploadToCloudClipboard": bytes(4),
    "org.nspasteboard.ConcealedType": b"\x01",  # macOS
}


class Clipboard(QObject):
    """Puts text there, marked as not for histories, and takes it away: after ten seconds, or when the vault locks.

    Only what came from this program is ever taken away.
    """

    def __init__(self, clipboard: QClipboard) -> None:
        super().__init__()
        self._clipboard = clipboard
        self._text = ""
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.setInterval(CLEAR_SECONDS * 1000)
        self._over.timeout.connect(self.clear)

    def put(self, text: str, *, lasting: bool = False) -> None:
        """Offer ``text`` for :data:`CLEAR_SECONDS`, or if it is ``lasting`` until the vault locks."""
        data = QMimeData()
        data.setText(text)
        for kind, mark in _NOT_FOR_HISTORIES.items():
            data.setData(kind, mark)
        self._clipboard.setMimeData(data)
        self._text = text
        if lasting:
            self._over.stop()
        else:
            self._over.start()

    def clear(self) -> None:
        """Take away what :meth:`put` put there, if that is what it holds: another program may have kept it there."""
        self._over.stop()
        text, self._text = self._text, ""
        if text and self._clipboard.text() == text:
            self._clipboard.clear()

    def clear_all(self) -> None:
        """When the vault locks: take away also what was copied, or marked with the mouse, in one of its fields."""
        self.clear()
        if self._clipboard.ownsClipboard():
            self._clipboard.clear()
        if self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)
