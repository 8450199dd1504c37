"""What opens beside a letter: when it was sent, what came of it, a complaint, and what a court can do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from vault.customer.letter_facts import MAX_LINE
from vault.customer.letters import LetterEventKind, SentHow
from vault.desktop.letter_choices import ChoiceList
from vault.desktop.letter_fields import Labelled, Lines, mark, narrow_list
from vault.desktop.letter_page_state import LetterPageState
from vault.desktop.parts.buttons import button
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.parts.written_line import WrittenLine
from vault.desktop.preference_value import PlainList
from vault.desktop.request_text import clear
from vault.desktop.theme import Theme

_KNOWN, _OTHER = "known", "other"


class _Panel(QWidget):
    """Fields below each other, and what keeps them."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 4, 0, 0)
        self.column.setSpacing(12)

    def end(self, press: QPushButton) -> None:
        row = QHBoxLayout()
        row.addWidget(press)
        row.addStretch(1)
        self.column.addLayout(row)


class SentPanel(_Panel):
    """``saved`` carries a date and a :class:`SentHow`."""

    saved = Signal(object, object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.day, self.how = narrow_list(), ChoiceList(theme)
        self.save = button(self.tr("Keep this"), "main", small=True)
        self.save.setAccessibleName(self.tr("Keep when and how you sent it"))
        self.column.addWidget(Labelled(theme, self.tr("When did you send it?"), self.day))
        self.column.addWidget(Labelled(theme, self.tr("How?"), self.how))
        self.end(self.save)
        self.save.clicked.connect(lambda: self.saved.emit(self.day.currentData(), SentHow(self.how.chosen)))

    def show_state(self, state: LetterPageState) -> None:
        """Offer the days and ways."""
        _offer_days(self.day, state.sent_days)
        self.how.set_items([(how.value, words, "") for how, words in state.hows])
        if not self.how.chosen and state.hows:
            self.how.set_chosen(state.hows[0][0].value)

    def stops(self) -> list[QWidget]:
        """What the keyboard comes to, as it is read."""
        return [self.day, *self.how.radios(), self.save]

    def take_focus(self) -> None:
        """Begin at the day."""
        self.day.setFocus()


class CamePanel(_Panel):
    """``saved`` carries a date, a :class:`LetterEventKind` and a note."""

    saved = Signal(object, object, str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.what, self.day, self.note = ChoiceList(theme), narrow_list(), Lines(3)
        self.save = button(self.tr("Keep this"), "main", small=True)
        self.save.setAccessibleName(self.tr("Keep what came of it"))
        self.column.addWidget(Labelled(theme, self.tr("What came of it?"), self.what))
        self.column.addWidget(Labelled(theme, self.tr("When?"), self.day))
        self.column.addWidget(Labelled(theme, self.tr("Note, if you like"), self.note))
        self.end(self.save)
        self.save.clicked.connect(self._save)

    def show_state(self, state: LetterPageState) -> None:
        """Offer what can have come, and the days."""
        _offer_days(self.day, state.came_days)
        self.what.set_items([(kind.value, words, "") for kind, words in state.answers])
        if not self.what.chosen and state.answers:
            self.what.set_chosen(state.answers[0][0].value)

    def clear(self) -> None:
        """Forget the note."""
        self.note.clear()

    def stops(self) -> list[QWidget]:
        """What the keyboard comes to, as it is read."""
        return [*self.what.radios(), self.day, self.note, self.save]

    def take_focus(self) -> None:
        """Begin at what came."""
        self.what.take_focus()

    def _save(self) -> None:
        kind = LetterEventKind(self.what.chosen)
        self.saved.emit(self.day.currentData(), kind, self.note.toPlainText())


class ComplainPanel(_Panel):
    """``asked`` carries the authority's name, its address, how it can reach the customer, and what they add."""

    asked = Signal(str, str, str, str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._known, self._letter = "", ""
        self.which, self.name, self.address = ChoiceList(theme), WrittenLine(), Lines(3)
        self.name.setMaxLength(2 * MAX_LINE)
        self.reply, self.reason = Lines(4), Lines(3)
        self.write = button(self.tr("Write the complaint"), "main", small=True)
        for text in (
            self.tr("Your letter and reminders go along with it."),
            self.tr("The Dutch authority asks for your address and telephone number."),
            self.tr("It also has a form of its own on its website."),
        ):
            self.column.addWidget(WrapLabel(theme, text, "small"))
        self.column.addWidget(Labelled(theme, self.tr("To which authority?"), self.which))
        self._other = QWidget()
        other = QVBoxLayout(self._other)
        other.setContentsMargins(0, 0, 0, 0)
        other.setSpacing(12)
        other.addWidget(Labelled(theme, self.tr("Name of the authority"), self.name))
        other.addWidget(Labelled(theme, self.tr("Its address"), self.address))
        self.column.addWidget(self._other)
        reach = self.tr("How the authority can reach you")
        hint = self.tr("Address, telephone number and mail address, a line each.")
        self.column.addWidget(Labelled(theme, reach, self.reply, hint))
        self.column.addWidget(Labelled(theme, self.tr("In your own words, if you like"), self.reason))
        self.end(self.write)
        self.which.picked.connect(self._show_other)
        self.write.clicked.connect(self._ask)

    def show_state(self, state: LetterPageState) -> None:
        """Offer the authority, and what the shop was told of the customer; what is typed stays."""
        self._known = state.authority
        abroad = self.tr("The authority of another country")
        self.which.set_items(((_KNOWN, state.authority, ""), (_OTHER, abroad, "")))
        if not self.which.chosen:
            self.which.set_chosen(_KNOWN)
        if state.id != self._letter:
            self._letter = state.id
            self.reply.setPlainText(state.reply)
            for each in (self.name, self.address, self.reason):
                each.clear()
        self._show_other(self.which.chosen)
        for code, field in self._places().items():
            mark(field, wrong=state.wrong == code)

    def place_of(self, wrong: str) -> QWidget | None:
        """Where to type what an error with this code says is missing."""
        return self._places().get(wrong)

    def _places(self) -> dict[str, QWidget]:
        return {"letter_shop_missing": self.name, "letter_reply_missing": self.reply}

    def stops(self) -> list[QWidget]:
        """What the keyboard comes to, as it is read."""
        return [*self.which.radios(), self.name, self.address, self.reply, self.reason, self.write]

    def take_focus(self) -> None:
        """Begin at the authority."""
        self.which.take_focus()

    def _show_other(self, which: str) -> None:
        self._other.setVisible(which == _OTHER)

    def _ask(self) -> None:
        known = self.which.chosen == _KNOWN
        name, address = (self._known, "") if known else (self.name.text(), self.address.toPlainText())
        self.asked.emit(name, address, self.reply.toPlainText(), self.reason.toPlainText())


class CourtPanel(_Panel):
    """Sentences, one below the other."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._said: tuple[str, ...] = ()
        self.column.setSpacing(4)

    def show_state(self, state: LetterPageState) -> None:
        """Say it."""
        if state.court != self._said:
            self._said = state.court
            clear(self)
            for text in state.court:
                said = WrapLabel(self.theme, text, "small")
                self.column.addWidget(said)
                said.show()

    @property
    def text(self) -> str:
        """All of it."""
        return " ".join(self._said)


def _offer_days(field: PlainList, days: Sequence[tuple[date, str]]) -> None:
    """The newest is chosen, or what was chosen before."""
    if [field.itemData(at) for at in range(field.count())] == [day for day, _ in days]:
        return
    field.clear()
    for day, words in days:
        field.addItem(words, day)
