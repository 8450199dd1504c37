"""The unlocked vault, and all that a use case needs with it. Locking ends it: later calls raise ``VaultLocked``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from vault.core.catalogue import Catalogue
from vault.core.clock import Clock
from vault.core.errors import ChoiceError
from vault.core.value import Precision
from vault.customer.choosing import SealedPermission
from vault.storage import vault_file
from vault.storage.connection import Database, anywhere
from vault.storage.kdf import STANDARD, Profile
from vault.storage.secret import Passphrase as Passphrase  # use cases take it, so it is named from here
from vault.storage.vault_file import OpenVault

Random = Callable[[int], bytes]


class Session:
    """An open vault with the catalogue, the clock and the source of randomness that its use cases take."""

    def __init__(self, vault: OpenVault, *, catalogue: Catalogue, clock: Clock, random: Random) -> None:
        self.vault = vault
        self.catalogue = catalogue
        self.clock = clock
        self.random = random
        self._permitted: dict[bytes, SealedPermission] = {}

    def __repr__(self) -> str:
        return "Session(…)"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.lock()

    @property
    def database(self) -> Database:
        """The encrypted database; its blocks raise :class:`VaultLocked` after :meth:`lock`."""
        return self.vault.database

    def check_passphrase(self, passphrase: Passphrase) -> bool:
        """Whether this is the vault's passphrase. Takes as long as unlocking; does not use the database."""
        return self.vault.check_passphrase(passphrase)

    def commit_anchor(self) -> None:
        """Write down the newest state, so that an older file put back is noticed. After a share and a stop."""
        self.vault.write_anchor()

    def urn(self) -> str:
        """A new random ``urn:uuid`` (RFC 9562 version 4)."""
        data = bytearray(self.random(16))
        data[6] = data[6] & 0x0F | 0x40
        data[8] = data[8] & 0x3F | 0x80
        text = data.hex()
        return f"urn:uuid:{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"

    def permit(
        self, request_id: str, credential_id: str, precision: Precision, days: int, words: str
    ) -> SealedPermission:
        """A permission that this session, and no other, takes back once. What it says cannot be changed."""
        permission = SealedPermission(request_id, credential_id, precision, days, words, self.random(32))
        self._permitted[permission.ticket] = permission
        return permission

    def spend(self, permission: SealedPermission, key: str) -> None:
        """Use a permission once. Raises :class:`ChoiceError` ``sealed_needs_passphrase`` for any other."""
        if self._permitted.get(permission.ticket) != permission:
            raise ChoiceError("sealed_needs_passphrase", item=key)
        del self._permitted[permission.ticket]

    def lock(self) -> None:
        """Close the database, drop the keys and every permission given. A second call does nothing."""
        self._permitted.clear()
        self.vault.close()


def create_vault(
    folder: Path,
    passphrase: Passphrase,
    *,
    catalogue: Catalogue,
    clock: Clock,
    random: Random,
    profile: Profile = STANDARD,
    forbidden_thread: Callable[[], bool] = anywhere,
) -> Session:
    """Make a vault at ``folder`` and open it. Raises as :func:`vault.storage.vault_file.create`."""
    made = vault_file.create(
        folder, passphrase, profile=profile, clock=clock, random=random, forbidden_thread=forbidden_thread
    )
    return Session(made, catalogue=catalogue, clock=clock, random=random)


def unlock(
    folder: Path,
    passphrase: Passphrase,
    *,
    catalogue: Catalogue,
    clock: Clock,
    random: Random,
    forbidden_thread: Callable[[], bool] = anywhere,
) -> Session:
    """Open the vault at ``folder``. Raises as :func:`vault.storage.vault_file.open_vault`."""
    opened = vault_file.open_vault(folder, passphrase, clock=clock, forbidden_thread=forbidden_thread)
    return Session(opened, catalogue=catalogue, clock=clock, random=random)
