"""The list of topics: everyday ones, then the sealed ones under their own head."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.scroll_names import name_bars
from vault.desktop.preference_state import TopicLine
from vault.desktop.reader_choice import follow_selection
from vault.desktop.theme import Theme

Index = QModelIndex | QPersistentModelIndex
_LINE = Qt.ItemDataRole.UserRole
_SIDE = 10
_ICON = 18
_GAP = 10
_ROW = 36
_BETWEEN = 4
_HEAD = 38
_ROUNDED = 2  # pixels that Qt adds to a width when it rounds both ends
_TWO_DIGITS = 10


class TopicModel(QAbstractListModel):
    """Topics, and None for the head above the sealed ones. ``sealed`` is the head's word."""

    def __init__(self, sealed: str) -> None:
        super().__init__()
        self._sealed = sealed
        self._rows: list[TopicLine | None] = []

    def set_rows(self, topics: tuple[TopicLine, ...]) -> None:
        """Show these topics."""
        everyday, sealed = [each for each in topics if not each.sealed], [each for each in topics if each.sealed]
        rows: list[TopicLine | None] = [*everyday, None, *sealed] if sealed else [*everyday]
        if [row and row.id for row in rows] == [row and row.id for row in self._rows]:
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def place(self, topic: str | None) -> QModelIndex:
        """Where this topic is; nowhere for None."""
        numbers = [number for number, row in enumerate(self._rows) if row is not None and row.id == topic]
        return self.index(numbers[0]) if numbers else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - as Qt declares it
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._rows[index.row()]
        if role == _LINE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return self._sealed if line is None else line.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._sealed if line is None else f"{line.label}, {line.count}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self._rows[index.row()] is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


class TopicDelegate(QStyledItemDelegate):
    """Draws a topic: icon, label over as many lines as it needs, count."""

    def __init__(self, theme: Theme, icons: Icons, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._icons = icons
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        width = self._view.viewport().width()
        return QSize(width, self.height_of(index.data(_LINE), width))

    def width_of(self, line: TopicLine, *, whole: bool) -> int:
        """The least width in which a row has the ``whole`` of its label on one line, or in which no word is cut.

        With a count of two digits, also where it has one now.
        """
        metrics = QFontMetrics(self._theme.font("bodyStrong"))
        parts = [line.label] if whole else line.label.split()
        widest = max(map(metrics.horizontalAdvance, parts), default=0)
        counted = replace(line, count=max(line.count, _TWO_DIGITS))
        return widest + _ROUNDED - self._room(QRect(0, 0, 0, 0), counted).width()

    def height_of(self, line: TopicLine | None, width: int) -> int:
        """The height of a row, or of the head, in this width."""
        if line is None:
            return max(_HEAD, QFontMetrics(self._theme.font("caption")).height() + 22)
        room = self._room(QRect(0, 0, width, 0), line)
        words = QFontMetrics(self._theme.font("bodyStrong")).boundingRect(
            QRect(0, 0, room.width(), 1000), int(Qt.TextFlag.TextWordWrap), line.label
        )
        return max(_ROW, words.height() + 12) + _BETWEEN

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = index.data(_LINE)
        rect: QRect = option.rect
        if line is None:
            self._paint_head(painter, rect, index.data())
        else:
            state: QStyle.StateFlag = option.state
            self._paint_topic(painter, rect.adjusted(0, 0, 0, -_BETWEEN), line, state)
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRect, text: str) -> None:
        font = self._theme.font("caption")
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(self._theme.color("seal"))
        side = self._theme.mark("icon.inline")
        middle = rect.bottom() - 8 - painter.fontMetrics().height() // 2
        self._picture(painter, "lock-key-fill", "seal", side, QPoint(rect.left() + _SIDE, middle - side // 2))
        words = QRect(rect.left() + _SIDE + side + 6, middle - 12, rect.width(), 24)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_topic(self, painter: QPainter, rect: QRect, line: TopicLine, state: QStyle.StateFlag) -> None:
        theme = self._theme
        on = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        radius = theme.radius("control")
        if on or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("primaryTint" if on else "hover"))
            painter.drawRoundedRect(QRectF(rect), radius, radius)
        middle = rect.center().y() + 1
        side = theme.mark(_ICON)
        picture = QPoint(rect.left() + _SIDE, middle - side // 2)
        self._picture(painter, line.icon, "primary" if on else "ink2", side, picture)
        painter.setFont(theme.font("bodyStrong" if on else "body"))
        painter.setPen(theme.color("ink" if on else "ink2"))
        flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(self._room(rect, line), flags, line.label)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("ink2" if on else "ink3"))
        align = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect.adjusted(0, 0, -_SIDE, 0), int(align), str(line.count))
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("focus"), theme.size("focusRing.width")))
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -2), radius - 1, radius - 1)

    def _room(self, rect: QRect, line: TopicLine) -> QRect:
        count = QFontMetrics(self._theme.font("small")).horizontalAdvance(str(line.count))
        return rect.adjusted(_SIDE + self._theme.mark(_ICON) + _GAP, 0, -_SIDE - count - 6, 0)

    def _picture(self, painter: QPainter, name: str, role: str, side: int, corner: QPoint) -> None:
        painter.drawPixmap(corner, self._icons.pixmap(name, role, side, painter.device().devicePixelRatioF()))


class TopicList(QListView):
    """Arrows move and choose; ``chosen`` has the id of the topic a person chose."""

    chosen = Signal(str)
    entered_rows = Signal()
    """Enter or the right arrow: on to the rows of the topic."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._topics = TopicModel(self.tr("Sealed"))
        self.setModel(self._topics)
        self._delegate = TopicDelegate(theme, icons, self)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Topics"))
        name_bars(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setStyleSheet("QListView { background: transparent; }")
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(self._moved)
        follow_selection(self)
        theme.changed.connect(self.viewport().update)
        self._silent = False

    def show_topics(self, topics: tuple[TopicLine, ...], chosen: str | None) -> None:
        """Show the topics, with this one chosen or none."""
        self._silent = True
        self._topics.set_rows(topics)
        place = self._topics.place(chosen)
        if place.isValid():
            self.setCurrentIndex(place)
        else:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        self.setFixedHeight(self._all_height())
        self._silent = False

    def fitting_width(self, most: int) -> int:
        """The width in pixels in which each topic has one line; if that is more than ``most``, no word is cut."""
        rows = (self._topics.index(row).data(_LINE) for row in range(self._topics.rowCount()))
        lines = [line for line in rows if line is not None]
        whole = max((self._delegate.width_of(line, whole=True) for line in lines), default=0)
        return whole if whole <= most else max(self._delegate.width_of(line, whole=False) for line in lines)

    def _all_height(self) -> int:
        """The height at which nothing has to scroll: what it stands in scrolls, with what is below it."""
        lines = (self._topics.index(row).data(_LINE) for row in range(self._topics.rowCount()))
        return sum(self._delegate.height_of(line, self.width()) for line in lines)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
            self.setFixedHeight(self._all_height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right}:
            self.entered_rows.emit()
            return
        super().keyPressEvent(event)

    def _moved(self, now: QModelIndex) -> None:
        line = now.data(_LINE) if now.isValid() else None
        if line is not None and not self._silent:
            self.chosen.emit(line.id)
