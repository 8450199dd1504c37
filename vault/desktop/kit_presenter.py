"""Making a recovery kit: the code once it is seen to open the vault, its page, and two groups typed back."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.customer.kit_check import CHECKED_GROUPS
from vault.desktop.sheet_presenter import PaperPresenter, PaperState, PaperWords

if TYPE_CHECKING:
    from pathlib import Path

    from vault.core.errors import VaultError
    from vault.core.sentences import Sentences
    from vault.customer.keys import NewRecovery, RecoveryKit
    from vault.customer.session import Session
    from vault.desktop.tasks import Tasks

_WHOLE = 4
"""So many signs of a group are typed when it can be said to be wrong."""


@dataclass(frozen=True)
class GroupCheck:
    """A group that is typed back: right, wrong in a sentence, or neither yet."""

    number: int
    right: bool = False
    wrong: str = ""


@dataclass(frozen=True)
class KitState:
    """What the page shows. Without ``groups`` there is no kit (yet), and ``failed`` may say why.

    ``told`` says what became of printing and saving, ``told_wrong`` that it did not work.
    """

    groups: tuple[str, ...] = field(default=(), repr=False)
    sign: str = field(default="", repr=False)
    checks: tuple[GroupCheck, GroupCheck] = (GroupCheck(CHECKED_GROUPS[0]), GroupCheck(CHECKED_GROUPS[1]))
    busy: str = ""
    failed: str = ""
    told: str = ""
    told_wrong: bool = False

    @property
    def checked(self) -> bool:
        """Whether both groups were typed back well."""
        return all(each.right for each in self.checks)


class KitPresenter(QObject):
    """Emits a :class:`KitState` for each change, and ``done`` with whether the kit was checked.

    ``make`` prepares a recovery code for the open vault.
    """

    changed = Signal(object)
    done = Signal(bool)

    def __init__(self, tasks: Tasks, sentences: Sentences, make: Callable[[Session], NewRecovery]) -> None:
        super().__init__()
        self._tasks, self._sentences, self._make = tasks, sentences, make
        self.paper = PaperPresenter(tasks, sentences, self._paper_words(), self)
        self.paper.changed.connect(self._show_paper)
        self._kit: RecoveryKit | None = None
        self._state = KitState()

    def start(self) -> None:
        """Make the kit, or try once more to."""
        if self._kit is not None or self._state.busy:
            return
        make = self._make

        def work(session: Session) -> RecoveryKit:
            from vault.customer.keys import record_recovery

            return record_recovery(session, make(session))

        self._show(KitState(busy=self.tr("Making your recovery kit.")))
        self._tasks.vault(work, self._made, self._no_kit, owner=self)

    def forget(self) -> None:
        """Keep nothing of the code."""
        self._kit, self._state = None, KitState()
        self.paper.forget()

    def look(self, number: int, typed: str, *, left: bool = False) -> None:
        """This stands in the field of group ``number``, which was ``left`` or is still typed in."""
        if self._kit is None:
            return
        signs = sum(sign.isalnum() for sign in typed)
        right = self._kit.code.has_group(number, typed)
        wrong = bool(signs) and not right and (left or signs >= _WHOLE)
        said = self._sentences.say("errors", "recovery_code_group", number=number) if wrong else ""
        first, second = (
            GroupCheck(number, right, said) if each.number == number else each for each in self._state.checks
        )
        self._show(replace(self._state, checks=(first, second)))

    def print_page(self) -> None:
        """Draw the page for a printer; who shows the page then asks which."""
        kit, language = self._kit, self._sentences.language
        if kit is None or self._state.busy:
            return

        def draw() -> tuple[bytes, ...]:
            from vault.customer.kit_file import picture_kit

            return (picture_kit(kit.code, vault_name=kit.vault_name, made=kit.made, language=language),)

        self.paper.print_pages(draw)

    def save(self, path: Path) -> None:
        """Keep the page as a PDF, which is not locked."""
        kit, language = self._kit, self._sentences.language
        if kit is None or self._state.busy:
            return

        def write() -> None:
            from vault.customer.kit_file import draw_kit, save_kit

            page = draw_kit(kit.code, vault_name=kit.vault_name, made=kit.made, language=language)
            save_kit(path, page, random=secrets.token_bytes)

        self.paper.keep(path, write)

    def finish(self) -> None:
        """Remember that the kit was checked, if it was."""
        kit = self._kit
        if kit is None or not self._state.checked or self._state.busy:
            return

        def remember(session: Session) -> None:
            from vault.customer.kit_check import record_kit_check

            record_kit_check(session, kit)

        self._show(replace(self._state, busy=self.tr("One moment.")))
        self._tasks.vault(remember, lambda _: self.done.emit(True), self._problem, owner=self)

    def leave(self) -> None:
        """Go on without a check. A kit that was made still opens the vault."""
        self.done.emit(False)

    def _made(self, kit: RecoveryKit) -> None:
        self._kit = kit
        self._show(KitState(kit.code.groups, kit.code.check))

    def _no_kit(self, problem: VaultError) -> None:
        self._show(KitState(failed=self._sentences.error(problem)))

    def _show_paper(self, state: PaperState) -> None:
        self._show(replace(self._state, busy=state.busy, told=state.told, told_wrong=state.told_wrong))

    def _problem(self, problem: VaultError) -> None:
        self._show(replace(self._state, busy="", told=self._sentences.error(problem), told_wrong=True))

    def _paper_words(self) -> PaperWords:
        return PaperWords(
            drawing=self.tr("Drawing the page."),
            printed=self.tr("Sent to the printer. Check that you can read the page."),
            refused=self.tr("The printer did not take the page. Save it as PDF, or write it down."),
            saved=self.tr("Saved as {file}. This file is not locked. Print it, then delete it."),
        )

    def _show(self, state: KitState) -> None:
        self._state = state
        self.changed.emit(state)
