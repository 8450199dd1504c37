"""Lines of the request page that fold something out, and the preview folded to one with large letters."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.buttons import HandButton
from vault.desktop.request_preview import PreviewCard
from vault.desktop.request_state import Preview
from vault.desktop.theme import Theme

_ABOVE = 4
"""Pixels between the folded preview and the lines above and below it."""


class FoldLine(HandButton):
    """An icon, words and a caret, over the whole width. Words that are too long for it end in "…"."""

    def __init__(self, theme: Theme, icons: Icons, icon: str) -> None:
        super().__init__()
        self._theme, self._icons, self._icon = theme, icons, icon
        self.setCheckable(True)
        self.setAutoDefault(False)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(160, max(self._theme.size("minHitTarget"), QFontMetrics(self._theme.font("small")).height()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter, ratio = QPainter(self), self.devicePixelRatioF()
        side, caret = self._theme.mark("icon.small"), self._theme.mark("icon.inline")
        middle = self.height() // 2
        painter.drawPixmap(0, middle - side // 2, self._icons.pixmap(self._icon, "ink2", side, ratio))
        name = "caret-up" if self.isChecked() else "caret-down"
        painter.drawPixmap(self.width() - caret, middle - caret // 2, self._icons.pixmap(name, "ink", caret, ratio))
        font = self._theme.font("small")
        font.setWeight(self._theme.font("bodyStrong").weight())
        painter.setFont(font)
        painter.setPen(self._theme.color("ink"))
        room = self.rect().adjusted(side + 8, 0, -caret - 8, 0)
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)


class FoldedPreview(QWidget):
    """What the shop will see, as a line above the decision; pressed, the preview itself stands above the line."""

    unfolded = Signal(bool)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme = theme
        self.line = FoldLine(theme, icons, "eye")
        self._room = QWidget()
        self._preview: PreviewCard | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._room, 1)
        self._column.addSpacing(_ABOVE)
        self._column.addWidget(self.line)
        self._room.hide()
        self.line.toggled.connect(self._unfold)
        theme.changed.connect(self.update)

    def show_preview(self, preview: Preview) -> None:
        """Say in a line what the shop will see."""
        values = ", ".join(value for _, value in preview.values)
        nothing = self.tr("The shop will see nothing yet")
        text = self.tr("The shop will see: {values}").format(values=values) if values else nothing
        self.line.setText(text)
        self.line.setAccessibleName(text)

    def set_edge(self, edge: int) -> None:
        """Stand so many pixels from both sides of the page."""
        self._column.setContentsMargins(edge, 0, edge, _ABOVE)

    def take(self, preview: PreviewCard) -> None:
        """Show this card from now on, when the line is pressed."""
        self._preview = preview
        preview.setParent(self._room)
        preview.installEventFilter(self)
        preview.show()
        self._fit()

    def give_back(self) -> None:
        """Fold, and let the card go."""
        self.line.setChecked(False)
        if self._preview is not None:
            self._preview.removeEventFilter(self)
        self._preview = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter, top = QPainter(self), self.line.y() - _ABOVE
        painter.fillRect(self.rect().adjusted(0, top, 0, 0), self._theme.color("surface"))
        painter.fillRect(0, top, self.width(), 1, self._theme.color("line"))

    def _unfold(self, shown: bool) -> None:
        self._room.setVisible(shown)
        self.unfolded.emit(shown)
        self._fit()

    def _fit(self) -> None:
        """The card is as high as its values need, or as there is room for."""
        if self._preview is None:
            return
        width, height = self._room.width(), self._room.height()
        self._preview.set_tight(self._preview.roomy_height(width) > height)
        self._preview.setGeometry(0, 0, width, min(height, self._preview.height_at(width)))
