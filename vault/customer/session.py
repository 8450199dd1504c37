"""The unlocked vault, and all that a use case needs with it. Locking ends it: later calls raise ``VaultLocked``.

Deriving a key never needs the session, so that a program with threads does it elsewhere: :func:`derive`, then
:meth:`Derived.open` in the thread that owns the session from then on; and :meth:`Session.ask_passphrase`, then
:meth:`PassphraseCheck.prove` elsewhere, then :meth:`Session.accept`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from vault.core.errors import ChoiceError
from vault.customer.deriving import Derived as Derived  # what is derived and then opened is named from here
from vault.customer.deriving import derive as derive
from vault.storage import new_vault, vault_file
from vault.storage.kdf import STANDARD, Profile
from vault.storage.kdf import interactive as interactive
from vault.storage.secret import Passphrase as Passphrase  # use cases take it, so it is named from here
from vault.storage.unlocking import CHALLENGE_BYTES
from vault.storage.unlocking import PassphraseCheck as PassphraseCheck
from vault.storage.unlocking import PassphraseProof as PassphraseProof
from vault.storage.unlocking import Raising as Raising
from vault.storage.vault_folder import VaultFolder
from vault.storage.waiting_threads import anywhere

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from vault.core.catalogue import Catalogue
    from vault.core.clock import Clock
    from vault.core.value import Precision
    from vault.customer.choosing import SealedPermission
    from vault.storage.connection import Database
    from vault.storage.vault_file import OpenVault

Random = Callable[[int], bytes]

PATIENT_TRIES = 100
"""Ten seconds: a window that was just closed holds its vault for the last stops, five seconds at most."""


@dataclass(frozen=True)
class SealedQuestion:
    """What is asked with a passphrase: one item of one request, in these words. Answered once."""

    request_id: str
    credential_id: str
    precision: Precision
    days: int
    words: str


class Session:
    """An open vault with the catalogue, the clock and the source of randomness that its use cases take."""

    def __init__(self, vault: OpenVault, *, catalogue: Catalogue, clock: Clock, random: Random) -> None:
        self.vault = vault
        self.catalogue = catalogue
        self.clock = clock
        self.random = random
        self._asked: dict[bytes, SealedQuestion | None] = {}
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

    def ask_passphrase(self, question: SealedQuestion | None = None) -> PassphraseCheck:
        """Ask for the passphrase again, for ``question`` or for what is sealed as a whole."""
        check = self.vault.passphrase_check(self.random(CHALLENGE_BYTES))
        self._asked[check.challenge] = question
        return check

    def accept(self, proof: PassphraseProof) -> SealedQuestion | None:
        """What this proof answers. Raises :class:`ChoiceError` ``wrong_passphrase`` if it answers nothing, or again."""
        if proof.challenge not in self._asked or not self.vault.is_proven(proof):
            raise ChoiceError("wrong_passphrase")
        return self._asked.pop(proof.challenge)

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

    def permit(self, proof: PassphraseProof) -> SealedPermission:
        """A permission for what was asked, that this session, and no other, takes back once. Raises as :meth:`accept`.

        What it says cannot be changed.
        """
        asked = self.accept(proof)
        if asked is None:
            raise ChoiceError("wrong_passphrase")
        from vault.customer.choosing import SealedPermission  # loads what a request is made of

        permission = SealedPermission(
            asked.request_id, asked.credential_id, asked.precision, asked.days, asked.words, self.random(32)
        )
        self._permitted[permission.ticket] = permission
        return permission

    def spend(self, permission: SealedPermission, key: str) -> None:
        """Use a permission once. Raises :class:`ChoiceError` ``sealed_needs_passphrase`` for any other."""
        if self._permitted.get(permission.ticket) != permission:
            raise ChoiceError("sealed_needs_passphrase", item=key)
        del self._permitted[permission.ticket]

    def lock(self) -> None:
        """Close the database, drop the keys and every permission given. A second call does nothing."""
        self._asked.clear()
        self._permitted.clear()
        self.vault.close()


def make_vault(
    folder: Path,
    passphrase: Passphrase,
    *,
    clock: Clock,
    random: Random,
    profile: Profile = STANDARD,
    forbidden_thread: Callable[[], bool] = anywhere,
) -> Derived:
    """Make a vault at ``folder``. Raises as :func:`vault.storage.new_vault.make`."""
    found = VaultFolder.at(folder)
    unlocked = new_vault.make(
        found, passphrase, profile=profile, clock=clock, random=random, forbidden_thread=forbidden_thread
    )
    return Derived(found, unlocked, forbidden_thread)


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
    """Make a vault and open it in this thread. Raises as :func:`make_vault` and :meth:`Derived.open`."""
    made = make_vault(
        folder, passphrase, clock=clock, random=random, profile=profile, forbidden_thread=forbidden_thread
    )
    return made.open(catalogue=catalogue, clock=clock, random=random)


def unlock(
    folder: Path,
    passphrase: Passphrase,
    *,
    catalogue: Catalogue,
    clock: Clock,
    random: Random,
    raising: Raising | None = None,
    forbidden_thread: Callable[[], bool] = anywhere,
) -> Session:
    """Open the vault at ``folder``. Raises as :func:`vault.storage.vault_file.open_vault`."""
    opened = vault_file.open_vault(folder, passphrase, clock=clock, raising=raising, forbidden_thread=forbidden_thread)
    return Session(opened, catalogue=catalogue, clock=clock, random=random)
