"""An answer that leaves by hand: its QR code and its file, for as long as it is on the page."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from secrets import token_bytes
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.errors import VaultError
from vault.customer.offline import ANSWER_ENDING, answer_squares, save_answer
from vault.desktop.request_words import RequestWords

if TYPE_CHECKING:
    from vault.customer.proposal import Proposal
    from vault.desktop.tasks import Tasks
    from vault.openid4vp.qr_code import Squares


@dataclass(frozen=True)
class ByHand:
    """What to show of it. ``squares`` is the QR code, None while ``drawing`` and where it does not fit.

    ``digits`` are those to compare; ``told`` is what became of saving.
    """

    host: str
    digits: str
    file_name: str
    squares: Squares | None = field(default=None, repr=False)
    drawing: bool = True
    told: str = ""
    told_wrong: bool = False


class OfflineAnswer(QObject):
    """Holds the answer until :meth:`close`; ``changed`` says that there is something else to show of it."""

    changed = Signal()
    announced = Signal(str)

    def __init__(self, tasks: Tasks, words: RequestWords, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._words = tasks, words
        self._answer = ""
        self.state: ByHand | None = None

    def begin(self, proposal: Proposal, answer: str) -> None:
        """Show this answer from now on, or with none that there is nothing to give."""
        self.close()
        if not answer:
            return
        self._answer = answer
        self.state = ByHand(proposal.host, proposal.code, f"{proposal.host}{ANSWER_ENDING}")
        self._tasks.outside(
            lambda: answer_squares(answer), lambda found: self._drawn(answer, found), self._fail, owner=self
        )

    def close(self) -> None:
        """Keep nothing of it."""
        self._answer, self.state = "", None

    def save(self, path: Path) -> None:
        """Write the file."""
        answer = self._answer
        if answer:
            self._tasks.outside(
                lambda: save_answer(path, answer, random=token_bytes),
                lambda _: self._tell(self.tr("Saved as {file}.").format(file=path.name)),
                self._fail,
                owner=self,
            )

    def _drawn(self, answer: str, squares: Squares | None) -> None:
        if self.state is not None and answer == self._answer:
            self.state = replace(self.state, squares=squares, drawing=False)
            self.changed.emit()

    def _fail(self, problem: VaultError) -> None:
        self._tell(self._words.error(problem), wrong=True)

    def _tell(self, text: str, *, wrong: bool = False) -> None:
        if self.state is not None:
            self.state = replace(self.state, told=text, told_wrong=wrong)
            self.announced.emit(text)
            self.changed.emit()
