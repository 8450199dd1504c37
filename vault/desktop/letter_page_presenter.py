"""The logic of one letter: how it leaves the window, that it was sent, what came of it, and what comes then."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from vault.customer import letter_files, letters
from vault.customer.letter_next import AUTHORITIES, complain, court, remind
from vault.customer.letter_preview import shown_text
from vault.customer.letter_standing import Step
from vault.customer.letters import ANSWERS, Addressee, LetterEventKind, SentHow
from vault.desktop.letter_form_input import lines_of
from vault.desktop.letter_page_state import PANEL_OF, CameLine, LetterPageState, Panel
from vault.desktop.letter_words import LOOKS, LetterWords
from vault.desktop.sheet_presenter import PaperPresenter, PaperWords

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from vault.core.errors import VaultError
    from vault.core.sentences import Sentences
    from vault.customer.letter_files import ReadyLetter
    from vault.customer.letters import LetterView
    from vault.customer.session import Session
    from vault.desktop.tasks import Tasks


class _Open(NamedTuple):
    """A letter, in words, on a day."""

    view: LetterView
    ready: ReadyLetter
    today: date


def closed(session: Session, letter_id: str) -> LetterView:
    """Nothing more is to come of it."""
    return letters.record_answer(session, letter_id, letters.today(session), LetterEventKind.CLOSED)


class LetterPagePresenter(QObject):
    """Emits a :class:`LetterPageState` for each change.

    ``opened`` comes with another letter, ``changed_vault`` where the list is another now, ``failed`` with a problem
    that leaves the letter closed, ``removed`` with a letter that is gone. ``copy_wanted`` is as for the page.
    """

    changed = Signal(object)
    opened = Signal()
    changed_vault = Signal()
    failed = Signal(object)
    removed = Signal(object)
    copy_wanted = Signal(str, bool)

    def __init__(
        self,
        tasks: Tasks,
        sentences: Sentences,
        open_address: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.paper = PaperPresenter(tasks, sentences, self._paper_words(), self)
        self._tasks, self._sentences, self._open_address = tasks, sentences, open_address
        self._words = LetterWords(sentences, self)
        self._number = 0
        self._open: _Open | None = None
        self._state = LetterPageState()

    def forget(self) -> None:
        """Show no letter any more."""
        self._number += 1
        self._open = None
        self.paper.forget()
        self._show(LetterPageState())

    def open(self, letter_id: str, panel: Panel = Panel.NONE) -> None:
        """Show this letter, with ``panel`` open beside it."""
        self.paper.forget()
        self._read(lambda session: letters.view_letter(session, letter_id), panel, self.failed.emit)

    def toggle(self, panel: Panel) -> None:
        """Open this beside the letter, or close it."""
        other = Panel.NONE if self._state.panel is panel else panel
        self._show(replace(self._state, panel=other, error="", wrong=""))

    def do(self, step: Step) -> None:
        """Do what comes next, or open what it asks first."""
        letter_id = self._state.id
        if step in PANEL_OF:
            self.toggle(PANEL_OF[step])
        elif step is Step.REMIND:
            self.remind(letter_id)
        elif step is Step.CLOSE:
            self._change(lambda session: closed(session, letter_id))

    def remind(self, letter_id: str) -> None:
        """Write a reminder of this letter, and show that."""
        self._change(lambda session: remind(session, letter_id))

    def mark_sent(self, on: date, how: SentHow) -> None:
        """The customer sent it."""
        letter_id = self._state.id
        self._change(lambda session: letters.mark_sent(session, letter_id, on, how))

    def record(self, on: date, kind: LetterEventKind, note: str) -> None:
        """Something came of it."""
        letter_id = self._state.id
        self._change(lambda session: letters.record_answer(session, letter_id, on, kind, note or None))

    def forget_answer(self, seq: int) -> None:
        """That was a mistake."""
        letter_id = self._state.id
        self._change(lambda session: letters.forget_answer(session, letter_id, seq))

    def complain(self, authority: str, address: str, reply: str, reason: str) -> None:
        """Write a complaint: without ``address`` to the Dutch authority, at its own."""
        letter_id, known = self._state.id, AUTHORITIES["NL"]
        to = known if authority.strip() == known.name else Addressee(authority, lines_of(address))
        own, reached = reason.strip() or None, lines_of(reply)
        self._change(lambda session: complain(session, letter_id, authority=to, reason=own, reply=reached))

    def remove(self) -> None:
        """Forget the letter that is shown."""
        letter_id = self._state.id
        self._tasks.vault(
            lambda session: letters.remove(session, letter_id), self.removed.emit, self._wrong, owner=self
        )

    def copy(self) -> None:
        """Put the letter on the clipboard, as text."""
        if (opened := self._open) is not None:
            self._outside(lambda: letter_files.text_of(opened.ready), self._copied)

    def mail(self) -> None:
        """Open the mail program with as much of the letter as a link holds."""
        if (opened := self._open) is not None:
            self._outside(lambda: letter_files.link_of(opened.ready).url, self._mailed)

    def print_letter(self) -> None:
        """Draw the letter for a printer; who shows the page then asks which."""
        if (opened := self._open) is not None:
            self.paper.print_pages(lambda: letter_files.pictures_of(opened.ready))

    def save(self, path: Path) -> None:
        """Keep the letter as a file, which is not locked."""
        if (opened := self._open) is not None:
            self.paper.keep(path, lambda: letter_files.save_letter(path, opened.ready, random=secrets.token_bytes))

    def _copied(self, text: str) -> None:
        self.copy_wanted.emit(text, False)
        self.paper.tell(self.tr("The letter is copied. Paste it into a mail or a form."))

    def _mailed(self, link: str) -> None:
        """That it opened cannot be known."""
        self._open_address(link)
        self.paper.tell(self.tr("Your mail program should open now. If it does not, copy the text."))

    def _outside(self, work: Callable[[], str], done: Callable[[str], None]) -> None:
        number = self._number
        self._tasks.outside(
            work, lambda found: done(found) if number == self._number else None, self._wrong, owner=self
        )

    def _change(self, work: Callable[[Session], LetterView]) -> None:
        """Do it, and show the letter that comes of it; or say beside it why not."""
        self._read(work, Panel.NONE, self._wrong, then=self.changed_vault.emit)

    def _read(
        self,
        work: Callable[[Session], LetterView],
        panel: Panel,
        failed: Callable[[VaultError], None],
        then: Callable[[], None] | None = None,
    ) -> None:
        self._number += 1
        number = self._number

        def load(session: Session) -> _Open:
            view = work(session)
            return _Open(view, letter_files.prepare(session, view.id), letters.today(session))

        def loaded(found: _Open) -> None:
            def shown(said: tuple[str, bool]) -> None:
                if number == self._number:
                    self._take(found, panel, *said)
                    if then is not None:
                        then()

            self._tasks.outside(
                lambda: (shown_text(found.ready), letter_files.link_of(found.ready).whole), shown, failed, owner=self
            )

        self._tasks.vault(load, loaded, failed, owner=self)

    def _take(self, found: _Open, panel: Panel, text: str, whole: bool) -> None:
        view, words = found.view, self._words
        if view.id != self._state.id:
            self.paper.forget()
        self._open = found
        told = court(view.standing, self._sentences)
        self._show(
            LetterPageState(
                view.id,
                words.about(view),
                view.to,
                words.dates(view),
                words.standing(view.standing),
                LOOKS[view.standing.code],
                text,
                self._mail_about(found.ready, whole=whole),
                self.tr("letter.pdf"),
                view.sent is not None,
                tuple(each for each in words.steps(view.standing) if each[0] is not Step.SEND),
                tuple(self._came(each) for each in view.came),
                panel,
                words.days(found.today, view.made),
                words.days(found.today, view.sent or view.made),
                tuple((how, self._how(how)) for how in SentHow),
                tuple((kind, _begun(self._sentences.say("letter_answers", kind))) for kind in ANSWERS),
                AUTHORITIES["NL"].name,
                "\n".join(found.ready.letters[0].sender[1:]),
                told.sentences if told is not None else (),
            )
        )
        self.opened.emit()

    def _paper_words(self) -> PaperWords:
        return PaperWords(
            drawing=self.tr("Drawing the letter."),
            printed=self.tr("Sent to the printer."),
            refused=self.tr("The printer did not take the letter. Save it as a file."),
            saved=self.tr("Saved as {file}. This file is not locked."),
        )

    def _came(self, what: letters.WhatCame) -> CameLine:
        said = self._words.came(what)
        return CameLine(what.seq, said, what.note or "", self.tr("Remove: {what}").format(what=said))

    def _how(self, how: SentHow) -> str:
        return {
            SentHow.MAIL: self.tr("By e-mail"),
            SentHow.POST: self.tr("By post"),
            SentHow.FORM: self.tr("By a form on the web"),
        }[how]

    def _mail_about(self, ready: ReadyLetter, *, whole: bool) -> str:
        """Nothing is said to be sent that is not."""
        if whole and len(ready.letters) > 1:
            said = self.tr("Your earlier letters are not in the mail. Save all as a PDF, and attach it.")
        elif whole:
            said = self.tr("The letter stands readable in the mail.")
        else:
            said = self.tr("The mail says that the letter is attached. Save it, and attach it yourself.")
        to = "" if "@" in ready.contact else self.tr("Type the mail address there yourself.")
        return " ".join(each for each in (said, to) if each)

    def _wrong(self, problem: VaultError) -> None:
        if self._state.id:
            self._show(replace(self._state, error=self._said(problem), wrong=problem.code))
        else:
            self.failed.emit(problem)

    def _said(self, problem: VaultError) -> str:
        """Only a complaint has something to type here, and it goes to no shop."""
        own = {
            "letter_reply_missing": self.tr("Say how the authority can reach you."),
            "letter_shop_missing": self.tr("Type the name of the authority."),
        }
        return own.get(problem.code) or self._sentences.error(problem)

    def _show(self, state: LetterPageState) -> None:
        self._state = state
        self.changed.emit(state)


def _begun(words: str) -> str:
    """What stands in a sentence elsewhere, as the beginning of one."""
    return words[:1].upper() + words[1:]
