"""Opening a backup: which file it is, what opens it, and a vault that is made of it beside what is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal

from vault.core.errors import VaultError
from vault.core.sentences import Sentences
from vault.desktop.backup_open_state import BackupOpenState

if TYPE_CHECKING:
    from vault.customer.restoring import Backup
    from vault.desktop.backup_open_state import Brought
    from vault.desktop.tasks import Tasks

_ABOUT_TYPED = {
    "wrong_passphrase",
    "passphrase_long",
    "passphrase_unreadable",
    "wrong_recovery_code",
    "recovery_code_length",
    "recovery_code_group",
    "recovery_code_check_sign",
    "recovery_code_mistyped",
}


class BackupOpenPresenter(QObject):
    """Emits a :class:`BackupOpenState` for each change, and ``brought`` with a :class:`Brought` at the end.

    ``look_into`` reads a file's form; ``restore`` makes a vault of a backup, by what was typed and whether that is the
    recovery code.
    """

    changed = Signal(object)
    brought = Signal(object)

    def __init__(
        self,
        tasks: Tasks,
        sentences: Sentences,
        look_into: Callable[[Path], Backup],
        restore: Callable[[Backup, str, bool], Brought],
    ) -> None:
        super().__init__()
        self._tasks, self._sentences = tasks, sentences
        self._look_into, self._restore = look_into, restore
        self._backup: Backup | None = None
        self.path: Path | None = None
        """The file that was chosen last."""
        self._typed = ""
        self._state = BackupOpenState()

    @property
    def code(self) -> str | None:
        """As much of the recovery code as was typed; None where the passphrase is asked."""
        return self._typed if self._state.by_code else None

    def start(self, path: Path | None = None, code: str | None = None) -> None:
        """Show the page; with ``path`` for that backup, with ``code`` for the recovery code."""
        self._show(BackupOpenState(by_code=code is not None))
        if path is not None:
            self.choose(path)
        self._typed = code or ""

    def choose(self, path: Path) -> None:
        """Look into this file."""
        if self._state.busy:
            return
        look_into, self._backup, self.path, self._typed = self._look_into, None, path, ""
        self._show(BackupOpenState(by_code=self._state.by_code, busy=self.tr("Looking into the backup.")))
        self._tasks.outside(lambda: look_into(path), self._take, self._fail, owner=self)

    def use_code(self, by_code: bool) -> None:
        """Open it by the recovery code of its day instead of the passphrase, or the other way round."""
        if not self._state.busy:
            self._show(replace(self._state, by_code=by_code, wrong="", failed=""))

    def keep_code(self, typed: str) -> None:
        """This much of the code is typed."""
        self._typed = typed

    def restore(self, typed: str) -> None:
        """Make a vault of the backup, by what was typed."""
        backup, by_code = self._backup, self._state.by_code
        if self._state.busy or backup is None:
            return
        if not typed.strip():
            code, passphrase = self.tr("Type the recovery code first."), self.tr("Type the passphrase first.")
            self._show(replace(self._state, wrong=code if by_code else passphrase, failed=""))
            return
        busy = self.tr("Checking the backup and making a vault of it. This takes a moment.")
        self._show(replace(self._state, wrong="", failed="", busy=busy))
        restore = self._restore
        self._tasks.derive(lambda: restore(backup, typed, by_code), self.brought.emit, self._fail, owner=self)

    def _take(self, backup: Backup) -> None:
        self._backup = backup
        from vault.customer.vault_names import shown_name

        told = backup.manifest
        kind = QLocale.DataSizeFormat.DataSizeSIFormat
        size = QLocale(self._sentences.language).formattedDataSize(backup.database.member.size, 1, kind)
        size = size.replace(" ", "\N{NO-BREAK SPACE}")  # a line ends before the number, not between it and its unit
        about = self.tr("Made on {minute}. {size}.").format(minute=self._sentences.minute(told.made_at), size=size)
        self._show(replace(self._state, name=shown_name(told.name, self._sentences), about=about, busy=""))

    def _fail(self, problem: VaultError) -> None:
        said = self._refused(problem.code) or self._sentences.error(problem)
        state = replace(self._state, busy="")
        typed = problem.code in _ABOUT_TYPED
        self._show(replace(state, wrong=said) if typed else replace(state, failed=said))

    def _refused(self, code: str) -> str:
        """A backup opens with what opened the vault on its day, whatever opens it today."""
        return {
            "wrong_passphrase": self.tr(
                "This passphrase does not open this backup. Changed it since? Use the old one."
            ),
            "wrong_recovery_code": self.tr("This code does not open this backup. Look for the kit of that day."),
        }.get(code, "")

    def _show(self, state: BackupOpenState) -> None:
        self._state = state
        self.changed.emit(state)
