"""A file locked with a passphrase in the format of ``age`` (age-encryption.org/v1), which other programs open too.

The passphrase becomes a key by scrypt, whose cost the library sets to about a second on the machine that locks. Nobody
but who knows the passphrase can open such a file: there is no spare key.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vault.core.errors import ChoiceError, StorageError
from vault.portability.apart import apart

if TYPE_CHECKING:
    from vault.portability.apart import Cancel
    from vault.storage.secret import Passphrase

SUFFIX = ".age"
"""What the name of a locked file ends with, by the format's own custom."""
MOST_WORK = 20
"""log2 of scrypt's N in a file that is opened: 1 GiB and some seconds. A dearer one is there to wear a machine out."""

_TRIES = 3
_MAGIC = b"age-encryption.org/v1\n"
_SCRYPT = re.compile(rb"-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)\n[A-Za-z0-9+/]{43}\n--- [A-Za-z0-9+/]{43}\n")
"""The whole header of a file with a passphrase: one stanza and no other (the format's section "scrypt recipient")."""
_WRONG = "decryption failed"
"""What the library says of a passphrase that does not open the header; all else is damage. A test holds it to that."""


def is_locked(data: bytes) -> bool:
    """Whether these bytes begin as a file of ``age`` does."""
    return data.startswith(_MAGIC)


def lock(data: bytes, passphrase: Passphrase, cancel: Cancel | None = None) -> bytes:
    """``data`` under a passphrase. The same arguments never give the same bytes.

    The library measures how much work takes a second. Where it measured wrongly, it is asked again: nobody could open
    what costs too much. Raises as :func:`vault.portability.apart.apart`, and ``export_lock_costly`` if that goes on.
    """
    for _ in range(_TRIES - 1):
        try:
            return _locked(data, passphrase, cancel)
        except StorageError as problem:
            if problem.code not in {"memory_short", "export_lock_costly"}:
                raise
    return _locked(data, passphrase, cancel)


def _locked(data: bytes, passphrase: Passphrase, cancel: Cancel | None) -> bytes:
    locked = apart("lock", passphrase.reveal(), data, cancel)
    check_header(locked)
    return locked


def unlock(data: bytes, passphrase: Passphrase, cancel: Cancel | None = None) -> bytes:
    """The reverse of :func:`lock`, whichever program locked it.

    Raises :class:`ChoiceError` ``wrong_export_passphrase``, or :class:`StorageError` ``export_lock_damaged``,
    ``export_lock_other`` (not by a passphrase) or ``export_lock_costly``, and as :func:`lock`.
    """
    check_header(data)
    return apart("unlock", passphrase.reveal(), data, cancel)


def lock_here(passphrase: bytes, data: bytes) -> bytes:
    """What :func:`lock` does, in this process."""
    from pyrage import passphrase as age  # type: ignore[import-untyped]  # ships no types; this is its typed wrapper

    locked: bytes = age.encrypt(data, passphrase.decode("utf-8"))
    return locked


def unlock_here(passphrase: bytes, data: bytes) -> bytes:
    """What :func:`unlock` does with a file whose header is right, in this process."""
    import pyrage
    from pyrage import passphrase as age

    try:
        opened: bytes = age.decrypt(data, passphrase.decode("utf-8"))
    except pyrage.DecryptError as problem:
        if _WRONG in str(problem).lower():
            raise ChoiceError("wrong_export_passphrase") from None
        raise StorageError("export_lock_damaged") from problem
    return opened


def check_header(data: bytes) -> None:
    """Before any work is done, and before a passphrase is asked: the file names its own cost. Raises as :func:`unlock`
    does of a file that no passphrase opens."""
    found = _SCRYPT.match(data, len(_MAGIC)) if is_locked(data) else None
    if found is None:
        key = data.startswith(_MAGIC + b"-> ") and not data.startswith(_MAGIC + b"-> scrypt")
        raise StorageError("export_lock_other" if key else "export_lock_damaged")
    if int(found[1]) > MOST_WORK:
        raise StorageError("export_lock_costly")
