"""The form of a letter: which right, to which shop, about what and from whom, with the letter so far beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vault.core.plain_text import breakable
from vault.customer.letter_facts import MAX_LINE
from vault.customer.letters import LetterKind
from vault.desktop.icons import Icons
from vault.desktop.letter_choices import ChoiceList
from vault.desktop.letter_fields import Labelled, Lines, TabOrder, mark, narrow_list
from vault.desktop.letter_form_about import AboutCard
from vault.desktop.letter_form_state import LetterFormState, Typed
from vault.desktop.page_scroll import ROOM, PageScroll, reveal
from vault.desktop.parts.announce import announce
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.segments import Segments
from vault.desktop.parts.state_line import StateLine
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.parts.written_line import WrittenLine
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from vault.desktop.letter_form_presenter import LetterFormPresenter

_FORM, _PAPER = 500, 440
"""The columns of the usual window, and the proportion of any other."""
_BESIDE = 720
"""Below this width the letter goes under the form."""
_AROUND = 60
"""Pixels above and below a field that is scrolled to: its label is seen too."""
_LANGUAGES = (("en", "English", None), ("nl", "Nederlands", None))


class LetterFormView(QWidget):
    """Shows a :class:`LetterFormState`. ``typed`` carries all that stands in the form, with each change."""

    typed = Signal(object)
    make_asked = Signal()
    cancel_asked = Signal()

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icons = theme, icons
        self._number: int | None = None
        self._silent = False
        self._marked: QWidget | None = None
        self._order = TabOrder()
        self.kinds, self.shop = ChoiceList(theme, strong=True), narrow_list()
        self.to_name, self.to_contact, self.account = WrittenLine(), WrittenLine(), WrittenLine()
        self.to_address, self.name, self.reply = Lines(3), WrittenLine(), Lines(3)
        self.language = Segments(theme)
        self.language.set_items(_LANGUAGES)
        self._error = StateLine(theme, icons, "error", "")
        self._error.hide()
        self.make = button(self.tr("Make this letter"), "main")
        self.cancel = button(self.tr("Cancel"), "normal")
        self._letter = WrapLabel(theme, "", "small")
        self._form_scroll, self._paper_scroll = PageScroll(), PageScroll(self.tr("The letter so far"))
        self._lay_out()
        for line in (self.to_name, self.to_contact, self.account, self.name):
            line.setMaxLength(2 * MAX_LINE)  # more than is kept, so that who pastes too much is told
            line.written.connect(lambda _: self._changed())
        for area in (self.to_address, self.reply):
            area.textChanged.connect(self._changed)
        self.kinds.picked.connect(lambda _: self._changed())
        self.language.picked.connect(lambda _: self._changed())
        self.shop.activated.connect(lambda _: self._changed())
        self.about.edited.connect(self._changed)
        self.make.clicked.connect(self.make_asked)
        self.cancel.clicked.connect(self.cancel_asked)
        self._paper_scroll.verticalScrollBar().rangeChanged.connect(self._set_order)  # it takes the keyboard, or not

    def attach(self, presenter: LetterFormPresenter) -> None:
        """Give what the customer does to the presenter, and show what it says."""
        presenter.changed.connect(self.show_state)
        self.typed.connect(presenter.take)
        self.make_asked.connect(presenter.make)

    def show_state(self, state: LetterFormState) -> None:
        """Show the form; its fields change where its number does."""
        self._silent = True
        fill, self._number = state.number != self._number, state.number
        typed = state.typed
        self.kinds.set_items([(line.kind.value, line.name, line.about) for line in state.kinds])
        self.kinds.set_chosen(typed.kind.value)
        if [self.shop.itemData(at) for at in range(self.shop.count())] != [host for host, _ in state.shops]:
            self.shop.clear()
            for host, words in state.shops:
                self.shop.addItem(words, host)
        self.shop.setCurrentIndex(self.shop.findData(typed.host))
        self.language.set_chosen(typed.language)
        if fill:
            self._fill(typed)
        self.about.show_state(state, fill=fill)
        self._silent = False
        self._set_order()
        self._letter.setText(breakable(state.preview))
        self._mark(state)
        if state.error and state.error != self._error.accessibleName():
            announce(self, state.error)
            self._go_to(state.wrong)
        self._error.set_state("error", state.error)
        self._error.setVisible(bool(state.error))
        self.make.setEnabled(not state.busy)

    def begin(self) -> None:
        """Put the keyboard where one begins, at the top."""
        self._form_scroll.verticalScrollBar().setValue(0)
        self.kinds.take_focus()

    def _stops(self) -> list[QWidget]:
        shop = (self.shop, self.to_name, self.to_contact, self.to_address, self.account)
        sender = (self.name, self.reply, *self.language.buttons())
        letter = [self._paper_scroll] if self._paper_scroll.focusPolicy() != Qt.FocusPolicy.NoFocus else []
        return [*self.kinds.radios(), *shop, *self.about.stops(), *sender, *letter, self.make, self.cancel]

    def _set_order(self) -> None:
        self._order.set(self._stops())

    def _go_to(self, wrong: str) -> None:
        """Put the keyboard where something is missing, which may be out of sight."""
        if (place := self._places().get(wrong)) is not None:
            place.setFocus(Qt.FocusReason.OtherFocusReason)
            reveal(place, _AROUND)

    def _mark(self, state: LetterFormState) -> None:
        """A red border where something is missing, and the sentence there too, for as long as that is said."""
        place = self._places().get(state.wrong) if state.error else None
        if place is not self._marked:
            for each, wrong in ((self._marked, False), (place, True)):
                if each is not None:
                    mark(each, wrong=wrong, error=state.error, icons=self._icons)
            self._marked = place

    def _places(self) -> dict[str, QWidget]:
        return {
            "letter_name_missing": self.name,
            "letter_reply_missing": self.reply,
            "letter_shop_missing": self.to_name,
            "name": self.name,
            "reply": self.reply,
            "shop": self.to_name,
            "contact": self.to_contact,
            "address": self.to_address,
            "account": self.account,
            **self.about.places(),
        }

    def _fill(self, typed: Typed) -> None:
        for line, text in (
            (self.to_name, typed.to_name),
            (self.to_contact, typed.to_contact),
            (self.account, typed.account),
            (self.name, typed.name),
        ):
            line.setText(text)
        self.to_address.setPlainText(typed.to_address)
        self.reply.setPlainText(typed.reply)

    def _changed(self) -> None:
        if self._silent:
            return
        about = self.about
        self.typed.emit(
            Typed(
                LetterKind(self.kinds.chosen),
                str(self.shop.currentData() or ""),
                self.to_name.text(),
                self.to_contact.text(),
                self.to_address.toPlainText(),
                self.account.text(),
                about.ground,
                about.everything,
                frozenset(key for key, tick in about.ticks.items() if tick.isChecked()),
                about.corrections.typed(),
                about.reason.toPlainText(),
                about.decision.toPlainText(),
                about.to_other.text(),
                self.name.text(),
                self.reply.toPlainText(),
                self.language.chosen or "en",
                about.reference.text(),
                about.other_at.text(),
            )
        )

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        beside = self.width() >= _BESIDE and not self._theme.one_column
        if beside == self._paper_scroll.isVisibleTo(self):
            return
        self._paper_scroll.setVisible(beside)
        place = self._paper_holder if beside else self._form
        column = place.layout()
        if column is not None:
            column.addWidget(self._paper)

    def _lay_out(self) -> None:
        """From the outside in: what has its place before it is filled is not styled again with all that is in it."""
        theme = self._theme
        both = QHBoxLayout()
        both.setSpacing(theme.space("columnGap") - ROOM)
        both.addWidget(self._form_scroll, _FORM)
        both.addWidget(self._paper_scroll, _PAPER)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, ROOM, 0)
        foot.setSpacing(8)
        foot.addWidget(self.make)
        foot.addWidget(self.cancel)
        foot.addWidget(self._error, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addStretch(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(14)
        whole.addLayout(both, 1)
        whole.addLayout(foot)
        self._fill_form()
        self._fill_paper()

    def _fill_form(self) -> None:
        theme, form = self._theme, QWidget()
        self._form = form
        self._form_scroll.show_part(form)
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        kinds, shop, sender = (Card(theme, theme.space("cardPadLarge"), form) for _ in range(3))
        self.about = AboutCard(theme, self._icons, form)
        for title, card in (
            (self.tr("What do you want?"), kinds),
            (self.tr("To which shop?"), shop),
            ("", self.about),
            (self.tr("From you"), sender),
        ):
            if title:
                column.addWidget(WrapLabel(theme, title, "heading", form))
            column.addWidget(card)
            column.addSpacing(6)
        kinds.body.addWidget(self.kinds)
        self._fill_shop(shop)
        self._fill_sender(sender)

    def _fill_shop(self, card: Card) -> None:
        theme = self._theme
        card.body.setSpacing(14)
        mail = self.tr("Where the shop reads mail, if you know")
        ours = self.tr("A customer number, or the address you signed in with.")
        for text, field, hint in (
            (self.tr("Shop"), self.shop, ""),
            (self.tr("Name of the shop"), self.to_name, ""),
            (mail, self.to_contact, ""),
            (self.tr("Postal address, if you know"), self.to_address, ""),
            (self.tr("How the shop knows you, if you like"), self.account, ours),
        ):
            card.body.addWidget(Labelled(theme, text, field, hint, card))

    def _fill_sender(self, card: Card) -> None:
        theme = self._theme
        card.body.setSpacing(14)
        answer = self.tr("Where the shop can answer")
        for text, field, hint in (
            (self.tr("Your name"), self.name, ""),
            (answer, self.reply, self.tr("Your mail address, or your postal address.")),
            (self.tr("Language of the letter"), _at_left(self.language), ""),
        ):
            card.body.addWidget(Labelled(theme, text, field, hint, card))

    def _fill_paper(self) -> None:
        """The letter is in a part of its own, which goes below the form where there is no room beside it."""
        theme = self._theme
        self._paper_holder = QWidget()
        self._paper_scroll.show_part(self._paper_holder)
        holder = QVBoxLayout(self._paper_holder)
        holder.setContentsMargins(0, 0, 0, 0)
        self._paper = QWidget(self._paper_holder)
        holder.addWidget(self._paper)
        column = QVBoxLayout(self._paper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(WrapLabel(theme, self.tr("The letter so far"), "heading"))
        sheet = Card(theme, theme.space("cardPadLarge"), self._paper)
        column.addWidget(sheet)
        self._letter.setAlignment(Qt.AlignmentFlag.AlignTop)
        sheet.body.addWidget(self._letter)


def _at_left(part: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(part)
    row.addStretch(1)
    return made
