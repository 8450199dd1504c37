"""The passphrase asked once more, while the vault is open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from vault.customer.session import Passphrase, PassphraseCheck, PassphraseProof
    from vault.desktop.tasks import Failed, Tasks

ABOUT_PASSPHRASE = frozenset({"wrong_passphrase", "passphrase_long", "passphrase_unreadable"})
"""The codes of what can be the matter with one that was typed."""


def prove(
    tasks: Tasks,
    passphrase: Callable[[], Passphrase],
    on_proof: Callable[[PassphraseProof], None],
    on_error: Failed,
    *,
    owner: QObject,
) -> None:
    """Check a passphrase away from the vault, which goes on meanwhile; ``on_proof`` gets what the session accepts.

    ``passphrase`` is called there too: what was typed may be none.
    """

    def derive(check: PassphraseCheck) -> None:
        tasks.derive(lambda: check.prove(passphrase()), on_proof, on_error, owner=owner)

    tasks.vault(lambda session: session.ask_passphrase(), derive, on_error, owner=owner)
