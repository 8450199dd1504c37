"""The logic of "My card": what is ticked, what needs the passphrase first, and the ways the card leaves the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.wording import in_language
from vault.customer import card
from vault.customer.card import LANGUAGES, CardChoice, CardItem, SealedShown, Sheet, allergy_languages, sealed_items
from vault.customer.session import Passphrase
from vault.desktop.card_state import Asking, CardRow, CardState, Face, TopicHead
from vault.desktop.passphrase_proof import ABOUT_PASSPHRASE, prove
from vault.desktop.sheet_presenter import PaperState, SheetPresenter

if TYPE_CHECKING:
    from pathlib import Path

    from vault.core.catalogue import Catalogue
    from vault.core.clock import Clock
    from vault.core.errors import VaultError
    from vault.core.sentences import Sentences
    from vault.customer.session import PassphraseProof
    from vault.desktop.tasks import Tasks

ALLERGIES = "health.allergies"
_NAMES = {"en": "English", "nl": "Nederlands"}
"""What a language calls itself is the same in every language."""


class CardPresenter(QObject):
    """Emits a :class:`CardState` for each change.

    ``copy_wanted`` carries text for the clipboard and whether it is sealed; ``navigate`` the id of another page;
    ``add_wanted`` the key of a preference to fill in.
    """

    changed = Signal(object)
    copy_wanted = Signal(str, bool)
    navigate = Signal(str)
    add_wanted = Signal(str)

    def __init__(self, tasks: Tasks, sentences: Sentences, catalogue: Catalogue, clock: Clock) -> None:
        super().__init__()
        self._tasks, self._sentences, self._catalogue, self._clock = tasks, sentences, catalogue, clock
        self._own = sentences.language
        self.paper = SheetPresenter(tasks, sentences, clock, self)
        self.paper.changed.connect(self._show_paper)
        self._questions = self._makings = 0
        self._empty()

    def _empty(self) -> None:
        self._items: dict[str, CardItem] = {}
        self._shown: SealedShown | None = None
        self._after: Callable[[], None] = self._make
        self._languages = {Face.MINE: self._own, Face.ALLERGIES: self._own}
        self._state = CardState(languages=tuple((each, _NAMES[each]) for each in LANGUAGES), language=self._own)

    def forget(self) -> None:
        """Drop everything that was read, when the vault locks."""
        self.paper.forget()
        self._empty()
        self._makings += 1
        self.changed.emit(self._state)

    def start(self) -> None:
        """Read what can be ticked, and again each time the page is shown."""
        self._tasks.vault(partial(card.card_items, language=self._own), self._read, self._failed, owner=self)

    def leave(self) -> None:
        """The page is left: what is sealed needs the passphrase anew."""
        self.paper.forget()
        sealed = self._sealed(self._state.ticked)
        self._shown = None
        self._makings += 1
        kept = self._state.ticked - sealed
        self._show(replace(self._state, ticked=kept, sheet=None, is_open=False, asking=None, large=False, told=""))

    def show_face(self, face: Face) -> None:
        """Make this card."""
        languages = allergy_languages() if face is Face.ALLERGIES else tuple((each, _NAMES[each]) for each in LANGUAGES)
        self._show(
            replace(self._state, face=face, languages=languages, language=self._languages[face], sheet=None, told="")
        )
        self._make()

    def toggle(self, key: str) -> None:
        """Put this on the card, or take it off. What is sealed, alone or with the rest, asks for the passphrase."""
        if key not in self._items:
            return
        ticked = self._state.ticked ^ {key}
        if self._shown is None and self._sealed(ticked):
            self._ask(partial(self._tick, ticked))
        else:
            self._tick(ticked)

    def set_language(self, language: str) -> None:
        """Put the card into this language."""
        self._languages[self._state.face] = language
        self._show(replace(self._state, language=language, told=""))
        self._make()

    def set_other_systems(self, wanted: bool) -> None:
        """Say sizes as in other countries too, or not."""
        self._show(replace(self._state, other_systems=wanted, told=""))
        self._make()

    def open_sealed(self) -> None:
        """Ask for the passphrase, for the allergy card."""
        self._ask(self._make)

    def permit(self, typed: str) -> None:
        """This was typed as the passphrase."""
        asking = self._state.asking
        if asking is None or asking.checking:
            return
        self._show(replace(self._state, asking=replace(asking, checking=True, error="")))
        prove(self._tasks, lambda: Passphrase(typed), self._proven, self._refused, owner=self)

    def keep_sealed(self) -> None:
        """Leave what is sealed off the card."""
        self._show(replace(self._state, asking=None))

    def add_allergies(self) -> None:
        """Go to where allergies are filled in."""
        self.add_wanted.emit(ALLERGIES)

    def go_back(self) -> None:
        """To the preferences, which the card is made of."""
        self.navigate.emit("preferences")

    def show_large(self, large: bool) -> None:
        """Fill the window with the card, or stop that."""
        self._show(replace(self._state, large=large and self._state.sheet is not None))

    def copy(self) -> None:
        """Put the card on the clipboard as text: for a moment if something on it is sealed."""
        sheet = self._state.sheet
        if sheet is None:
            return
        self.copy_wanted.emit(card.sheet_text(sheet), sheet.sealed)
        if sheet.sealed:
            self._tell(self.tr("Copied for 10 seconds, because it is sealed."))
        else:
            self._tell(self.tr("Copied. It is gone when your vault locks."))

    def print_card(self) -> None:
        """Draw the card for a printer; who shows the page then asks which."""
        if self._state.sheet is not None:
            self.paper.print_sheet(self._state.sheet)

    def save(self, path: Path) -> None:
        """Keep the card as a file, which is not locked."""
        if self._state.sheet is not None:
            self.paper.save(self._state.sheet, path)

    def _read(self, found: tuple[tuple[CardItem, ...], CardChoice]) -> None:
        items, choice = found
        self._items = {each.id: each for each in items}
        ticked = self._state.ticked & self._items.keys()
        if not self._state.loaded:
            ticked, self._languages[Face.MINE] = choice.keys, choice.language
            self._state = replace(self._state, other_systems=choice.other_systems)
        if self._shown is None:  # a level may have been raised meanwhile
            ticked -= self._sealed(ticked)
        self._show(
            replace(
                self._state,
                rows=self._rows(),
                ticked=ticked,
                language=self._languages[self._state.face],
                loaded=True,
                has_allergies=ALLERGIES in self._items,
                failed="",
            )
        )
        self._make()

    def _rows(self) -> tuple[CardRow | TopicHead, ...]:
        rows: list[CardRow | TopicHead] = []
        for topic in self._catalogue.topics:
            of_topic = [each for each in self._items.values() if each.entry.topic == topic.id]
            rows += [TopicHead(in_language(topic.label, self._own))] * bool(of_topic)
            for each in of_topic:
                line = each.line(self._own)
                rows.append(CardRow(each.id, line.label, line.text, each.level))
        return tuple(rows)

    def _sealed(self, ticked: frozenset[str]) -> frozenset[str]:
        return sealed_items(self._catalogue, [self._items[each] for each in ticked if each in self._items])

    def _tick(self, ticked: frozenset[str]) -> None:
        self._show(replace(self._state, ticked=ticked, told=""))
        self._make()

    def _make(self) -> None:
        """Make the card anew. One that was overtaken is not shown."""
        self._makings += 1
        number, state, shown = self._makings, self._state, self._shown
        if state.face is Face.ALLERGIES and (shown is None or not state.has_allergies):
            self._show(replace(self._state, sheet=None))
            return

        def made(sheet: Sheet) -> None:
            if number == self._makings:
                self._show(replace(self._state, sheet=sheet if sheet.lines else None, failed=""))

        if state.face is Face.MINE:
            choice = CardChoice(state.ticked, state.language, state.other_systems)
            self._tasks.vault(partial(card.make_card, choice=choice, shown=shown), made, self._failed, owner=self)
        elif shown is not None:
            language, own, opened = state.language, self._own, shown
            self._tasks.vault(
                lambda session: card.make_allergy_card(session, language, own, opened), made, self._failed, owner=self
            )

    def _ask(self, after: Callable[[], None]) -> None:
        self._after = after
        self._questions += 1
        self._show(replace(self._state, asking=Asking(self._questions), told=""))

    def _proven(self, proof: PassphraseProof) -> None:
        self._tasks.vault(lambda session: SealedShown(session, proof), self._opened, self._refused, owner=self)

    def _opened(self, shown: SealedShown) -> None:
        if self._state.asking is None:  # it was called off meanwhile
            return
        self._shown = shown
        self._show(replace(self._state, asking=None, is_open=True))
        self._after()

    def _refused(self, problem: VaultError) -> None:
        asking = self._state.asking
        if asking is None:
            return
        if problem.code in ABOUT_PASSPHRASE:
            self._show(
                replace(self._state, asking=replace(asking, checking=False, error=self._sentences.error(problem)))
            )
        else:
            self._show(replace(self._state, asking=None))
            self._failed(problem)

    def _show_paper(self, state: PaperState) -> None:
        self._show(replace(self._state, busy=state.busy, told=state.told, told_wrong=state.told_wrong))

    def _tell(self, said: str) -> None:
        self._show(replace(self._state, told=said, told_wrong=False))

    def _failed(self, problem: VaultError) -> None:
        self._show(replace(self._state, failed=self._sentences.error(problem)))

    def _show(self, state: CardState) -> None:
        self._state = state
        self.changed.emit(state)
