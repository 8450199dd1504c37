"""The page "Wish list": the wishes at the left, and the form of one at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from vault.core.catalogue import Catalogue
from vault.core.sentences import Sentences
from vault.customer.editing import MAX_SEARCH
from vault.desktop.columns_page import ACROSS, ColumnsPage
from vault.desktop.family_bar import FamilyBar
from vault.desktop.icons import Icons
from vault.desktop.parts.announce import announce
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_value import PlainList
from vault.desktop.request_text import clear
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

    def __init__(
        self, theme: Theme, icons: Icons, sentences: Sentences, catalogue: Catalogue, parent: QWidget | None = None
    ) -> None:
        del sentences, catalogue  # every page is made with the same arguments; this one is given all it shows
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
        self._rows = QWidget()
        self.form = WishCard(theme, icons)
        self._shown: tuple[WishLine, ...] = ()
        self._lay_out()
        self.whose.activated.connect(lambda _: self.whose_picked.emit(str(self.whose.currentData())))
        self.add.clicked.connect(lambda: self.begun.emit(""))
        self.copy.clicked.connect(self.list_asked)

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
        self._card.setVisible(bool(state.lines))
        self.family.setVisible(state.some)
        if state.loaded:
            self.begin_at(self.add)
        self._show_form(state)

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
            row = next((each for each in self._all_rows() if each.wish_id == wish_id), None)
            (self.add if row is None else row.edit).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_lines(self, lines: tuple[WishLine, ...]) -> None:
        """The rows anew. The keyboard stays with its wish, or goes to the one that has its place now."""
        held = [
            (number, row.wish_id, part)
            for number, row in enumerate(self._all_rows())
            for part, stop in enumerate(row.stops)
            if stop.hasFocus()
        ]
        self._shown = lines
        clear(self._rows)
        self._rows.hide()  # a row that is shown alone lays out all that are there
        for number, line in enumerate(lines):
            row = WishRow(self._theme, self._icons, line, ruled=number > 0)
            row.tick.toggled.connect(lambda done, each=line.id: self.ticked.emit(each, done))
            row.copy.clicked.connect(lambda _=False, each=line.id: self.copy_asked.emit(each))
            row.edit.clicked.connect(lambda _=False, each=line.id: self.begun.emit(each))
            row.remove.clicked.connect(lambda _=False, each=line.id: self.remove_asked.emit(each))
            row.delete_pressed.connect(lambda each=line.id: self.remove_asked.emit(each))
            self._column.addWidget(row)
        self._rows.show()
        rows = self._all_rows()
        for number, wish_id, part in held:
            same = next((each for each in rows if each.wish_id == wish_id), None)
            place = same or (rows[min(number, len(rows) - 1)] if rows else None)
            (self.add if place is None else place.stops[part]).setFocus(Qt.FocusReason.OtherFocusReason)

    def _all_rows(self) -> list[WishRow]:
        return self._rows.findChildren(WishRow, options=Qt.FindChildOption.FindDirectChildrenOnly)

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
        self._column = QVBoxLayout(self._rows)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        side = self._theme.space("cardPad")
        self._card.body.setContentsMargins(side, _CARD_EDGE, side, 1)
        self._card.body.addWidget(self._rows)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.paper)
        left.addWidget(self._told)
        left.addWidget(self._none)
        left.addWidget(self._card)
        left.addWidget(self.family)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.form)
        right.addStretch(1)
        self.columns.addLayout(left, 1)
        self.columns.addLayout(right)
        self.lay_out_page(self.tr("Search wishes"), self.add)
