"""What is dropped anywhere on the window, whatever lies under the pointer: requests, and the files of shops."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QWidget


class WindowDrop(QObject):
    """``link_dropped`` carries each link, or file as a link; ``file_dropped`` the path of a shop's file, which is
    taken only while the vault ``is_open``.

    Looks at what is dragged before any widget does: a field would take the name of a file for something typed. What is
    neither goes on to the field.
    """

    link_dropped = Signal(str)
    file_dropped = Signal(object)

    def __init__(self, window: QWidget, is_open: Callable[[], bool] = lambda: False) -> None:
        super().__init__(window)
        self._window, self._is_open = window, is_open
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
            self._ours = bool(_dropped(event.mimeData()) or self._shop_file(event.mimeData()))
        if self._ours and isinstance(event, QDropEvent):  # as the others are too
            event.setDropAction(Qt.DropAction.CopyAction)  # moving would delete the file
            event.accept()
            if not isinstance(event, QDragMoveEvent):
                self._ours = False
                self._take(event.mimeData())
            return True
        return False

    def _take(self, data: QMimeData) -> None:
        links = _dropped(data)
        for link in links:
            self.link_dropped.emit(link)
        file = None if links else self._shop_file(data)
        if file is not None:
            self.file_dropped.emit(file)

    def _shop_file(self, data: QMimeData) -> Path | None:
        from vault.desktop.request_file import shop_file

        return shop_file(data) if self._is_open() else None


def _dropped(data: QMimeData) -> tuple[str, ...]:
    from vault.desktop.request_file import dropped

    return dropped(data)
