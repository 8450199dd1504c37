"""The chain of the history, checked beside a vault that is open already, so that nobody waits for a long one.

Nothing is written before it is found whole: what would write first checks it itself, and raises as this does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault.storage import journal

if TYPE_CHECKING:
    from vault.customer.session import Session
    from vault.storage.beside import Beside


@dataclass(frozen=True)
class ChainCheck:
    """A check to be made by any thread: :func:`start_chain_check` in the vault's own, :meth:`run`, and
    :func:`record_chain_check` there again."""

    beside: Beside

    def run(self) -> None:
        """Read the whole history. Raises :class:`StorageError` ``journal_broken``, or as :meth:`Beside.turn`."""
        with self.beside.turn() as turn, turn.database.read() as reader:
            journal.check_chain(reader)


def start_chain_check(session: Session) -> ChainCheck | None:
    """The check that this vault waits for, or None."""
    return ChainCheck(session.vault.beside) if session.vault.waits_for_chain else None


def record_chain_check(session: Session) -> None:
    """The chain is whole: the vault may be written. Raises as :meth:`Session.commit_anchor`."""
    session.vault.chain_found_whole()
