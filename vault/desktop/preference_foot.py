"""The foot of the open editor: Save, Cancel and Delete stay in view also where the editor is longer than its room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QWidget

from vault.desktop.theme import Theme

_MOVES = frozenset((QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.LayoutRequest))


class EditorFoot(QWidget):
    """Stands at the end of ``editor``, or at the lower edge of what is scrolled where that comes first.

    The editor keeps :attr:`room` free for it.
    """

    _scroll: QScrollArea | None = None  # what the filter finds while the window is taken down

    def __init__(
        self, theme: Theme, editor: QWidget, side: int, *, left: tuple[QPushButton, ...], right: QPushButton
    ) -> None:
        super().__init__(editor)
        self._theme = theme
        self._editor = editor
        self._floats = False
        row = QHBoxLayout(self)
        row.setContentsMargins(side, 10, side, side)
        row.setSpacing(8)
        for each in left:
            row.addWidget(each)
        row.addStretch(1)
        row.addWidget(right)
        self.room = QWidget()
        theme.changed.connect(self.place)

    def place(self) -> None:
        """Be where it belongs now."""
        height = self.sizeHint().height()
        if self.room.height() != height:
            self.room.setFixedHeight(height)
        end = edge = self._editor.height()
        viewport = self._scroll.viewport() if self._scroll is not None else None
        if viewport is not None and viewport.isAncestorOf(self._editor):
            edge = self._editor.mapFrom(viewport, QPoint(0, viewport.height())).y()
        self._floats = edge < end
        self.setGeometry(0, max(0, min(edge, end) - height), self._editor.width(), height)
        self.raise_()
        self.update()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        around: QWidget | None = self._editor
        while around is not None and self._scroll is None:
            around.installEventFilter(self)
            around = around.parentWidget()
            if isinstance(around, QScrollArea):
                self._scroll = around
                around.verticalScrollBar().valueChanged.connect(self.place)
        self.place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if self._scroll is not None and event.type() in _MOVES:
            self.place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        if self._floats:  # over what is below it
            painter = QPainter(self)
            painter.fillRect(self.rect(), self._theme.color("sunken"))
            painter.fillRect(0, 0, self.width(), 1, self._theme.color("line"))
