"""A copy written beside the open vault: read there, made and proven elsewhere, and put into its history."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QObject

    from vault.customer.session import PassphraseProof
    from vault.customer.taking_along import Gathered, Take, Taken
    from vault.desktop.tasks import Failed, Tasks


class CopySteps:
    """How far a copy is, told on another thread and looked at on the window's; ``cancel`` leaves nothing behind."""

    def __init__(self) -> None:
        self.cancel = threading.Event()
        self.done: tuple[int, int] = (0, 0)

    def tell(self, done: int, of: int | None) -> None:
        """So many of so many steps are done."""
        self.done = (done, of or 0)


def write_copy(
    tasks: Tasks,
    path: Path,
    what: Take,
    proof: PassphraseProof | None,
    steps: CopySteps,
    done: Callable[[Taken], None],
    failed: Failed,
    *,
    owner: QObject,
) -> None:
    """Three tasks, since locking takes seconds, in which every other page can read the vault."""
    from vault.customer.taking_along import gather, record_taken, write_out

    def write(gathered: Gathered) -> None:
        tasks.outside(
            lambda: write_out(gathered, path, progress=steps.tell, cancel=steps.cancel),
            lambda beside: tasks.vault(
                lambda session: record_taken(session, gathered, beside), done, failed, owner=owner
            ),
            failed,
            owner=owner,
        )

    tasks.vault(lambda session: gather(session, path, what, proof), write, failed, owner=owner)
