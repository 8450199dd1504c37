"""The page "Letters": the list, and in its place the form of a letter or one letter."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from vault.core.catalogue import Catalogue
from vault.core.sentences import Sentences
from vault.desktop.icons import Icons
from vault.desktop.letter_form_view import LetterFormView
from vault.desktop.letter_page_view import LetterPageView
from vault.desktop.letter_row import LetterRow
from vault.desktop.letters_state import Face, LetterLine, LettersState
from vault.desktop.page_scroll import ROOM, PageScroll
from vault.desktop.page_view import PageView
from vault.desktop.parts.announce import announce
from vault.desktop.parts.buttons import button
from vault.desktop.parts.card import Card
from vault.desktop.parts.more_rows import MoreRows
from vault.desktop.parts.wrap_label import WrapLabel
from vault.desktop.row_column import RowColumn
from vault.desktop.theme import Theme

if TYPE_CHECKING:
    from vault.desktop.letter_form_state import LetterFormState
    from vault.desktop.letter_page_state import LetterPageState
    from vault.desktop.letters_presenter import LettersPresenter

_HEAD_GAP = 16
_NEXT_MS = 5
"""Between what is made behind the list. What waits for no time at all is done in the turn that asks for it."""


class LettersView(PageView):
    """Shows a :class:`LettersState` and says what the customer does."""

    back_asked = Signal()
    begun = Signal()
    opened = Signal(str)
    step_picked = Signal(str, object)
    more_asked = Signal()

    def __init__(
        self, theme: Theme, icons: Icons, sentences: Sentences, catalogue: Catalogue, parent: QWidget | None = None
    ) -> None:
        del catalogue  # every page is made with the same arguments; this one is given all it shows
        super().__init__(theme, icons, parent)
        self._face, self._just_shown = Face.LIST, False
        self._lines: tuple[LetterLine, ...] = ()
        self.back = button(self.tr("Back"), "normal", icon=icons.icon("arrow-left", "ink", 18))
        self.add = button(self.tr("Write a letter"), "main", icon=icons.icon("plus", "onPrimary", 18))
        self._about = WrapLabel(theme, self.tr("What you asked shops, and what came of it."), "sub")
        self._empty = Card(theme, theme.space("cardPadLarge"))
        self._card, self._rows, self.more = Card(theme), RowColumn(), MoreRows(theme)
        self._locale = QLocale(sentences.language)
        self._holidays = WrapLabel(theme, "", "smallSub")
        self._presenter: LettersPresenter | None = None
        self._faces = QStackedWidget()
        self._list = PageScroll(self.tr("Letters"))
        self._lay_out()
        self.back.clicked.connect(self.back_asked)
        self.add.clicked.connect(self.begun)
        self.more.asked.connect(self._show_more)

    def attach(self, presenter: LettersPresenter) -> None:
        """Give what the customer does to the presenter, and show what it says."""
        presenter.changed.connect(self.show_state)
        self.back_asked.connect(presenter.go_back)
        self.begun.connect(presenter.begin)
        self.opened.connect(presenter.open)
        self.step_picked.connect(presenter.do)
        self.more_asked.connect(presenter.show_more)
        self._presenter = presenter
        presenter.form.changed.connect(self._form_changed)
        presenter.letter.changed.connect(self._letter_changed)

    @cached_property
    def form(self) -> LetterFormView:
        """Where a letter is written: made when one is begun, as the list does without."""
        made = LetterFormView(self._theme, self._icons, self._faces)
        made.cancel_asked.connect(self.back_asked)
        if self._presenter is not None:
            made.attach(self._presenter.form)
        self._faces.addWidget(made)
        return made

    @cached_property
    def letter(self) -> LetterPageView:
        """One letter: made when the first is opened."""
        made = LetterPageView(self._theme, self._icons, self._faces)
        if self._presenter is not None:
            made.attach(self._presenter.letter)
        self._faces.addWidget(made)
        return made

    def _make_next(self) -> None:
        """Behind the list, one in each turn of the event loop: no turn is long, and neither is waited for later."""
        if "form" not in self.__dict__:
            _ = self.form
            QTimer.singleShot(_NEXT_MS, self, self._make_next)
        elif "letter" not in self.__dict__:
            _ = self.letter

    def _form_changed(self, state: LetterFormState) -> None:
        if state.kinds and "form" not in self.__dict__:
            self.form.show_state(state)  # from now on it hears of each itself

    def _letter_changed(self, state: LetterPageState) -> None:
        if state.id and "letter" not in self.__dict__:
            self.letter.show_state(state)

    def show_state(self, state: LettersState) -> None:
        """Show the page as it is now."""
        self.show_failed(state.failed)
        if state.lines != self._lines:
            self._show_lines(state.lines)
        self.more.show_count(len(state.lines), state.found, self._locale)
        self._empty.setVisible(state.loaded and not state.lines)
        self._card.setVisible(bool(state.lines))
        self._holidays.setText(state.holidays)
        self._holidays.setVisible(bool(state.holidays))
        turned, self._face = state.face is not self._face, state.face
        self.title.setText(self._title(state.face))
        self.add.setVisible(state.face is Face.LIST)
        self._about.setVisible(state.face is Face.LIST)
        shown = self.form if state.face is Face.FORM else self.letter if state.face is Face.LETTER else self._list
        self._faces.setCurrentWidget(shown)
        if turned or (self._just_shown and state.loaded):
            self._just_shown = False
            self._begin()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        super().showEvent(event)
        self._just_shown = self._just_shown or not event.spontaneous()  # not where a minimised window comes back
        QTimer.singleShot(_NEXT_MS, self, self._make_next)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and self._face is Face.LETTER:
            self.back_asked.emit()
        else:
            super().keyPressEvent(event)

    def _title(self, face: Face) -> str:
        titles = {Face.LIST: self.tr("Letters"), Face.FORM: self.tr("Write a letter"), Face.LETTER: self.tr("Letter")}
        return titles[face]

    def _begin(self) -> None:
        """The keyboard goes along to what is shown now."""
        if self._face is Face.FORM:
            self.form.begin()
        elif self._face is Face.LETTER:
            self.letter.begin()
        else:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_lines(self, lines: tuple[LetterLine, ...]) -> None:
        """The keyboard stays with its letter."""
        held = [row.line_id for row in self._rows.rows if any(stop.hasFocus() for stop in row.stops)]
        self._lines = lines
        self._rows.show_lines(lines, self._row)
        self._rows.order(self._list, self.more.more)
        for row in self.rows():
            if row.line_id in held:
                row.open.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, line: LetterLine) -> LetterRow:
        row = LetterRow(self._theme, self._icons, line)
        row.open_pressed.connect(lambda: self.opened.emit(line.id))
        row.step_pressed.connect(lambda step: self.step_picked.emit(line.id, step))
        return row

    def _show_more(self) -> None:
        """The keyboard goes on at the first letter that was not there."""
        before = {each.line_id for each in self._rows.rows}
        self.more_asked.emit()
        announce(self, self.more.said)
        new = next((each for each in self.rows() if each.line_id not in before), None)
        if new is not None:
            new.open.setFocus(Qt.FocusReason.OtherFocusReason)

    def rows(self) -> list[LetterRow]:
        """The letters that are listed, newest first."""
        return [each for each in self._rows.rows if isinstance(each, LetterRow)]

    def _lay_out(self) -> None:
        theme = self._theme
        side = theme.space("cardPad")
        self._card.body.setContentsMargins(side, 1, side, 1)
        self._card.body.addWidget(self._rows)
        self._empty.body.addWidget(WrapLabel(theme, self.tr("No letters yet"), "heading"))
        for text in (
            self.tr("The law lets you ask a shop what it has about you."),
            self.tr("You can also have it corrected, deleted or stopped."),
            self.tr("We write the letter, you send it, and the shop has a month."),
        ):
            self._empty.body.addWidget(WrapLabel(theme, text))
        for card in (self._empty, self._card):
            card.hide()
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self._empty, self._card, self.more, self._holidays):
            column.addWidget(part)
        self._list.show_part(listed)
        self._faces.addWidget(self._list)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, ROOM, 0)
        head.setSpacing(_HEAD_GAP)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.back)
        head.addWidget(self.add)
        page = self.column(ROOM)
        page.addLayout(head)
        page.addSpacing(2)
        page.addWidget(self._about)
        page.addSpacing(16)
        page.addWidget(self.failed)
        page.addWidget(self._faces, 1)
