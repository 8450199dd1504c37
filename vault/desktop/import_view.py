"""The page of a shop's file: what it suggests at the left, the files at the right, the decision at the foot."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from vault.core.catalogue import Catalogue
from vault.core.sentences import Sentences
from vault.desktop.icons import Icons
from vault.desktop.import_columns_view import ColumnsView
from vault.desktop.import_end import ImportEnd
from vault.desktop.import_foot import ImportFoot
from vault.desktop.import_rows import ImportRows
from vault.desktop.import_side import ImportSide
from vault.desktop.import_state import ImportState, Stage
from vault.desktop.page_scroll import ROOM
from vault.desktop.page_view import PageView
from vault.desktop.parts.announce import announce
from vault.desktop.parts.buttons import button
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.request_text import FloatingScroll
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from vault.desktop.import_presenter import ImportPresenter

_RIGHT = 300
_LEAST_LEFT = 400
_RING = 4
_IN = 11
"""Pixels of the way back that stand out at the left of its arrow, which is in line with what is below it."""
_TOP = 16
_COLUMNS_AT = 2
"""Behind what failed and what is read, in the left column."""
_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class ImportView(PageView):
    """Shows an :class:`ImportState` and says what the customer does."""

    back_asked = Signal()

    def __init__(
        self, theme: Theme, icons: Icons, sentences: Sentences, catalogue: Catalogue, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, icons, parent)
        del catalogue  # every page is made with the same arguments; this one is given all it shows
        self._stage: object = None
        self.title.hide()
        self.heading = WrapLabel(theme, "", "title")
        self.about = WrapLabel(theme, self.tr("Nothing is added until you accept it."), "sub")
        self.back = button(self.tr("Your data"), "quiet", small=True, icon=icons.icon("arrow-left", "primary", 16))
        self.back.setAccessibleName(self.tr("Back to Your data"))
        self.progress = _Progress()
        self.rows = ImportRows(theme, icons, sentences)
        self.rows.before = self.back
        self.side = ImportSide(theme, icons)
        self.end = ImportEnd(theme, icons)
        self.foot = ImportFoot(theme)
        self._reading = WrapLabel(
            theme, self.tr("Suggestions come when all is read. You can use other pages meanwhile."), "sub"
        )
        self._attach_columns: Callable[[ColumnsView], None] = lambda _: None
        self._both = QBoxLayout(_ACROSS)
        self._head, self._left = QHBoxLayout(), QVBoxLayout()
        self._over, self._words = QVBoxLayout(), QVBoxLayout()
        self._beside, self._counted, self._title_over = True, False, False
        self._lay_out()
        self.back.clicked.connect(self.back_asked)

    @cached_property
    def columns(self) -> ColumnsView:
        """For a file whose columns are to be explained; made with the first, for few have to."""
        made = ColumnsView(self._theme, self._icons)
        self._left.insertWidget(_COLUMNS_AT, made)
        self._whole.addWidget(made.foot)
        self._attach_columns(made)
        return made

    def attach(self, presenter: ImportPresenter) -> None:
        """Give what the customer does to the presenter, and show what it says."""
        presenter.changed.connect(self.show_state)
        self.back_asked.connect(presenter.go_back)
        rows = self.rows
        rows.toggled.connect(presenter.toggle)
        rows.skipped.connect(presenter.skip)
        rows.accepted.connect(presenter.accept)
        rows.refused.connect(presenter.never)
        rows.undone.connect(presenter.undo)
        rows.change_asked.connect(presenter.begin_change)
        rows.all_asked.connect(presenter.show_all)
        rows.typed.connect(presenter.take_typed)
        rows.use_asked.connect(presenter.use_own)
        rows.cancel_asked.connect(presenter.cancel_change)
        self.side.keep_switched.connect(presenter.keep_lines)
        self.side.files.stop_pressed.connect(presenter.stop)
        self._attach_columns = partial(_attach_columns, presenter=presenter)
        self.end.preferences_pressed.connect(presenter.see_preferences)
        self.end.back_pressed.connect(presenter.go_back)
        self.foot.nothing_pressed.connect(presenter.add_nothing)
        self.foot.add_pressed.connect(presenter.add)
        self.foot.stop_pressed.connect(presenter.stop)

    def show_state(self, state: ImportState) -> None:
        """Show the page as it is now."""
        review, some = state.stage is Stage.REVIEW, bool(state.rows)
        self.heading.setText(state.title or self.tr("Suggestions from a file"))
        self.about.setVisible(review and some and not self._theme.one_column)  # the foot says it too
        self.show_failed(state.failed if review else "")
        self.rows.show_lines(state.rows)
        self.rows.setVisible(review and some)
        self.rows.setEnabled(not state.busy)
        self.side.show_state(state)
        self.side.setVisible(state.stage in {Stage.READING, Stage.REVIEW})
        self._reading.setVisible(state.stage is Stage.READING)
        if state.columns is not None:
            self.columns.show_columns(state.columns)
        if "columns" in self.__dict__:
            self.columns.setVisible(state.columns is not None)
            self.columns.foot.setVisible(state.columns is not None and bool(state.columns.tables))
        end = state.stage in {Stage.CLOSED, Stage.FAILED, Stage.DONE} or (review and not some)
        self.end.setVisible(end)
        self.end.show_state(state)
        self.foot.show_state(state)
        self.foot.setVisible(review and some)
        self.progress.show_state(state)
        self._counted = review and bool(state.to_look_at)
        self.progress.setVisible(self._counted)
        self._arrange()
        if state.stage != self._stage:
            self._begin(state)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Two columns where both have room. In one, how far it is scrolls along; the foot says what is added."""
        letters = QFontMetrics(self._theme.font("body")).averageCharWidth()
        right = max(_RIGHT, 36 * letters, self.progress.sizeHint().width())
        room = self.width() - 2 * self._theme.space("pageX") - self._both.spacing()
        beside = room >= right + max(_LEAST_LEFT, 48 * letters)
        self._both.setDirection(_ACROSS if beside else _DOWN)
        self._both.setStretch(0, int(beside))  # room that is over is at the foot of the page, not between its parts
        self._both.setStretch(1, int(not beside))
        for part in (self.side, self.progress):
            part.setMinimumWidth(right if beside else 0)
            part.setMaximumWidth(right if beside else self.width())
        if beside is not self._beside:
            self._beside = beside
            self._head.removeWidget(self.progress)
            self._left.removeWidget(self.progress)
            if beside:
                self._head.addWidget(self.progress, 0, Qt.AlignmentFlag.AlignBottom)
            else:
                self._left.insertWidget(0, self.progress)
        self._place_title(room - right if beside and self._counted else room)

    def _place_title(self, room: int) -> None:
        """A title that does not fit in ``room`` pixels beside how far it is stands above it, on one line."""
        over = self.heading.line_width() > room
        if over is not self._title_over:
            self._title_over = over
            old, new = (self._words, self._over) if over else (self._over, self._words)
            old.removeWidget(self.heading)
            new.insertWidget(0, self.heading)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and self.rows.changing:
            self.rows.cancel_asked.emit()
        else:
            super().keyPressEvent(event)

    def _begin(self, state: ImportState) -> None:
        """Another part is shown: it is said, and the keyboard is not left at what is gone."""
        self._stage = state.stage
        if state.stage is Stage.CLOSED or not self.isVisible():
            return
        announce(self, state.title)
        if state.stage in {Stage.DONE, Stage.FAILED}:
            self.end.take_focus()
        elif state.stage is Stage.READING:
            self.side.files.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        """From the outside in: what gets a parent that has its own already is styled once."""
        theme = self._theme
        side = theme.space("pageX")
        self._whole = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        body, back, words = QVBoxLayout(), QHBoxLayout(), self._words
        column.addLayout(body, 1)
        column.addWidget(self.foot)
        body.setContentsMargins(side - _IN, _TOP, side - ROOM, 0)
        body.setSpacing(0)
        body.addLayout(back)
        body.addLayout(self._over)
        body.addLayout(self._head)
        body.addSpacing(_TOP - _RING)
        scroll, both = FloatingScroll(), QWidget()
        body.addWidget(scroll, 1)
        scroll.setWidget(both)
        back.setContentsMargins(0, 0, 0, 4)
        back.addWidget(self.back)
        back.addStretch(1)
        self._over.setContentsMargins(_IN, 0, ROOM, 0)
        self._head.setContentsMargins(_IN, 0, ROOM, 0)
        self._head.setSpacing(theme.space("columnGap"))
        self._head.addLayout(words, 1)
        self._head.addWidget(self.progress, 0, Qt.AlignmentFlag.AlignBottom)
        words.setSpacing(2)
        words.addWidget(self.heading)
        words.addWidget(self.about)
        both.setProperty("scrolled", True)
        both.setLayout(self._both)
        self._both.setContentsMargins(_IN, _RING, ROOM, 12)
        self._both.setSpacing(theme.space("columnGap"))
        self._both.addLayout(self._left, 1)
        self._both.addWidget(self.side)
        self._left.setSpacing(12)
        for each in (self.failed, self._reading, self.end, self.rows):
            self._left.addWidget(each)
        self._left.addStretch(1)


