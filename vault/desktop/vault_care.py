"""The care of an open vault: the day's backup, the week's check and the month's drill, made beside while it is used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from vault.core.errors import VaultError, VaultLocked

if TYPE_CHECKING:
    from vault.core.sentences import Sentences
    from vault.customer.backups import Cared, Caring
    from vault.customer.checking import Checked
    from vault.customer.session import Session
    from vault.desktop.tasks import Tasks

SOON_MS = 3000
"""After the first page is there: whoever just opened the vault does not share the processor with it."""


@dataclass(frozen=True)
class CareNews:
    """What a person should know of it. ``damaged`` if there is something to be saved."""

    text: str
    damaged: bool = False


class VaultCare(QObject):
    """``told`` carries a :class:`CareNews`, or None when there is nothing to say any more; ``backed_up`` says that
    there is a backup more."""

    told = Signal(object)
    backed_up = Signal()

    def __init__(self, tasks: Tasks, sentences: Callable[[], Sentences], parent: QObject) -> None:
        """``sentences`` gives those of the language that is spoken now."""
        super().__init__(parent)
        self._tasks, self._sentences = tasks, sentences
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SOON_MS)
        self._timer.timeout.connect(self.look)
        self._busy = False
        self._put_away = ""

    def soon(self) -> None:
        """The vault was opened, or time has passed: look in a moment."""
        self._timer.start()

    def look(self) -> None:
        """Do what is due now, unless that is under way."""
        if not self._busy:
            self._busy = True
            self._tasks.vault(_start, self._run, self._fail, owner=self)

    def put_away(self, news: CareNews) -> None:
        """It was read: not again before the vault is opened anew, unless it is something else."""
        self._put_away = news.text
        self.told.emit(None)

    def stop(self) -> None:
        """The vault is being left. What is under way ends when it closes."""
        self._timer.stop()
        self._busy, self._put_away = False, ""
        self.told.emit(None)

    def _run(self, caring: Caring | None) -> None:
        if caring is None:
            self._busy = False
        else:
            self._tasks.outside(caring.run, self._record, self._fail, owner=self)

    def _record(self, cared: Cared) -> None:
        self._tasks.vault(lambda session: _record(session, cared), self._done, self._fail, owner=self)

    def _done(self, cared: Cared) -> None:
        self._busy = False
        if cared.backup is not None:
            self.backed_up.emit()
        self._tell(self._news(cared))

    def _fail(self, problem: VaultError) -> None:
        self._busy = False
        if not isinstance(problem, VaultLocked):
            self._tell(self._damage() if problem.code == "database_damaged" else self._failed("not_backed_up", problem))

    def _tell(self, news: CareNews | None) -> None:
        if news is None or news.text != self._put_away:
            self.told.emit(news)

    def _news(self, cared: Cared) -> CareNews | None:
        if cared.checked is not None and cared.checked.damaged:
            return self._found(cared.checked)
        if cared.not_backed_up is not None:
            return self._failed("not_backed_up", cared.not_backed_up)
        if cared.not_drilled is not None:
            return self._failed("not_drilled", cared.not_drilled)
        if cared.checked is not None and not cared.checked.whole:
            return CareNews(self.tr("Not everything in your vault fits together. Activity says what."))
        return None

    def _found(self, checked: Checked) -> CareNews:
        wrong = {line.code for line in checked.lines if not line.whole}
        if wrong == {"journal"}:
            return CareNews(self.tr("Your history was changed, or a part of it is missing."), damaged=True)
        return self._damage()

    def _damage(self) -> CareNews:
        return CareNews(self.tr("Your vault is damaged. No new backup is made of it."), damaged=True)

    def _failed(self, code: str, problem: VaultError) -> CareNews:
        said = self._sentences()
        return CareNews(said.say("cli", code, problem=said.error(problem)))


def _start(session: Session) -> Caring | None:
    from vault.customer.backups import start_care

    return start_care(session)


def _record(session: Session, cared: Cared) -> Cared:
    from vault.customer.backups import record_care

    return record_care(session, cared)
