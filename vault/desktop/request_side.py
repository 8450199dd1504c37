"""The right column: what the shop will see, for how long, and what it promises."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from vault.desktop.icons import Icons
from vault.desktop.parts.card import Card
from vault.desktop.parts.segments import Segments
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_value import PlainList
from vault.desktop.request_fold_line import FoldLine
from vault.desktop.request_preview import PreviewCard
from vault.desktop.request_state import Asked, Duration, Promise
from vault.desktop.request_text import FloatingScroll, IconLine, clear
from vault.desktop.request_whom_card import WhomCard
from vault.desktop.theme import Theme

_GAP, _SMALL_GAP = 12, 10
_SEGMENT_SIDE = 4
_NARROWEST = 160
_NO_LIMIT = 16777215  # Qt's own word for it


class DurationCard(Card):
    """For how long. Segments where there is room for them, a choice list where there is not."""

    picked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self._choices: tuple[tuple[int, str], ...] = ()
        self._small = False
        title = self.tr("For how long?")
        self.segments = Segments(theme)
        self.segments.setAccessibleName(title)
        self.segments.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.segments.setMinimumWidth(_NARROWEST)  # where it needs more, the list takes its place
        self.list = PlainList()
        self.list.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.list.setAccessibleName(title)
        self._text = WrapLabel(theme, "", "smallSub")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(WrapLabel(theme, title, "strong"), 1)
        head.addWidget(self.list)
        self.body.setSpacing(8)
        self.body.addLayout(head)
        self.body.addWidget(self.segments)
        self.body.addWidget(self._text)
        self.segments.picked.connect(lambda days: self.picked.emit(int(days)))
        self.list.activated.connect(lambda _: self.picked.emit(int(self.list.currentData())))

    def show_duration(self, duration: Duration) -> None:
        """Show the times that can be chosen."""
        if duration.choices != self._choices:
            self._choices = duration.choices
            self.segments.set_items([(str(days), text, None) for days, text in duration.choices])
            self.list.clear()
            for days, text in duration.choices:
                self.list.addItem(text, days)
            for segment in self.segments.buttons():
                segment.setMinimumWidth(self._least(segment.text()))
            self._fit()
        self.segments.set_chosen(str(duration.chosen))
        self.list.setCurrentIndex(self.list.findData(duration.chosen))
        self._text.setText(duration.text)

    def set_small(self, small: bool) -> None:
        """As in a small window, or not."""
        self._small = small
        side, top = (14, 10) if small else (16, 16)
        self.body.setContentsMargins(side, top, side, top)
        self._fit()

    def tab_chain(self) -> list[QWidget]:
        """What takes the keyboard."""
        return [*self.segments.buttons(), self.list]

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _least(self, text: str) -> int:
        font = self._theme.font("small")
        font.setWeight(self._theme.font("bodyStrong").weight())
        return QFontMetrics(font).horizontalAdvance(text) + 2 * _SEGMENT_SIDE

    def _fit(self) -> None:
        room = self.width() - 2 * self.body.contentsMargins().left()
        needed = sum(self._least(text) + 1 for _, text in self._choices) + 1
        listed = self._small or needed > room
        self.list.setVisible(listed)
        self.segments.setVisible(not listed)


class PromiseCard(Card):
    """What the shop promises; in a small window one line that folds out."""

    folded = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme)
        self._theme, self._icons = theme, icons
        self._shown: tuple[Promise, ...] = ()
        self._title = WrapLabel(theme, self.tr("What the shop promises"), "strong")
        self.fold = FoldLine(theme, icons, "handshake")
        self._lines = QWidget()
        self._column = QVBoxLayout(self._lines)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(5)
        self.body.setSpacing(6)
        for part in (self._title, self.fold, self._lines):
            self.body.addWidget(part)
        self.fold.toggled.connect(self._show_lines)

    def show_promises(self, title: str, promises: Sequence[Promise]) -> None:
        """Show these lines."""
        self.setVisible(bool(promises))
        self.fold.setText(title)
        self.fold.setAccessibleName(title)
        if tuple(promises) != self._shown:
            self._shown = tuple(promises)
            clear(self._lines)
            for each in promises:
                self._column.addWidget(IconLine(self._theme, self._icons, each.icon, each.role, each.text))

    def set_small(self, small: bool) -> None:
        """As in a small window, or not."""
        self._small = small
        side = 14 if small else 16
        self.body.setContentsMargins(side, 3 if small else 16, side, 3 if small else 16)
        self._title.setVisible(not small)
        self.fold.setVisible(small)
        self._show_lines()

    def _show_lines(self) -> None:
        shown = not self._small or self.fold.isChecked()
        self._lines.setVisible(shown)
        side = 14 if self._small else 16
        bottom = 16 if not self._small else 10 if shown else 3
        self.body.setContentsMargins(side, 3 if self._small else 16, side, bottom)
        self.folded.emit()


class RequestSide(QWidget):
    """The preview stays in view; if the column is too low for the rest, that scrolls below it.

    With large letters there is one column: this is the rest alone, as high as it needs, and the preview is elsewhere.
    """

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._small = self._alone = False
        self.preview = PreviewCard(theme, icons)
        self.preview.setParent(self)
        self._scroll, self._rest = FloatingScroll(self), QWidget()
        self._scroll.setWidget(self._rest)
        self._column = QVBoxLayout(self._rest)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.whom, self.duration, self.promises = WhomCard(theme), DurationCard(theme), PromiseCard(theme, icons)
        for card in (self.whom, self.duration, self.promises):
            self._column.addWidget(card)
        self._column.addStretch(1)
        for part in (self._rest, self.preview):
            part.installEventFilter(self)

    def show_asked(self, state: Asked) -> None:
        """Show the request's right column."""
        self.preview.show_preview(state.preview)
        self.whom.show_whom(state.whom)
        self.duration.show_duration(state.duration)
        self.promises.show_promises(state.promises_title, state.promises)
        self._fit()

    def set_small(self, small: bool) -> None:
        """As in a small window, or not."""
        self._small = small
        self._column.setSpacing(_SMALL_GAP if small else _GAP)
        for part in (self.preview, self.whom, self.duration, self.promises):
            part.set_small(small)
        self._fit()

    def set_alone(self, alone: bool) -> None:
        """Be without the preview, or take it back."""
        self._alone = alone
        if not alone:
            self.preview.setParent(self)
            self.preview.show()
            self.setMinimumHeight(0)
            self.setMaximumHeight(_NO_LIMIT)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width, height = self.width(), self.height()
        gap = _SMALL_GAP if self._small else _GAP
        rest = self._column.heightForWidth(width)
        if self._alone:
            self.setFixedHeight(rest)
            self._scroll.setGeometry(0, 0, width, rest)
            return
        self.preview.set_tight(self.preview.roomy_height(width) > height - gap - rest)
        wanted = self.preview.height_at(width)
        least = max(min(wanted, self.preview.least_height(width)), min(wanted, height * 2 // 3))
        top = max(least, min(wanted, height - gap - rest))
        top = min(top, height)
        self.preview.setGeometry(0, 0, width, top)
        self._scroll.setGeometry(0, top + gap, width, max(0, height - top - gap))
