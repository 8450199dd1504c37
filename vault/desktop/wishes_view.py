"""The page "Wish list": the wishes at the left, and the form of one at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from vault.core.catalogue import Catalogue
from vault.core.plain_text import breakable
from vault.core.sentences import Sentences
from vault.desktop.icons import Icons
from vault.desktop.page_scroll import ROOM
from vault.desktop.page_view import PageView
from vault.desktop.parts.announce import announce
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_value import PlainList
from vault.desktop.request_text import FloatingScroll, clear
from vault.desktop.theme import Theme
from vault.desktop.wishes_form import WishCard
from vault.desktop.wishes_state import WishesState, WishLine

if TYPE_CHECKING:
    from vault.desktop.wishes_presenter import WishesPresenter

_RIGHT = 344
_LEAST_LEFT = 320


class WishesView(PageView):
    """Shows a :class:`WishesState` and says what the customer does. Signals about one wish carry its id."""

    whose_picked = Signal(str)
    begun = Signal(str)
    ticked = Signal(str, bool)
    remove_asked = Signal(str)
    copy_asked = Signal(str)
    list_asked = Signal()
    back_asked = Signal()
    cancel_asked = Signal()

    def __init__(
        self, theme: Theme, icons: Icons, sentences: Sentences, catalogue: Catalogue, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, icons, parent)
        del sentences, catalogue  # every page is made with the same arguments; this one is given all it shows
        self.title.setText(self.tr("Wish list"))
        about = self.tr("What you would like, or think of for somebody. No shop gets this list.")
        self._about = WrapLabel(theme, about, "sub")
        self.back = button(self.tr("Back"), "normal", icon=icons.icon("arrow-left", "ink", 18))
        self.add = button(self.tr("Add a wish"), "main", icon=icons.icon("plus", "onPrimary", 18))
        self.whose = PlainList()
        self.copy = button(self.tr("Copy the list"), "normal", icon=icons.icon("copy", "ink", 18))
        self._told = WrapLabel(theme, "", "small")
        self._none = WrapLabel(theme, self.tr("No wishes here yet. Add one before you forget it."), "sub")
        self._card = Card(theme)
        self._rows = QWidget()
        self.form = WishCard(theme, icons)
        self._shown: tuple[WishLine, ...] | None = None
        self._lay_out()
        self._connect()

    def attach(self, presenter: WishesPresenter) -> None:
        """Give what the customer does to the presenter, and show what it says."""
        presenter.changed.connect(self.show_state)
        self.whose_picked.connect(presenter.show_of)
        self.begun.connect(presenter.begin)
        self.ticked.connect(presenter.tick)
        self.remove_asked.connect(presenter.remove)
        self.copy_asked.connect(presenter.copy)
        self.list_asked.connect(presenter.copy_list)
        self.back_asked.connect(presenter.go_back)
        self.cancel_asked.connect(presenter.cancel)
        self.form.save_asked.connect(presenter.save)
        self.form.cancel_asked.connect(presenter.cancel)

    def show_state(self, state: WishesState) -> None:
        """Show the page as it is now."""
        self.show_failed(state.failed)
        if [self.whose.itemData(at) for at in range(self.whose.count())] != [each for each, _ in state.choices]:
            self.whose.clear()
            for each, name in state.choices:
                self.whose.addItem(name, each)
        self.whose.setCurrentIndex(self.whose.findData(state.whose))
        self.copy.setEnabled(state.can_copy)
        if state.told and state.told != self._told.text():
            announce(self, state.told)
        self._told.setText(state.told)
        self._told.setVisible(bool(state.told))
        self._none.setVisible(state.loaded and not state.lines)
        self._card.setVisible(bool(state.lines))
        if state.lines != self._shown:
            self._show_lines(state.lines)
        self.form.show_state(state)
        if not state.loaded:
            self.form.clear()  # the vault is locked: nothing typed stays in a field

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape:
            self.cancel_asked.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        letters = QFontMetrics(self._theme.font("body")).averageCharWidth()
        right = max(_RIGHT, 38 * letters)
        room = self.width() - 2 * self._theme.space("pageX") - self._columns.spacing()
        beside = room >= right + max(_LEAST_LEFT, 40 * letters)
        across, up = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.BottomToTop
        self._columns.setDirection(across if beside else up)  # a form that opened below a long list would not be seen
        self.form.setMinimumWidth(right if beside else 0)
        self.form.setMaximumWidth(right if beside else self.width())

    def _show_lines(self, lines: tuple[WishLine, ...]) -> None:
        focused = self.focusWidget()
        inside = focused is not None and self._rows.isAncestorOf(focused)
        self._shown = lines
        clear(self._rows)
        for line in lines:
            row = _Row(self._theme, self._icons, line)
            row.tick.toggled.connect(lambda done, each=line.id: self.ticked.emit(each, done))
            row.copy.clicked.connect(lambda _=False, each=line.id: self.copy_asked.emit(each))
            row.edit.clicked.connect(lambda _=False, each=line.id: self.begun.emit(each))
            row.remove.clicked.connect(lambda _=False, each=line.id: self.remove_asked.emit(each))
            self._column.addWidget(row)
            row.show()
        if inside:  # what had the keyboard is gone with its row
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.whose.activated.connect(lambda _: self.whose_picked.emit(str(self.whose.currentData())))
        self.add.clicked.connect(lambda: self.begun.emit(""))
        self.copy.clicked.connect(self.list_asked)
        self.back.clicked.connect(self.back_asked)

    def _lay_out(self) -> None:
        theme = self._theme
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, ROOM, 0)
        head.setSpacing(16)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.back)
        head.addWidget(self.add)
        label = QLabel(self.tr("For whom?"))
        label.setProperty("role", "label")
        label.setBuddy(self.whose)
        self.whose.setAccessibleName(label.text())
        self.whose.setSizeAdjustPolicy(PlainList.SizeAdjustPolicy.AdjustToContents)
        choose = QHBoxLayout()
        choose.setSpacing(8)
        choose.addWidget(label)
        choose.addWidget(self.whose)
        choose.addStretch(1)
        choose.addWidget(self.copy)
        self._column = QVBoxLayout(self._rows)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._card.body.addWidget(self._rows)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(choose)
        left.addWidget(self._told)
        left.addWidget(self._none)
        left.addWidget(self._card)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.form)
        right.addStretch(1)
        both = QWidget()
        both.setProperty("scrolled", True)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, both)
        self._columns.setContentsMargins(0, 0, ROOM, 0)
        self._columns.setSpacing(theme.space("columnGap"))
        self._columns.addLayout(left, 1)
        self._columns.addLayout(right)
        scroll = FloatingScroll()
        scroll.setWidget(both)
        column = self.column(ROOM)
        column.addLayout(head)
        column.addSpacing(2)
        self._about.setContentsMargins(0, 0, ROOM, 0)
        column.addWidget(self._about)
        column.addSpacing(16)
        column.addWidget(self.failed)
        column.addWidget(scroll, 1)


class _Tick(QCheckBox):
    """A tick without words takes a click all over its place."""

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802
        return self.rect().contains(pos)


class _Row(QWidget):
    """A wish: ticked off or not, and what can be done with it."""

    def __init__(self, theme: Theme, icons: Icons, line: WishLine) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        self.tick = _Tick()
        side = theme.size("minHitTarget")
        self.tick.setFixedSize(side, side)
        self.tick.setChecked(line.done)
        self.tick.setAccessibleName(self.tr("{name} is done").format(name=line.what))
        self.tick.setToolTip(self.tr("Done"))
        row.addWidget(self.tick, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(WrapLabel(theme, breakable(line.what), "sub" if line.done else "strong"))
        words.addWidget(WrapLabel(theme, breakable(line.about), "smallSub"))
        for said in line.more:
            words.addWidget(WrapLabel(theme, breakable(said), "small"))
        row.addLayout(words, 1)
        self.copy, self.edit, self.remove = (
            button("", "quiet", small=True, icon=icons.icon(icon, "ink2", 18))
            for icon in ("copy", "pencil-simple", "trash")
        )
        for each, name in (
            (self.copy, self.tr("Copy {name}")),
            (self.edit, self.tr("Change {name}")),
            (self.remove, self.tr("Remove {name}")),
        ):
            each.setAccessibleName(name.format(name=line.what))
            each.setToolTip(each.accessibleName())
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
