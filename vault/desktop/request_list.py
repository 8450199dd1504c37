"""The list of a request in its card: as high as what is in it, and the one thing on the page that scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from vault.desktop.icons import Icons
from vault.desktop.parts.note import Note
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.request_group import GroupHead
from vault.desktop.request_rows import RequestRow
from vault.desktop.request_state import Asked, Asker
from vault.desktop.request_text import FloatingScroll, clear
from vault.desktop.theme import Theme

_SIDE = 16
_NO_LIMIT = 16777215  # Qt's own word for it


class RequestList(QWidget):
    """All groups of a request, below the folded *How we check* and what should be read first."""

    switched = Signal(str, bool)
    picked = Signal(str, object)
    add_pressed = Signal(str)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme, self._icons = theme, icons
        self._id = ""
        self.rows: dict[str, RequestRow] = {}
        self._groups: list[tuple[GroupHead, list[RequestRow]]] = []
        self._small = self._whole = False
        self._card = QFrame(self)
        self._card.setProperty("card", True)
        self._scroll = FloatingScroll(self._card)
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._scroll.setWidget(self._content)
        self._content.installEventFilter(self)
        self._corners = _Corners(theme, self._card)
        self.check = CheckPart(theme)
        self.check.hide()

    def show_asked(self, state: Asked) -> bool:
        """Show a request; True if it is another one, with new rows."""
        new = state.id != self._id or self._names(state) != list(self.rows)
        if new:
            self._build(state)
        self.check.show_asker(state.asker)
        for group, (head, _) in zip(state.groups, self._groups, strict=True):
            if group.bundle is not None:
                head.show_bundle(group.bundle)
            for row in group.rows:
                self.rows[row.id].show_row(row)
        self._fit()
        return new

    def set_small(self, small: bool) -> None:
        """As in a small window, or not."""
        self._small = small
        for head, rows in self._groups:
            for part in (head, *rows):
                part.set_small(small)
        self._fit()

    def set_whole(self, whole: bool) -> None:
        """Be as high as what is in it, so that what it stands in scrolls, or no higher than there is room."""
        self._whole = whole
        if not whole:
            self.setMinimumHeight(0)
            self.setMaximumHeight(_NO_LIMIT)
        self._fit()

    def fold_out(self, shown: bool) -> None:
        """Show how we check, at the top."""
        self.check.setVisible(shown)
        self._fit()
        if shown:
            self._scroll.verticalScrollBar().setValue(0)

    def tab_chain(self) -> list[QWidget]:
        """Each switch, then its picker."""
        chain: list[QWidget] = []
        for head, rows in self._groups:
            if head.switch is not None:
                chain.append(head.switch)
            for row in rows:
                chain += [row.switch, *row.picker.steps()]
                if row.add is not None:
                    chain.append(row.add)
        return chain

    def _names(self, state: Asked) -> list[str]:
        return [row.id for group in state.groups for row in group.rows]

    def _build(self, state: Asked) -> None:
        self.check.setParent(None)
        clear(self._content)
        self._id, self.rows, self._groups = state.id, {}, []
        self._column.addWidget(self.check)
        if state.warnings:
            self._column.addWidget(self._warnings(state.warnings))
        ids = self._names(state)
        for group in state.groups:
            head = GroupHead(self._theme, group)
            bundle = group.bundle
            if bundle is not None:
                head.switched.connect(lambda on, bundle=bundle: self.switched.emit(bundle.ids[0], on))
            rows: list[RequestRow] = []
            self._groups.append((head, rows))
            self._column.addWidget(head)
            for row in group.rows:
                made = RequestRow(self._theme, self._icons, row, bundled=bundle is not None, last=row.id == ids[-1])
                made.switched.connect(self.switched)
                made.picked.connect(self.picked)
                made.add_pressed.connect(self.add_pressed)
                self.rows[row.id] = made
                rows.append(made)
                self._column.addWidget(made)
        self._column.addStretch(1)
        self._scroll.verticalScrollBar().setValue(0)
        self.set_small(self._small)

    def _warnings(self, texts: tuple[str, ...]) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(_SIDE, 12, _SIDE, 12)
        column.addWidget(Note(self._theme, self._icons, "sand", "\n".join(texts)))
        return holder

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if watched is self._content and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The card is no higher than its rows, nor than the room there is."""
        width = self.width() - 2
        needed = self._column.heightForWidth(width) + 2
        if self._whole:
            self.setFixedHeight(needed)
        height = min(needed, self.height())
        self._card.setGeometry(0, 0, self.width(), height)
        self._scroll.setGeometry(1, 1, width, max(0, height - 2))
        self._corners.setGeometry(QRect(0, 0, self.width(), height))
        self._corners.raise_()


class CheckPart(QWidget):
    """How we check: the four digits to compare, what was proven, and all that was found."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: Asker | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_SIDE, 12, _SIDE, 13)
        self._column.setSpacing(4)
        theme.changed.connect(self.update)

    def show_asker(self, asker: Asker) -> None:
        """Show what is known of who asks."""
        if asker == self._shown:
            return
        self._shown = asker
        clear(self)
        digits = WrapLabel(self._theme, self.tr("Code {digits}").format(digits=asker.code), "heading")
        self._column.addWidget(digits)
        for text in (asker.code_text, *asker.details):
            line = WrapLabel(self._theme, text, "smallSub")
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._column.addWidget(line)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("sunken"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("line"))


class _Corners(QWidget):
    """What scrolls below it has square corners; this makes them round again."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._theme.radius("card")
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        inside, outside = QPainterPath(), QPainterPath()
        inside.addRoundedRect(box, radius, radius)
        outside.addRect(QRectF(self.rect()))
        painter.fillPath(outside.subtracted(inside), self._theme.color("canvas"))
        painter.setPen(QPen(self._theme.color("line"), 1))
        painter.drawPath(inside)