def _attach_columns(columns: ColumnsView, presenter: ImportPresenter) -> None:
    columns.table_chosen.connect(presenter.columns.show_table)
    columns.chosen.connect(presenter.columns.choose)
    columns.kind_chosen.connect(presenter.columns.choose_kind)
    columns.order_chosen.connect(presenter.columns.choose_order)
    columns.remember_switched.connect(presenter.columns.set_remember)
    columns.read_asked.connect(presenter.read_columns)
    columns.shop_chosen.connect(presenter.read_as)


class _Progress(QWidget):
    """``4 of 7 looked at``, and what was said of them, over a bar."""

    def __init__(self) -> None:
        super().__init__()
        self._looked, self._said = QLabel(), QLabel()
        self._looked.setProperty("role", "label")
        self._said.setProperty("role", "smallSub")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        words = QHBoxLayout()
        words.setSpacing(8)
        words.addWidget(self._looked)
        words.addStretch(1)
        words.addWidget(self._said)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(words)
        column.addWidget(self._bar)

    def show_state(self, state: ImportState) -> None:
        """Show how many have an answer."""
        done, every = state.accepted + state.skipped, state.to_look_at
        self._looked.setText(self.tr("{done} of {count} looked at").format(done=done, count=every))
        said = self.tr("{accepted} accepted, {skipped} skipped")
        self._said.setText(said.format(accepted=state.accepted, skipped=state.skipped))
        self._bar.setRange(0, max(1, every))
        self._bar.setValue(done)
        self._bar.setAccessibleName(self._looked.text())
