"""Links, files and QR pictures that are dropped anywhere on the window, whatever lies under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QWidget


class WindowDrop(QObject):
    """``link_dropped`` carries each link, or file as a link.

    Looks at what is dragged before any widget does: a field would take the name of a file for something typed. What is
    not for a request goes on to the field.
    """

    link_dropped = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._ours = False
        window.setAcceptDrops(True)
        window.installEventFilter(self)  # the system's own window may be made later, or anew
        self._watch()

    def _watch(self) -> None:
        handle = self._window.windowHandle()
        if handle is not None:
            handle.removeEventFilter(self)
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        kind = event.type()
        if watched is self._window:
            if kind in (QEvent.Type.WinIdChange, QEvent.Type.Show):
                self._watch()
            return False
        if isinstance(event, QDragEnterEvent):
            self._ours = bool(_dropped(event.mimeData()))
        if self._ours and isinstance(event, QDropEvent):  # as the others are too
            event.setDropAction(Qt.DropAction.CopyAction)  # moving would delete the file
            event.accept()
            if not isinstance(event, QDragMoveEvent):
                self._ours = False
                for link in _dropped(event.mimeData()):
                    self.link_dropped.emit(link)
            return True
        return False


def _dropped(data: QMimeData) -> tuple[str, ...]:
    from vault.desktop.request_file import dropped

    return dropped(data)
