"""From passphrase to key: Argon2id (RFC 9106) with a floor and a ceiling.

The floor stops whoever can write the slots file from making guessing cheap; the ceiling stops them from making the
program eat all memory before anything has been checked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw

from vault.core.errors import StorageError
from vault.storage.secret import KEY_BYTES, Passphrase

SALT_BYTES = 16
"""RFC 9106 §3.1."""
MIN_MEMORY_KIB = 64 * 1024
"""The second recommended choice of RFC 9106 §4."""
MIN_PASSES = 3
"""As :data:`MIN_MEMORY_KIB`."""
MAX_MEMORY_KIB = 2 * 1024 * 1024
"""The first recommended choice of RFC 9106 §4; more does not fit many machines."""
MAX_PASSES = 20
"""With all other parameters at their ceiling this is about half a minute."""
MAX_LANES = 16
"""More lanes than the processors of a home computer gain nothing."""
WANTED_SECONDS = 0.5
"""Long enough to make guessing dear, short enough to wait for."""


@dataclass(frozen=True)
class Profile:
    """Argon2id's cost under a name. ``memory_kib`` is in KiB; ``lanes`` is the parallelism."""

    name: str
    memory_kib: int
    passes: int
    lanes: int

    def check(self) -> None:
        """Raise :class:`StorageError` ``kdf_too_weak`` below the floor, ``kdf_too_costly`` above the ceiling."""
        if self.memory_kib < MIN_MEMORY_KIB or self.passes < MIN_PASSES or self.lanes < 1:
            raise StorageError("kdf_too_weak")
        if self.memory_kib > MAX_MEMORY_KIB or self.passes > MAX_PASSES or self.lanes > MAX_LANES:
            raise StorageError("kdf_too_costly")


SMALL = Profile("small", MIN_MEMORY_KIB, MIN_PASSES, 4)
MEDIUM = Profile("medium", 128 * 1024, MIN_PASSES, 4)
STANDARD = Profile("standard", 256 * 1024, MIN_PASSES, 4)
STRONG = Profile("strong", 512 * 1024, MIN_PASSES, 4)
PROFILES = (SMALL, MEDIUM, STANDARD, STRONG)
"""Each costs twice the one before. ``standard`` is about half a second on a common laptop."""


def interactive(timer: Callable[[], float]) -> Profile:
    """The profile that costs nearest to :data:`WANTED_SECONDS` on this machine, after one trial of the smallest.

    ``timer`` gives seconds, as ``time.perf_counter``.
    """
    start = timer()
    derive(Passphrase("a trial run"), bytes(SALT_BYTES), SMALL)
    trial = timer() - start
    return min(PROFILES, key=lambda each: abs(trial * each.memory_kib / SMALL.memory_kib - WANTED_SECONDS))


def dearer(cost: Profile, took: float) -> Profile | None:
    """The profile for a machine on which ``cost`` took so many seconds, or None where it is not dearer than ``cost``.

    Never a cheaper one: a machine may be busy.
    """

    def seconds(each: Profile) -> float:
        return took * (each.memory_kib * each.passes) / (cost.memory_kib * cost.passes)

    fits = min(PROFILES, key=lambda each: abs(seconds(each) - WANTED_SECONDS))
    return fits if fits.memory_kib * fits.passes > cost.memory_kib * cost.passes else None


def derive(passphrase: Passphrase, salt: bytes, profile: Profile) -> bytes:
    """The 32 byte key for ``passphrase``; the profile is checked before any work.

    Raises :class:`StorageError` ``kdf_too_weak``, ``kdf_too_costly`` or ``memory_short``.
    """
    profile.check()
    try:
        return hash_secret_raw(
            passphrase.reveal(), salt, profile.passes, profile.memory_kib, profile.lanes, KEY_BYTES, Type.ID
        )
    except HashingError as problem:
        raise StorageError("memory_short", mebibytes=profile.memory_kib // 1024) from problem
