"""Making the vault: what may be its passphrase, in words, and the making itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.errors import VaultError
from vault.core.sentences import Sentences
from vault.customer.session import Passphrase

if TYPE_CHECKING:
    from vault.desktop.tasks import Opening, Tasks

_ABOUT_PASSPHRASE = {"passphrase_short", "passphrase_long", "passphrase_unreadable"}


@dataclass(frozen=True)
class WelcomeState:
    """What the page shows.

    ``same`` is good news of the two fields; ``first_wrong`` and ``again_wrong`` say what is the matter with them,
    ``failed`` what went wrong elsewhere. Empty where there is nothing to say.
    """

    same: bool = False
    first_wrong: str = ""
    again_wrong: str = ""
    failed: str = ""
    busy: bool = False


class WelcomePresenter(QObject):
    """Emits a :class:`WelcomeState` for each change, and ``opened`` once the vault is made and open.

    ``create`` makes the vault from what was typed, and gives what opens it on the worker.
    """

    changed = Signal(object)
    opened = Signal()

    def __init__(self, tasks: Tasks, sentences: Sentences, create: Callable[[str], Opening]) -> None:
        super().__init__()
        self._tasks, self._sentences, self._create = tasks, sentences, create
        self._state = WelcomeState()

    def start(self) -> None:
        """Show the page."""
        self._show(self._state)

    def look(self, first: str, again: str) -> None:
        """Something was typed: say what is good about it. What is wrong waits until one is done."""
        if not self._state.busy:
            self._show(WelcomeState(same=bool(first) and _same(first, again)))

    def create(self, first: str, again: str) -> None:
        """Make the vault, if the passphrase may guard one and was typed the same twice."""
        if self._state.busy:
            return
        first_wrong, same = self._unfit(first), _same(first, again)
        again_wrong = "" if same or first_wrong else self.tr("This is not the same. Type it again.")
        if first_wrong or again_wrong:
            self._show(WelcomeState(bool(first) and same, first_wrong, again_wrong))
            return
        self._show(WelcomeState(same=True, busy=True))
        make = self._create
        self._tasks.open_session(lambda: make(first), self._open, self._fail, owner=self)

    def _unfit(self, typed: str) -> str:
        """Why this cannot be a passphrase, or nothing."""
        try:
            Passphrase(typed).check_new()
        except VaultError as problem:
            return self._sentences.error(problem)
        return ""

    def _open(self, _: None) -> None:
        self.opened.emit()  # the page stays busy until another takes its place

    def _fail(self, problem: VaultError) -> None:
        said = self._sentences.error(problem)
        if problem.code in _ABOUT_PASSPHRASE:
            self._show(WelcomeState(first_wrong=said))
        else:
            self._show(WelcomeState(same=True, failed=said))

    def _show(self, state: WelcomeState) -> None:
        self._state = state
        self.changed.emit(state)


def _same(first: str, again: str) -> bool:
    """Whether both are one passphrase, in whatever form the keyboard gave its letters."""
    try:
        return Passphrase(first).reveal() == Passphrase(again).reveal()
    except VaultError:
        return False
