"""Keeping the open receipt, or one record of it, as a file."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vault.customer.receipt_file import save_receipt

if TYPE_CHECKING:
    from vault.core.catalogue import Catalogue
    from vault.core.errors import VaultError
    from vault.core.sentences import Sentences
    from vault.customer.consent_records import TakenRecord
    from vault.customer.session import Session
    from vault.customer.shop_detail import ShareReceipt
    from vault.desktop.tasks import Tasks


class ReceiptSaving(QObject):
    """``said`` is what was saved, ``failed`` why not; ``changed`` that either is another."""

    changed = Signal()

    def __init__(self, tasks: Tasks, sentences: Sentences, catalogue: Catalogue, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._sentences, self._catalogue = tasks, sentences, catalogue
        self.said = self.failed = ""

    def forget(self) -> None:
        """Something else is open."""
        self.said = self.failed = ""

    def save(self, receipt: ShareReceipt, path: Path) -> None:
        """Write a receipt as the shop signed it to a new file."""
        self.forget()
        self._tasks.outside(
            lambda: save_receipt(receipt, path, self._catalogue, self._sentences),
            lambda _: self._saved(path),
            self._fail,
            owner=self,
        )

    def save_record(self, number: str, path: Path) -> None:
        """Write the record of this number to a new file: a page for people, or else what programs read."""

        def take(session: Session) -> TakenRecord:
            from vault.customer.consent_records import take_record

            return take_record(session, number)

        self.forget()
        self._tasks.vault(take, lambda taken: self._write(taken, path), self._fail, owner=self)

    def _write(self, taken: TakenRecord, path: Path) -> None:
        def write() -> None:
            from vault.customer.record_page import save_record

            save_record(taken, path, self._catalogue, self._sentences, random=secrets.token_bytes)

        self._tasks.outside(write, lambda _: self._saved(path), self._fail, owner=self)

    def _saved(self, path: Path) -> None:
        self.said = self.tr("Saved as {file}").format(file=path.name)
        self.changed.emit()

    def _fail(self, problem: VaultError) -> None:
        self.failed = self._sentences.error(problem)
        self.changed.emit()
