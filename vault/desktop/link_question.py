"""Asks once whether a shop's links open in this window, and does what the answer says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from vault.desktop.registration import Runner, install, is_registered, keep_refusal, run_if_present

if TYPE_CHECKING:
    from vault.core.errors import VaultError
    from vault.core.sentences import Sentences
    from vault.desktop.tasks import Tasks


@dataclass(frozen=True)
class Places:
    """``program`` is what links start, ``applications`` where desktop files are, ``refusal`` remembers a no."""

    program: Path
    applications: Path
    refusal: Path


class LinkQuestion(QObject):
    """``wanted`` says that the question is to be asked, ``settled`` that it is not any more, ``failed`` why not."""

    wanted = Signal()
    settled = Signal()
    failed = Signal(str)

    def __init__(self, tasks: Tasks, sentences: Sentences, places: Places, run: Runner = run_if_present) -> None:
        super().__init__()
        self._tasks, self._sentences, self._places, self._run = tasks, sentences, places, run

    def start(self) -> None:
        """Ask, unless links open here already or were refused before."""
        places = self._places

        def settled() -> bool:
            return places.refusal.exists() or is_registered(places.applications, places.program)

        def decide(is_settled: bool) -> None:
            if not is_settled:
                self.wanted.emit()

        self._do(settled, decide)

    def agree(self) -> None:
        """Open links here from now on."""
        places = self._places
        self._do(partial(install, places.applications, places.program, self._run), lambda _: self.settled.emit())

    def refuse(self) -> None:
        """Leave links alone, and do not ask again."""
        self.settled.emit()
        self._do(partial(keep_refusal, self._places.refusal), lambda _: None)

    def _do(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        self._tasks.outside(work, then, self._fail, owner=self)

    def _fail(self, problem: VaultError) -> None:
        self.failed.emit(self._sentences.error(problem))
