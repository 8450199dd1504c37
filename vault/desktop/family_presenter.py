"""A page for family as a file: one's own wishes, or the people one buys for."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from pathlib import Path

    from vault.core.clock import Clock
    from vault.core.errors import VaultError
    from vault.core.sentences import Sentences
    from vault.customer.family_page import FamilyChoice, ShortPage
    from vault.customer.session import Session
    from vault.desktop.tasks import Tasks


@dataclass(frozen=True)
class FamilyTicks:
    """What is ticked: neither ideas nor prices go along unasked."""

    ideas: bool = False
    prices: bool = False


@dataclass(frozen=True)
class FamilyState:
    """``told`` says what became of it, and ``told_wrong`` that it did not work."""

    ticks: FamilyTicks = FamilyTicks()
    busy: bool = False
    told: str = ""
    told_wrong: bool = False


class FamilyPresenter(QObject):
    """Emits a :class:`FamilyState` for each change. With ``of_people`` the page is of everybody one buys for."""

    changed = Signal(object)

    def __init__(
        self, tasks: Tasks, sentences: Sentences, clock: Clock, parent: QObject, *, of_people: bool = False
    ) -> None:
        super().__init__(parent)
        self._tasks, self._sentences, self._clock = tasks, sentences, clock
        self._of_people = of_people
        self._state = FamilyState()

    def forget(self) -> None:
        """Another time nothing is ticked."""
        self._show(FamilyState())

    def tick(self, ticks: FamilyTicks) -> None:
        """This is ticked now. Prices stand beside wishes only."""
        if self._of_people and not ticks.ideas:
            ticks = replace(ticks, prices=False)
        self._show(replace(self._state, ticks=ticks, told=""))

    def save(self, path: Path) -> None:
        """Write the page to a new file, which is not locked."""
        if self._state.busy:
            return
        ticks, of_people, sentences = self._state.ticks, self._of_people, self._sentences

        def lay_out(session: Session) -> ShortPage:
            from vault.customer.family_page import family_page

            return family_page(session, _choice(session, ticks, of_people=of_people), sentences)

        self._show(replace(self._state, busy=True, told=""))
        self._tasks.vault(lay_out, lambda page: self._write(page, path), self._fail, owner=self)

    def _write(self, page: ShortPage, path: Path) -> None:
        made = self._clock.now()

        def write() -> None:
            from vault.customer.record_page import save_page

            save_page(page, path, made=made, random=secrets.token_bytes)

        self._tasks.outside(write, lambda _: self._saved(path), self._fail, owner=self)

    def _saved(self, path: Path) -> None:
        said = self.tr("Saved as {file}. This file is not locked.").format(file=path.name)
        self._show(replace(self._state, busy=False, told=said, told_wrong=False))

    def _fail(self, problem: VaultError) -> None:
        self._show(replace(self._state, busy=False, told=self._sentences.error(problem), told_wrong=True))

    def _show(self, state: FamilyState) -> None:
        self._state = state
        self.changed.emit(state)


def _choice(session: Session, ticks: FamilyTicks, *, of_people: bool) -> FamilyChoice:
    from vault.customer.family_page import FamilyChoice
    from vault.customer.people import list_people

    if not of_people:
        return FamilyChoice(prices=ticks.prices)
    everybody = tuple(each.id for each in list_people(session))
    return FamilyChoice(False, everybody, ideas=ticks.ideas, prices=ticks.prices)
