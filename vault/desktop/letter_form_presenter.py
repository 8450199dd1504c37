"""The logic of writing a letter: what the vault fills in, what its kind asks for, and how the letter reads so far."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.errors import ChoiceError
from vault.core.sensitivity import Level
from vault.core.wording import in_language
from vault.customer import letters
from vault.customer.holdings import view_shops
from vault.customer.letter_prefill import Prefill, letter_for_stop, prefill, usual_ground
from vault.customer.letter_preview import preview
from vault.customer.letters import GROUNDS, KINDS, Addressee
from vault.desktop.letter_draft import HalfWritten
from vault.desktop.letter_form_input import as_letter, filled, parts_of
from vault.desktop.letter_form_state import OTHER, ItemLine, KindLine, LetterFormState, Typed

if TYPE_CHECKING:
    from datetime import date

    from vault.core.catalogue import Catalogue
    from vault.core.errors import VaultError
    from vault.core.sentences import Sentences
    from vault.customer.letter_facts import LetterInput
    from vault.customer.letters import LetterView
    from vault.customer.session import Session
    from vault.desktop.tasks import Tasks

Begun = tuple[Prefill, tuple[str, ...], "LetterInput | None", "date"]
"""What is known of the shop, every shop's address, the letter that is ready after a stop, and the day."""


