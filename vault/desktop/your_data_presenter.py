"""The logic of "Your data": a copy of everything to take along, and one's own copy back into an empty vault."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.core.catalogue import Catalogue
from vault.core.errors import VaultError
from vault.core.sensitivity import Level
from vault.core.sentences import Sentences
from vault.customer.editing import list_preferences
from vault.customer.history import count_history
from vault.customer.holdings import view_shops
from vault.customer.people import list_people
from vault.customer.session import Passphrase, PassphraseCheck, PassphraseProof
from vault.customer.taking_along import Taken, export_to, import_from
from vault.customer.wishes import list_wishes
from vault.desktop.backup_presenter import BackupPresenter
from vault.desktop.your_data_state import Contents, Outcome, YourDataState

if TYPE_CHECKING:
    from vault.customer.session import Session
    from vault.desktop.tasks import Tasks

FILE_NAME = "preference-vault.json"
"""What the program offers to call a copy. The same in every language, as the file is."""
_BESIDES = {"people", "wishes"}
"""What many have none of: counted where there is some."""
_ABOUT_PASSPHRASE = {"wrong_passphrase", "passphrase_long", "passphrase_unreadable"}


class YourDataPresenter(QObject):
    """Emits a :class:`YourDataState` for each change."""

    changed = Signal(object)

    def __init__(self, tasks: Tasks, sentences: Sentences, catalogue: Catalogue) -> None:
        super().__init__()
        self._tasks, self._sentences, self._catalogue = tasks, sentences, catalogue
        self.backups = BackupPresenter(tasks, sentences, self)
        self.backups.recorded.connect(self.start)
        self._reset()

    def forget(self) -> None:
        """Drop everything that was read, here and on the page, when the vault locks."""
        self._reset()
        self._show()
        self.backups.forget()

    def _reset(self) -> None:
        self._contents: Contents | None = None
        self._with_sealed = False
        self._passphrase_wrong = self._saving = self._bringing = self._failed = ""
        self._saved: Outcome | None = None
        self._brought: Outcome | None = None

    def start(self) -> None:
        """Count what there is, and again each time the page is shown."""
        self._tasks.vault(_count, self._take, self._fail, owner=self)
        self.backups.start()

    def take_sealed(self, take: bool) -> None:
        """Let sealed items come along, which asks for the passphrase, or leave them behind."""
        self._with_sealed, self._passphrase_wrong = take, ""
        self._show()

    def save(self, path: Path, typed: str) -> None:
        """Write a copy to ``path`` and prove that it is whole. ``typed`` is the passphrase, if sealed items go too."""
        if self._saving:
            return
        sealed = self._with_sealed
        self._saving, self._saved = self.tr("Writing your copy, then reading it back."), None
        self._passphrase_wrong = ""
        self._show()
        if sealed:
            self._tasks.vault(
                lambda session: session.ask_passphrase(),
                lambda check: self._prove(check, path, typed),
                self._save_failed,
                owner=self,
            )
        else:
            self._write(path, None)

    def require_passphrase(self) -> None:
        """Say that the field is empty; nothing is written."""
        self._passphrase_wrong = self.tr("Type your passphrase, or leave sealed items out.")
        self._show()

    def bring_in(self, path: Path) -> None:
        """Put one's own copy into this vault, if that is empty."""
        if self._bringing:
            return
        self._bringing, self._brought = self.tr("Reading your copy, then comparing each line."), None
        self._show()
        self._tasks.vault(
            lambda session: import_from(session, path),
            lambda taken: self._has_brought(taken, path),
            self._bring_failed,
            owner=self,
        )

    def _prove(self, check: PassphraseCheck, path: Path, typed: str) -> None:
        """Away from the vault, which goes on meanwhile."""
        self._tasks.derive(
            lambda: check.prove(Passphrase(typed)),
            lambda proof: self._write(path, proof),
            self._save_failed,
            owner=self,
        )

    def _write(self, path: Path, proof: PassphraseProof | None) -> None:
        self._tasks.vault(
            lambda session: export_to(session, path, proof),
            lambda taken: self._has_saved(taken, path),
            self._save_failed,
            owner=self,
        )

    def _take(self, contents: Contents) -> None:
        self._contents, self._failed = contents, ""
        self._show()

    def _has_saved(self, taken: Taken, path: Path) -> None:
        lines = [self._counted(taken), self.tr("We read the file back and compared everything.")]
        if taken.left_behind == 1:
            lines.append(self.tr("1 sealed item stayed behind."))
        elif taken.left_behind:
            lines.append(self.tr("{count} sealed items stayed behind.").format(count=taken.left_behind))
        self._saving, self._with_sealed = "", False
        self._saved = Outcome(self.tr("Done. Saved as {file}").format(file=path.name), tuple(lines), good=True)
        self.start()  # the history has one entry more
        self._show()

    def _save_failed(self, problem: VaultError) -> None:
        self._saving = ""
        if problem.code in _ABOUT_PASSPHRASE:
            self._passphrase_wrong = self._sentences.error(problem)
        else:
            self._saved = Outcome(self.tr("No copy was made"), (self._sentences.error(problem),), good=False)
        self._show()

    def _has_brought(self, taken: Taken, path: Path) -> None:
        lines = [self._counted(taken), self.tr("We compared everything with the file.")]
        if taken.counts["items"]:
            lines.append(self._sentences.say("cli", "keys_not_imported"))
        self._bringing = ""
        self._brought = Outcome(self.tr("Done. Brought in {file}").format(file=path.name), tuple(lines), good=True)
        self.start()
        self._show()

    def _bring_failed(self, problem: VaultError) -> None:
        self._bringing = ""
        self._brought = Outcome(self.tr("Nothing was brought in"), (self._sentences.error(problem),), good=False)
        self._show()

    def _counted(self, taken: Taken) -> str:
        """``30 preferences, 7 shops, 12 shares, 214 lines of history.``"""
        said: tuple[tuple[str, Callable[[int], str]], ...] = (
            ("preferences", self._preferences),
            ("people", self._people),
            ("wishes", self._wishes),
            ("shops", self._shops),
            ("receipts", self._receipts),
            ("journal", self._entries),
        )
        counts = {name: taken.counts[name] for name, _ in said}
        return ", ".join(words(counts[name]) for name, words in said if counts[name] or name not in _BESIDES) + "."

    def _people(self, count: int) -> str:
        return self.tr("1 person") if count == 1 else self.tr("{count} people").format(count=count)

    def _wishes(self, count: int) -> str:
        return self.tr("1 wish") if count == 1 else self.tr("{count} wishes").format(count=count)

    def _preferences(self, count: int) -> str:
        return self.tr("1 preference") if count == 1 else self.tr("{count} preferences").format(count=count)

    def _shops(self, count: int) -> str:
        return self.tr("1 shop") if count == 1 else self.tr("{count} shops").format(count=count)

    def _receipts(self, count: int) -> str:
        return self.tr("1 receipt") if count == 1 else self.tr("{count} receipts").format(count=count)

    def _entries(self, count: int) -> str:
        return self.tr("1 line of history") if count == 1 else self.tr("{count} lines of history").format(count=count)

    def _fail(self, problem: VaultError) -> None:
        self._failed = self._sentences.error(problem)
        self._show()

    def _show(self) -> None:
        self.changed.emit(
            YourDataState(
                self._contents,
                self._with_sealed,
                self._passphrase_wrong,
                FILE_NAME,
                self._saving,
                self._saved,
                self._bringing,
                self._brought,
                self._failed,
            )
        )


def _count(session: Session) -> Contents:
    kept = list_preferences(session)
    sealed = sum(each.level is Level.SEALED for each in kept)
    shops, entries = len(view_shops(session)), count_history(session)
    people, wishes = len(list_people(session)), len(list_wishes(session))
    return Contents(len(kept) - sealed, sealed, shops, entries, people, wishes)
