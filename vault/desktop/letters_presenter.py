"""The logic of the page "Letters": the list, and the way to the form and to one letter and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.customer import letters
from vault.customer.letter_standing import Step
from vault.desktop.letter_draft import half_written, keep_half_written
from vault.desktop.letter_form_presenter import LetterFormPresenter
from vault.desktop.letter_form_state import OTHER
from vault.desktop.letter_page_presenter import LetterPagePresenter, closed
from vault.desktop.letter_page_state import PANEL_OF, Panel
from vault.desktop.letter_words import LetterWords
from vault.desktop.letters_state import Face, LettersState
from vault.desktop.portion import Portion
from vault.desktop.undo_offer import Removed

if TYPE_CHECKING:
    from vault.core.catalogue import Catalogue
    from vault.core.errors import VaultError
    from vault.core.sentences import Sentences
    from vault.customer.letters import LetterView
    from vault.customer.session import Session
    from vault.desktop.letter_draft import HalfWritten
    from vault.desktop.letters_state import LetterLine
    from vault.desktop.tasks import Tasks

Found = tuple[tuple["LetterView", ...], "HalfWritten | None"]
"""All letters, and the one that was half written when the vault locked."""


class LettersPresenter(QObject):
    """Emits a :class:`LettersState` for each change. :attr:`form` and :attr:`letter` drive what the list leads to.

    ``copy_wanted`` carries text for the clipboard, and that it is not sealed; ``removed`` a
    :class:`vault.desktop.undo_offer.Removed` for the window's undo bar; ``navigate`` the id of another page.
    """

    changed = Signal(object)
    copy_wanted = Signal(str, bool)
    removed = Signal(object)
    navigate = Signal(str)

    def __init__(
        self,
        tasks: Tasks,
        sentences: Sentences,
        catalogue: Catalogue,
        open_address: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._tasks, self._sentences = tasks, sentences
        self._words = LetterWords(sentences, self)
        self.form = LetterFormPresenter(tasks, sentences, catalogue, self)
        self.letter = LetterPagePresenter(tasks, sentences, open_address, self)
        self.form.begun.connect(lambda: self._turn(Face.FORM))
        self.form.made.connect(self._made)
        self.form.failed.connect(self._fail)
        self.letter.opened.connect(lambda: self._turn(Face.LETTER))
        self.letter.changed_vault.connect(self.start)
        self.letter.failed.connect(self._fail)
        self.letter.removed.connect(self._removed)
        self.letter.copy_wanted.connect(self.copy_wanted)
        self._from_shop = False
        self._looked = self._kept = False  # for a letter that was half written when the vault locked
        self._letters: tuple[LetterView, ...] = ()
        self._portion = Portion()
        self._state = LettersState()

    def forget(self) -> None:
        """Drop everything that was read or typed, when the vault locks."""
        self.form.forget()
        self.letter.forget()
        self._from_shop = self._looked = self._kept = False
        self._letters = ()
        self._portion.reset()
        self._show(LettersState())

    def start(self) -> None:
        """Read the list, and again each time the page is shown. What is typed stays."""
        looked, self._looked = self._looked, True

        def work(session: Session) -> Found:
            return letters.list_letters(session), None if looked else half_written(session)

        def failed(problem: VaultError) -> None:
            self._looked = looked
            self._fail(problem)

        self._tasks.vault(work, self._read, failed, owner=self)

    def keep_draft(self) -> None:
        """Before the vault locks: let it keep a letter that is half written, until that is made or given up."""
        half = self.form.unfinished()
        if half is not None or self._kept:
            self._keep(half)

    def show_list(self) -> None:
        """Back to all letters."""
        self.form.forget()
        self.letter.forget()
        self._turn(Face.LIST)
        self.start()

    def show_more(self) -> None:
        """Show the next of many letters too."""
        self._portion.grow()
        self._show(replace(self._state, lines=self._shown()))

    def begin(self) -> None:
        """Write a letter, to a shop that is still to be chosen."""
        self._begin()

    def write_to(self, host: str, *, ready: bool) -> None:
        """Write to this shop, as its page asks; ``ready``: the letter that is due after a stop without an answer."""
        self._begin(host, ready=ready)
        self._from_shop = True

    def open(self, letter_id: str) -> None:
        """Show one letter."""
        self.letter.open(letter_id)

    def do(self, letter_id: str, step: Step) -> None:
        """Do what comes next for a letter, or show what it asks first."""
        if step is Step.CLOSE:
            self._tasks.vault(
                lambda session: closed(session, letter_id), lambda _: self.start(), self._fail, owner=self
            )
        elif step is Step.REMIND:
            self.letter.remind(letter_id)
        else:
            self.letter.open(letter_id, PANEL_OF.get(step, Panel.NONE))

    def go_back(self) -> None:
        """From a letter or its form to the list, or to the shop that asked; from the list to one's data."""
        face, from_shop = self._state.face, self._from_shop
        self._from_shop = False
        if face is Face.LIST:
            self.navigate.emit("your_data")
            return
        half = self.form.unfinished() if face is Face.FORM else None
        self.show_list()
        self._put_away(half)
        if from_shop:
            self.navigate.emit("shops")

    def _begin(self, host: str = OTHER, *, ready: bool = False) -> None:
        half = self.form.unfinished()
        self._from_shop = False
        self.form.begin(host, ready=ready)
        self._put_away(half)

    def _put_away(self, half: HalfWritten | None) -> None:
        """It is not in the form any more. For a moment it can be brought back."""
        if half is None:
            return
        again = partial(self.form.resume, half)

        def bring_back() -> None:
            again()
            self.navigate.emit("letters")  # the page that is shown may be another by then

        self._forget_kept()
        self.removed.emit(Removed(self.tr("The letter you began is gone."), bring_back))

    def _keep(self, half: HalfWritten | None) -> None:
        self._kept = half is not None
        self._tasks.vault(partial(keep_half_written, half=half), lambda _: None, self._fail, owner=self)

    def _forget_kept(self) -> None:
        if self._kept:
            self._keep(None)

    def _made(self, letter_id: str) -> None:
        self.form.forget()
        self._forget_kept()
        self.letter.open(letter_id)
        self.start()

    def _removed(self, gone: letters.Removed) -> None:
        def bring_back() -> None:
            self._portion.keep(gone.letter.id)
            self._tasks.vault(
                lambda session: letters.put_back(session, gone), lambda _: self.start(), self._fail, owner=self
            )

        self.show_list()
        self.removed.emit(Removed(self.tr("Removed: letter to {shop}.").format(shop=gone.to), bring_back))

    def _turn(self, face: Face) -> None:
        self._show(replace(self._state, face=face, failed=""))

    def _read(self, read: Found) -> None:
        self._letters, half = read
        dated = any(each.standing.day is not None for each in self._letters)
        holidays = self._sentences.say("letter_states", "holidays") if dated else ""
        found, lines = len(self._letters), self._shown()
        self._show(replace(self._state, loaded=True, lines=lines, found=found, holidays=holidays, failed=""))
        if half is not None:
            self._kept = True
            self._go_on(half)

    def _shown(self) -> tuple[LetterLine, ...]:
        return tuple(map(self._words.line, self._portion.of(self._letters)))

    def _go_on(self, half: HalfWritten) -> None:
        if not self.form.taken and self._state.face is Face.LIST:
            self.form.resume(half)
        else:  # another letter is asked for meanwhile
            self._put_away(half)

    def _fail(self, problem: VaultError) -> None:
        self._show(replace(self._state, failed=self._sentences.error(problem)))

    def _show(self, state: LettersState) -> None:
        self._state = state
        self.changed.emit(state)
