"""The key of a vault, derived where that may take its time. No database is loaded for it, so it begins at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vault.storage import unlocking
from vault.storage.secret import Passphrase as Passphrase  # what a key is derived from is named from here too
from vault.storage.vault_folder import VaultFolder
from vault.storage.waiting_threads import anywhere

if TYPE_CHECKING:
    from pathlib import Path

    from vault.core.catalogue import Catalogue
    from vault.core.clock import Clock
    from vault.customer.session import Session
    from vault.storage.slots import Slots
    from vault.storage.unlocking import Raising, Unlocked


@dataclass(frozen=True)
class Derived:
    """A vault whose key is derived, for :meth:`open` in the thread that will own the session."""

    folder: VaultFolder
    unlocked: Unlocked
    forbidden_thread: Callable[[], bool] = anywhere
    replacing: Slots | None = None
    """Slots with a new passphrase, after a recovery: there is no session without them."""

    def open(
        self,
        *,
        catalogue: Catalogue,
        clock: Clock,
        random: Callable[[int], bytes],
        tries: int = 1,
        chain_later: bool = False,
    ) -> Session:
        """Open it. Raises as :func:`vault.storage.vault_file.open_derived`.

        With more ``tries`` it waits for another program that is about to close this vault. With ``chain_later`` the
        chain of its history is left to :mod:`vault.customer.chain_check`, and nothing is written before that.
        """
        from vault.customer.session import Session
        from vault.storage import journal, vault_file

        opened = vault_file.open_derived(
            self.folder,
            self.unlocked,
            clock=clock,
            tries=tries,
            chain_later=chain_later,
            forbidden_thread=self.forbidden_thread,
        )
        session = Session(opened, catalogue=catalogue, clock=clock, random=random)
        if self.replacing is not None:
            try:
                now = clock.now()
                opened.replace_slots(
                    self.replacing, lambda transaction: journal.append(transaction, now, "passphrase_recovered", {})
                )
            except BaseException:
                session.lock()
                raise
        return session


def derive(
    folder: Path,
    passphrase: Passphrase,
    *,
    raising: Raising | None = None,
    forbidden_thread: Callable[[], bool] = anywhere,
) -> Derived:
    """The key of the vault at ``folder``. Raises as :meth:`VaultFolder.check` and :func:`unlocking.unlock` do."""
    found = VaultFolder.at(folder)
    found.check()
    unlocked = unlocking.unlock(found, passphrase, raising=raising, forbidden_thread=forbidden_thread)
    return Derived(found, unlocked, forbidden_thread)
