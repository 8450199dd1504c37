"""The Delete key, for rows and lists of what can be deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget as _Widget
else:
    _Widget = object  # whatever widget it is added to: Qt has no widget with two others as its bases


class DeleteKey(_Widget):
    """Stands before the widget's own class. ``delete_pressed`` comes with the key, pressed anywhere in the widget."""

    delete_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)
