"""The page "Wish list": the wishes at the left, and the form of one at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from vault.core.catalogue import Catalogue
from vault.core.sentences import Sentences
from vault.customer.editing import MAX_SEARCH
from vault.desktop.columns_page import ACROSS, ColumnsPage
from vault.desktop.family_bar import FamilyBar
from vault.desktop.icons import Icons
from vault.desktop.page_scroll import reveal
from vault.desktop.parts.announce import announce
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.more_rows import MoreRows
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_value import PlainList
from vault.desktop.row_column import RowColumn
from vault.desktop.sheet_bar import SheetBar
from vault.desktop.theme import Theme
from vault.desktop.wishes_form import WishCard
from vault.desktop.wishes_row import WishRow
from vault.desktop.wishes_state import WishesState, WishLine

if TYPE_CHECKING:
    from vault.desktop.wishes_presenter import WishesPresenter

_RIGHT = 344
_LEAST_LEFT = 320
_CARD_EDGE = 5  # pixels above the first row, which has room of its own


class WishesView(ColumnsPage):
    """Shows a :class:`WishesState` and says what the customer does. Signals about one wish carry its id."""

    whose_picked = Signal(str)
    begun = Signal(str)
    ticked = Signal(str, bool)
    remove_asked = Signal(str)
    copy_asked = Signal(str)
    list_asked = Signal()
    more_asked = Signal()

    def __init__(
        self, theme: Theme, icons: Icons, sentences: Sentences, catalogue: Catalogue, parent: QWidget | None = None
    ) -> None:
        del catalogue  # every page is made with the same arguments; this one is given all it shows
        super().__init__(theme, icons, parent)
        self.title.setText(self.tr("Wish list"))
        self.about.setText(self.tr("What you would like, or think of for somebody. No shop gets this list."))
        self.search.setMaxLength(MAX_SEARCH)
        self.add = button(self.tr("Add a wish"), "main", icon=icons.icon("plus", "onPrimary", 18))
        self.whose = PlainList()
        self.copy = button(self.tr("Copy the list"), "normal", icon=icons.icon("copy", "ink", 18))
        self.paper = SheetBar(theme, icons, self.tr("wish-list.pdf"), (self._for_whom(), self.copy))
        self.family = FamilyBar(theme, icons)
        self._told = WrapLabel(theme, "", "small")
        self._none = WrapLabel(theme, "", "sub")
        self._card = Card(theme)
        self._rows, self.more = RowColumn(), MoreRows(theme)
        self._locale = QLocale(sentences.language)
        self.form = WishCard(theme, icons)
        self._shown: tuple[WishLine, ...] = ()
        self._added = ""
        self._lay_out()
        self.whose.activated.connect(lambda _: self.whose_picked.emit(str(self.whose.currentData())))
        self.add.clicked.connect(lambda: self.begun.emit(""))
        self.copy.clicked.connect(self.list_asked)
        self.more.asked.connect(self._show_more)

    def attach(self, presenter: WishesPresenter) -> None:
        """Give what the customer does to the presenter, and show what it says."""
        presenter.changed.connect(self.show_state)
        self.family.attach(presenter.family)
        self.searched.connect(presenter.search)
        self.whose_picked.connect(presenter.show_of)
        self.begun.connect(presenter.begin)
        self.ticked.connect(presenter.tick)
        self.remove_asked.connect(presenter.remove)
        self.copy_asked.connect(presenter.copy)
        self.list_asked.connect(presenter.copy_list)
        self.more_asked.connect(presenter.show_more)
        self.back_asked.connect(presenter.go_back)
        self.cancel_asked.connect(presenter.cancel)
        self.form.save_asked.connect(presenter.save)
        self.form.cancel_asked.connect(presenter.cancel)
        self.paper.attach(presenter.paper)
        self.paper.print_asked.connect(presenter.print_list)
        self.paper.save_chosen.connect(presenter.save_list)

    def show_state(self, state: WishesState) -> None:
        """Show the page as it is now."""
        self.show_failed(state.failed)
        self.show_search(state.search, some=state.some)
        if [self.whose.itemData(at) for at in range(self.whose.count())] != [each for each, _ in state.choices]:
            self.whose.clear()
            for each, name in state.choices:
                self.whose.addItem(name, each)
        self.whose.setCurrentIndex(self.whose.findData(state.whose))
        self.copy.setEnabled(state.can_copy)
        self.paper.set_possible(state.can_copy)
        if state.told and state.told != self._told.text():
            announce(self, state.told)
        self._told.setText(state.told)
        self._told.setVisible(bool(state.told))
        found = self.tr("No wish found. Search for another word.")
        self._none.setText(found if state.search else self.tr("No wishes here yet. Add one before you forget it."))
        self._none.setVisible(state.loaded and not state.lines)
        if state.lines != self._shown:
            self._show_lines(state.lines)
        self.more.show_count(len(state.lines), state.found, self._locale)
        self._card.setVisible(bool(state.lines))
        self.family.setVisible(state.some)
        if state.loaded:
            self.begin_at(self.add)
        self._show_form(state)
        row = self._rows.row_of(state.added) if state.added != self._added else None
        if row is not None:
            self._added = state.added
            reveal(row)

    def arrange(self) -> None:
        right = max(_RIGHT, self.letters(38))
        beside = self.room() >= right + max(_LEAST_LEFT, self.letters(40))
        up = QBoxLayout.Direction.BottomToTop  # a form that opened below a long list would not be seen
        self.columns.setDirection(ACROSS if beside else up)
        self.form.setMinimumWidth(right if beside else 0)
        self.form.setMaximumWidth(right if beside else self.width())

    def _show_form(self, state: WishesState) -> None:
        now = QApplication.focusWidget()
        held = now is not None and self.form.isAncestorOf(now)
        wish_id = self.form.wish_id
        self.form.show_state(state)
        if not state.loaded:
            self.form.clear()  # the vault is locked: nothing typed stays in a field
        elif held and state.form is None:
            row = self._rows.row_of(wish_id)
            (row.edit if isinstance(row, WishRow) else self.add).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_lines(self, lines: tuple[WishLine, ...]) -> None:
        """The keyboard stays with its wish, or goes to the one that has its place now."""
        held = [
            (number, row.line_id, part)
            for number, row in enumerate(self._rows.rows)
            for part, stop in enumerate(row.stops)
            if stop.hasFocus()
        ]
        self._shown = lines
        self._rows.show_lines(lines, self._row)
        self._rows.order(self.form.cancel, self.more.more)
        self.family.come_after(self.more.more)
        rows = self._rows.rows
        for number, wish_id, part in held:
            same = self._rows.row_of(wish_id)
            place = same or (rows[min(number, len(rows) - 1)] if rows else None)
            (self.add if place is None else place.stops[part]).setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, line: WishLine) -> WishRow:
        row = WishRow(self._theme, self._icons, line)
        row.tick.toggled.connect(lambda done: self.ticked.emit(line.id, done))
        row.copy.clicked.connect(lambda: self.copy_asked.emit(line.id))
        row.edit.clicked.connect(lambda: self.begun.emit(line.id))
        row.remove.clicked.connect(lambda: self.remove_asked.emit(line.id))
        row.delete_pressed.connect(lambda: self.remove_asked.emit(line.id))
        return row

    def _show_more(self) -> None:
        """The keyboard goes on at the first row that was not there."""
        before = {each.line_id for each in self._rows.rows}
        self.more_asked.emit()
        announce(self, self.more.said)
        new = next((each for each in self._rows.rows if each.line_id not in before), None)
        if new is not None:
            new.stops[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _for_whom(self) -> QWidget:
        made = QWidget()
        label = QLabel(self.tr("For whom?"))
        label.setProperty("role", "label")
        label.setBuddy(self.whose)
        self.whose.setAccessibleName(label.text())
        self.whose.setSizeAdjustPolicy(PlainList.SizeAdjustPolicy.AdjustToContents)
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.whose)
        return made

    def _lay_out(self) -> None:
        side = self._theme.space("cardPad")
        self._card.body.setContentsMargins(side, _CARD_EDGE, side, 1)
        self._card.body.addWidget(self._rows)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.paper)
        left.addWidget(self._told)
        left.addWidget(self._none)
        left.addWidget(self._card)
        left.addWidget(self.more)
        left.addWidget(self.family)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.form)
        right.addStretch(1)
        self.columns.addLayout(left, 1)
        self.columns.addLayout(right)
        self.lay_out_page(self.tr("Search wishes"), self.add)
