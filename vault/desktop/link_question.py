"""Asks once whether a shop's links open in this window, and does what the answer says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from vault.core.errors import VaultError
    from vault.core.sentences import Sentences
    from vault.desktop.link_choice import LinkChoice
    from vault.desktop.tasks import Tasks


class LinkQuestion(QObject):
    """``wanted`` says that the question is to be asked, ``settled`` that it is not any more, ``failed`` why not."""

    wanted = Signal()
    settled = Signal()
    failed = Signal(str)

    def __init__(self, tasks: Tasks, sentences: Sentences, find_choice: Callable[[], LinkChoice | None]) -> None:
        super().__init__()
        self._tasks, self._sentences, self._find_choice = tasks, sentences, find_choice
        self._choice: LinkChoice | None = None

    def start(self) -> None:
        """Ask, unless there is no choice here or it is made."""

        def look() -> LinkChoice | None:
            choice = self._find_choice()
            return None if choice is None or choice.is_made() else choice

        self._do(look, self._decide)

    def agree(self) -> None:
        """Open links here from now on."""
        if self._choice is not None:
            self._do(self._choice.agree, lambda _: self.settled.emit())

    def refuse(self) -> None:
        """Leave links alone, and do not ask again."""
        self.settled.emit()
        if self._choice is not None:
            self._do(self._choice.refuse, lambda _: None)

    def _decide(self, choice: LinkChoice | None) -> None:
        self._choice = choice
        if choice is not None:
            self.wanted.emit()

    def _do(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        self._tasks.outside(work, then, self._fail, owner=self)

    def _fail(self, problem: VaultError) -> None:
        self.failed.emit(self._sentences.error(problem))
