"""The form of one wish: what, for whom, about what price, where it was seen, and a note."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from vault.customer.wishes import MAX_SEEN, MAX_WHAT, PriceBand, Wished
from vault.desktop.field_error import FieldError
from vault.desktop.icons import Icons
from vault.desktop.page_scroll import reveal
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.scroll_names import name_bars
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.preference_value import PlainList
from vault.desktop.theme import Theme
from vault.desktop.wishes_state import WishesState

_BELOW = 4
"""Pixels seen below the buttons."""
_NOTE_LINES = 2  # in the least window "Save" is in sight below it, also where something is wrong
_ABOVE_LABEL = 4  # pixels more than below it: a label belongs to the field that follows


class WishCard(Card):
    """Shows the form of a :class:`WishesState`; ``save_asked`` carries a :class:`Wished`."""

    save_asked = Signal(object)
    cancel_asked = Signal()

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__(theme, theme.space("cardPadLarge"))
        self._number: int | None = None
        self.wish_id = ""
        """Which wish is shown, empty for a new one."""
        self._title = WrapLabel(theme, "", "heading")
        self.what, self.seen, self.note = QLineEdit(), QLineEdit(), QPlainTextEdit()
        name_bars(self.note)
        self.whom, self.price = PlainList(), PlainList()
        self._error = FieldError(
            theme,
            icons,
            {"wish_unfit": self.what, "person_unknown": self.whom, "seen_unfit": self.seen, "note_unfit": self.note},
        )
        self.save = button(self.tr("Save"), "main")
        self.cancel = button(self.tr("Cancel"), "normal")
        self._lay_out()
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.cancel_asked)
        for line in (self.what, self.seen):
            line.returnPressed.connect(self._save)

    def show_state(self, state: WishesState) -> None:
        """Show the form, if one is open."""
        form = state.form
        self.setVisible(form is not None)
        if form is None:
            self._number = None
            return
        new = form.number != self._number
        if new:
            self._number, self.wish_id = form.number, form.id
            self._title.setText(self.tr("Change this wish") if form.id else self.tr("A new wish"))
            self._fill(state, form.wished)
            self.what.setFocus(Qt.FocusReason.OtherFocusReason)
        if form.error:
            reveal(self.save, _BELOW)  # first, for where there is no room for both the error's field is what counts
        self._error.say(form.error, form.wrong, self.body)
        self.save.setEnabled(not form.busy)

    def clear(self) -> None:
        """Forget what was typed."""
        for field in (self.what, self.seen, self.note):
            field.clear()

    def _fill(self, state: WishesState, wished: Wished) -> None:
        self.what.setText(wished.what)
        self.seen.setText(wished.seen or "")
        self.note.setPlainText(wished.note or "")
        for field, first, choices, chosen in (
            (self.whom, self.tr("Me"), state.people, wished.person or ""),
            (self.price, self.tr("Does not matter"), state.prices, wished.price or ""),
        ):
            field.clear()
            field.addItem(first, "")
            for each, name in choices:
                field.addItem(name, each)
            field.setCurrentIndex(max(0, field.findData(str(chosen))))

    def _save(self) -> None:
        price, whom = str(self.price.currentData() or ""), str(self.whom.currentData() or "")
        self.save_asked.emit(
            Wished(
                self.what.text(),
                self.note.toPlainText(),
                self.seen.text(),
                PriceBand(price) if price else None,
                whom or None,
            )
        )

    def _lay_out(self) -> None:
        self.body.setSpacing(4)
        self.body.addWidget(self._title)
        self.what.setMaxLength(2 * MAX_WHAT)  # more than is kept, so that who pastes too much is told
        self.seen.setMaxLength(2 * MAX_SEEN)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(_NOTE_LINES * self.note.fontMetrics().lineSpacing() + 20)
        fields: tuple[tuple[QWidget, str], ...] = (
            (self.what, self.tr("What")),
            (self.whom, self.tr("For whom?")),
            (self.price, self.tr("About what price")),
            (self.seen, self.tr("Where you saw it, if you like")),
            (self.note, self.tr("Note, if you like")),
        )
        for field, text in fields:
            label = QLabel(text)
            label.setProperty("role", "label")
            label.setBuddy(field)
            field.setAccessibleName(text)
            self.body.addSpacing(_ABOVE_LABEL)
            self.body.addWidget(label)
            self.body.addWidget(field)
        self.body.addSpacing(2 * _ABOVE_LABEL)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.save)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
