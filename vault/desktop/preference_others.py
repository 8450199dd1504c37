"""The way from one's own preferences to those of others, and to the wish list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from vault.desktop.icons import Icons
from vault.desktop.page_scroll import PageScroll
from vault.desktop.parts.buttons import button

_ABOVE = 8


class OtherLists(QWidget):
    """Two quiet buttons, below each other or side by side. ``page_asked`` carries the id of a page."""

    page_asked = Signal(str)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.people = button(self.tr("People I buy for"), "quiet", icon=icons.icon("users-three", "primary", 18))
        self.wishes = button(self.tr("Wish list"), "quiet", icon=icons.icon("list", "primary", 18))
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._row.setContentsMargins(0, _ABOVE, 0, 0)
        self._row.setSpacing(0)
        for each, page_id in ((self.people, "people"), (self.wishes, "wishes")):
            each.ensurePolished()
            each.clicked.connect(lambda _=False, page_id=page_id: self.page_asked.emit(page_id))
            self._row.addWidget(each, 0, Qt.AlignmentFlag.AlignLeft)
        self._row.addStretch(1)

    @property
    def widest(self) -> int:
        """The width of the wider one, in pixels."""
        return max(each.sizeHint().width() for each in (self.people, self.wishes))

    def stand(self, *, upright: bool) -> None:
        """Below each other, beside a list; or side by side, at the foot of a page."""
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if upright else direction.LeftToRight)


class TopicScroll(PageScroll):
    """No higher than its ``part``, so that what stands below stays near; lower, and scrolled, where room is short."""

    def __init__(self) -> None:
        super().__init__()
        self.part = _Part()
        self.part.laid_out.connect(self.updateGeometry)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(super().sizeHint().width(), self.part.heightForWidth(self.part.width()))


class _Part(QWidget):
    """Says when what is in it takes another height: the scroll around it keeps that to itself."""

    laid_out = Signal()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            self.laid_out.emit()
        return done
