"""The mapping of an unknown table: its first lines, and a choice list for each thing that a column can be."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QLabel, QVBoxLayout, QWidget

from vault.desktop.field_error import FieldError
from vault.desktop.icons import Icons
from vault.desktop.import_foot import ColumnsFoot
from vault.desktop.import_sample import SampleTable
from vault.desktop.import_state import DATE_ORDER, ColumnsState
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_flow import FlowLayout, HalvesLayout
from vault.desktop.preference_value import PlainList
from vault.desktop.request_text import clear
from vault.desktop.theme import Theme

_NONE = -1
_LETTERS = 24
"""Letters that a choice list shows at the least; a longer name of a column is cut, and whole when it is opened."""


class ColumnsView(QWidget):
    """``chosen`` carries a field and the place of its column, -1 for none."""

    table_chosen = Signal(int)
    chosen = Signal(str, int)
    kind_chosen = Signal(str)
    order_chosen = Signal(bool)
    remember_switched = Signal(bool)
    read_asked = Signal()
    shop_chosen = Signal(str)

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self._theme = theme
        self._header: tuple[str, ...] | None = None
        self._shops: tuple[tuple[str, str], ...] = ()
        self.lists: dict[str, PlainList] = {}
        self._examples: dict[str, WrapLabel] = {}
        self._parts: list[QWidget] = []
        self._order_said: tuple[tuple[str, bool | None], ...] = (
            (self.tr("Choose…"), None),
            (self.tr("The day"), True),
            (self.tr("The month"), False),
        )
        self.tables, self.kind, self.order = PlainList(), PlainList(), PlainList()
        self._tables = _field(theme, self.tr("Which file"), self.tables)
        self._kind = _field(theme, self.tr("What the lines are"), self.kind)
        self._order = _field(theme, self.tr("What comes first in 3/4/2026?"), self.order)
        self.sample = SampleTable(theme)
        self.remember = QCheckBox(self.tr("Remember for files like this"))
        self.remember.setAccessibleName(self.remember.text())
        self.foot = ColumnsFoot(theme)
        self.read = self.foot.read
        self._wrong: dict[str, QWidget] = {DATE_ORDER: self.order}
        self._said = "", ""
        self.error = FieldError(theme, icons, self._wrong)
        self._guesses = QWidget()
        FlowLayout(self._guesses, gap=8, line_gap=8)
        self._fields = QWidget()
        self._halves = HalvesLayout(gap=16, line_gap=12)
        self._fields.setLayout(self._halves)
        self._lay_out()
        self.tables.activated.connect(self.table_chosen)
        self.kind.activated.connect(lambda _: self.kind_chosen.emit(self.kind.currentData()))
        self.order.activated.connect(self._pick_order)
        self.remember.toggled.connect(self.remember_switched)
        self.read.clicked.connect(self.read_asked)

    def show_columns(self, state: ColumnsState) -> None:
        """Show what is chosen so far."""
        if (state.error, state.wrong) != self._said:
            self._hush()
        _fill(self.tables, [(name, number) for number, name in enumerate(state.tables)], state.table)
        self._tables.setVisible(len(state.tables) > 1)
        self._card.setVisible(bool(state.tables))
        self.sample.show_lines(state.header, state.lines)
        self._show_fields(state)
        _fill(self.kind, [(words, kind) for kind, words in state.kinds], state.kind)
        _fill(self.order, list(self._order_said), state.day_first)
        self._order.setVisible(state.two_ways)
        with QSignalBlocker(self.remember):
            self.remember.setChecked(state.remember)
        if state.error:
            self._say(state.error, state.wrong)
        if state.guesses != self._shops:
            self._show_guesses(state.guesses)

    def _say(self, error: str, wrong: str) -> None:
        """At the field that it is about; else above all of them."""
        field = self._wrong.get(wrong)
        holder = field.parentWidget() if field is not None else None
        around = holder.layout() if holder is not None else None
        self._said = error, wrong
        self.error.say(error, wrong, around if isinstance(around, QBoxLayout) else None)

    def _hush(self) -> None:
        """Say nothing, from where the fields may go."""
        self._said = "", ""
        self.error.say("", "")
        self.error.stand_below(self.sample, self._column)

    def _show_fields(self, state: ColumnsState) -> None:
        if self._header != state.header:
            self._header = state.header
            self._hush()
            for part in self._parts:
                self._halves.removeWidget(part)
                part.hide()
                part.deleteLater()
            self.lists, self._examples, self._parts = {}, {}, []
            for each in state.fields:
                self._add_field(each.id, each.name)
            chain = (self.sample, *self.lists.values(), self.kind, self.order, self.remember, self.read)
            for one, other in pairwise(chain):  # Qt puts what is made last at the end
                QWidget.setTabOrder(one, other)
        places: list[tuple[str, object]] = [(self.tr("Not in this file"), _NONE)]
        places += [(name, at) for at, name in enumerate(state.header)]
        for each in state.fields:
            choice, example = self.lists[each.id], self._examples[each.id]
            _fill(choice, places, each.place)
            example.setText(self.tr("Such as: {example}").format(example=each.example))
            example.setVisible(bool(each.example))
            choice.setAccessibleDescription(example.text() if each.example else "")

    def _add_field(self, field_id: str, name: str) -> None:
        made = PlainList()
        example = WrapLabel(self._theme, "", "smallSub")
        self.lists[field_id], self._examples[field_id] = made, example
        self._wrong[field_id] = made
        made.activated.connect(partial(self._choose, field_id))
        self._parts.append(_field(self._theme, name, made, example))
        self._halves.addWidget(self._parts[-1])
        self._parts[-1].show()

    def _choose(self, field_id: str, _: int) -> None:
        self.chosen.emit(field_id, self.lists[field_id].currentData())

    def _pick_order(self) -> None:
        said = self.order.currentData()
        if said is not None:
            self.order_chosen.emit(bool(said))

    def _show_guesses(self, guesses: tuple[tuple[str, str], ...]) -> None:
        self._shops = guesses
        clear(self._guesses)
        for shop, title in guesses:
            made = button(self.tr("It is from {shop}").format(shop=title), "normal", small=True)
            made.clicked.connect(partial(self.shop_chosen.emit, shop))
            layout = self._guesses.layout()
            if layout is not None:
                layout.addWidget(made)
        self._guesses.setVisible(bool(guesses))

    def _lay_out(self) -> None:
        self._card = Card(self._theme)
        self._card.body.setSpacing(16)
        for each in (self._fields, self._kind, self._order, self.remember):
            self._card.body.addWidget(each)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        about = self.tr("This file is not known here. Say which column is which.")
        column.addWidget(WrapLabel(self._theme, about, "sub"))
        for each in (self._guesses, self._tables, self.sample, self._card):
            column.addWidget(each)
        self.error.stand_below(self.sample, column)
        column.addStretch(1)


def _field(theme: Theme, name: str, choice: PlainList, example: QWidget | None = None) -> QWidget:
    made = QWidget()
    label = QLabel(name)
    label.setProperty("role", "label")
    label.setBuddy(choice)
    choice.setAccessibleName(name)
    choice.setSizeAdjustPolicy(PlainList.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    choice.setMinimumContentsLength(_LETTERS)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(label)
    column.addWidget(choice)
    if example is not None:
        column.addWidget(example)
    column.addStretch(1)
    return made


def _fill(choice: PlainList, items: list[tuple[str, object]], chosen: object) -> None:
    """These words with what they stand for, and the one that is chosen."""
    if [(choice.itemText(at), choice.itemData(at)) for at in range(choice.count())] != items:
        choice.clear()
        for words, means in items:
            choice.addItem(words, means)
    choice.setCurrentIndex(next((at for at, (_, means) in enumerate(items) if means == chosen), -1))