class LetterFormPresenter(QObject):
    """Emits a :class:`LetterFormState` for each change.

    ``begun`` comes once the form is filled, ``made`` carries the id of a letter, ``failed`` a problem of the vault.
    """

    changed = Signal(object)
    begun = Signal()
    made = Signal(str)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, sentences: Sentences, catalogue: Catalogue, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._sentences, self._catalogue = tasks, sentences, catalogue
        self._number = self._asked = 0
        self._reset()

    def forget(self) -> None:
        """Drop what was typed."""
        self._asked += 1  # what is being read or drawn is not shown any more
        self._reset()
        self.changed.emit(self._state)

    def _reset(self) -> None:
        self._number += 1
        self.taken = False  # true once a letter is begun, also while the vault is still asked
        self._known = Prefill(Addressee(""))
        self._ready: LetterInput | None = None
        self._day: date | None = None
        self._begun: Typed | None = None
        self._hosts: tuple[str, ...] = ()
        self._state = LetterFormState(self._number)

    def begin(self, host: str = OTHER, *, ready: bool = False) -> None:
        """Open the form for a shop, or for one that is typed in; ``ready``: with the letter due after a stop."""
        self._reset()
        language = self._sentences.language
        typed = Typed(language=language if language in {"en", "nl"} else "en")
        self._read(host, typed, ready=ready)

    def resume(self, half: HalfWritten) -> None:
        """Go on with what was typed before."""
        self._reset()
        self._begun = Typed()  # so that it counts as typed, also before anything else is
        self._read(half.typed.host, half.typed, ready=half.ready, as_typed=True)

    def unfinished(self) -> HalfWritten | None:
        """What would be lost: None where no more stands in the form than the vault put there."""
        typed = self._state.typed
        if self._day is None or typed == self._begun:
            return None
        return HalfWritten(typed, self._ready is not None)

    def choose_shop(self, host: str) -> None:
        """Write to this shop instead. What was typed about the letter stays."""
        self._read(host, self._state.typed)

    def take(self, typed: Typed) -> None:
        """Something was typed or chosen."""
        before = self._state.typed
        if typed.host != before.host:
            self._state = replace(self._state, typed=replace(typed, host=before.host))
            self.choose_shop(typed.host)
            return
        if typed.kind is not before.kind:
            typed = replace(typed, ground=usual_ground(typed.kind, self._known))
        self._show(replace(self._state, typed=typed, error="", wrong=""))

    def make(self) -> None:
        """Keep the letter, or say what is missing."""
        if self._state.busy or self._day is None:
            return
        found, number = self._letter(), self._asked

        def made(view: LetterView) -> None:
            if number == self._asked:
                self.made.emit(view.id)

        def wrong(problem: VaultError) -> None:
            if number == self._asked:
                unfit = problem.facts.get("what") if problem.code == "letter_text_unfit" else None
                at = str(unfit or problem.code)
                self._tell(replace(self._state, busy=False, error=self._said(problem), wrong=at))

        self._tell(replace(self._state, busy=True, error="", wrong=""))
        self._tasks.vault(lambda session: letters.make(session, found), made, wrong, owner=self)

    def _said(self, problem: VaultError) -> str:
        """A window shows its reasons in a list, and not by a command."""
        if isinstance(problem, ChoiceError) and problem.code == "letter_ground_missing":
            return self.tr("Choose why you may ask this.")
        return self._sentences.error(problem)

    def _read(self, host: str, typed: Typed, *, ready: bool = False, as_typed: bool = False) -> None:
        self._asked, self.taken = self._asked + 1, True
        number, language = self._asked, typed.language

        def work(session: Session) -> Begun:
            found = letter_for_stop(session, host, language=language) if ready and host else None
            hosts = tuple(shop.host for shop in view_shops(session))
            return prefill(session, host or None), hosts, found, letters.today(session)

        def read(found: Begun) -> None:
            if number == self._asked:
                self._fill(found, typed, as_typed=as_typed)

        def failed(problem: VaultError) -> None:
            if number == self._asked:
                self.taken = self._day is not None
                self.failed.emit(problem)

        self._tasks.vault(work, read, failed, owner=self)

    def _fill(self, found: Begun, typed: Typed, *, as_typed: bool) -> None:
        self._known, self._hosts, self._ready, self._day = found
        ready = self._ready
        if as_typed:
            typed = replace(typed, host=self._known.host or OTHER)
        else:
            typed = filled(typed, self._known, self._known.ticked if ready is None else ready.items)
        if ready is not None and not as_typed:
            typed = replace(typed, kind=ready.kind, ground=ready.ground)
        elif typed.ground is None:
            typed = replace(typed, ground=usual_ground(typed.kind, self._known))
        self._begun = self._begun or typed
        self._number += 1
        self._show(replace(self._state, number=self._number, typed=typed, error="", wrong="", busy=False))
        self.begun.emit()

    def _letter(self) -> LetterInput:
        typed = self._state.typed
        found = as_letter(typed, self._known, parts_of(typed, self._known))
        ready = self._ready
        same = ready is not None and ready.kind is found.kind and ready.host == found.host
        return replace(found, stopped=ready.stopped) if ready is not None and same else found

    def _show(self, state: LetterFormState) -> None:
        """All that follows from what is typed, and then the letter itself."""
        typed, say = state.typed, self._sentences.say
        parts = parts_of(typed, self._known)
        state = replace(
            state,
            kinds=tuple(KindLine(kind, say("letter_kinds", kind), say("letter_about", kind)) for kind in KINDS),
            shops=(*((host, host) for host in self._hosts), (OTHER, self.tr("Another shop"))),
            grounds=tuple((each, say("letter_grounds", each)) for each in GROUNDS.get(typed.kind, ())),
            items=tuple(ItemLine(each.item.key, self._name(each.item.key), each.sealed) for each in self._known.items),
            sealed_word=say("levels", Level.SEALED.word),
            asks=parts,
        )
        self._tell(state)
        if self._day is None:
            return
        found, day, catalogue = self._letter(), self._day, self._catalogue

        def drawn(text: str) -> None:
            if self._state.typed == typed:
                self._tell(replace(self._state, preview=text))

        self._tasks.outside(lambda: preview(found, catalogue, day), drawn, self.failed.emit, owner=self)

    def _name(self, key: str) -> str:
        entry = self._catalogue.entries.get(key)
        return key if entry is None else in_language(entry.label, self._sentences.language)

    def _tell(self, state: LetterFormState) -> None:
        self._state = state
        self.changed.emit(state)
