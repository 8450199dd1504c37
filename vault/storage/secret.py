"""What must never be shown: a passphrase as typed, and the key of a vault."""

from __future__ import annotations

import hmac
import unicodedata

from vault.core.errors import ChoiceError

MAX_PASSPHRASE_BYTES = 1024
"""Longer than anyone types; a pasted file is refused before it is hashed."""
MIN_PASSPHRASE_CHARACTERS = 8
"""NIST SP 800-63B §3.1.1.2: a length, and no rules about what kind of characters."""
KEY_BYTES = 32
"""AES-256, for SQLCipher and for the wrapping of the vault key."""


class Passphrase:
    """A passphrase as UTF-8 in Unicode's form NFC, so that it is the same on every keyboard and system.

    Raises :class:`ChoiceError` ``passphrase_long`` or ``passphrase_unreadable`` (halves of characters).
    """

    def __init__(self, typed: str) -> None:
        if len(typed) > MAX_PASSPHRASE_BYTES:
            raise ChoiceError("passphrase_long", limit=MAX_PASSPHRASE_BYTES)
        normal = unicodedata.normalize("NFC", typed)
        try:
            self._bytes = normal.encode("utf-8")
        except UnicodeEncodeError:
            # Without the cause: its text holds the passphrase.
            raise ChoiceError("passphrase_unreadable") from None
        if len(self._bytes) > MAX_PASSPHRASE_BYTES:
            raise ChoiceError("passphrase_long", limit=MAX_PASSPHRASE_BYTES)
        self._characters = len(normal)

    def __repr__(self) -> str:
        return "Passphrase(…)"

    def reveal(self) -> bytes:
        """The bytes to derive a key from."""
        return self._bytes

    def check_new(self) -> None:
        """Whether it may guard a vault from now on. Raises :class:`ChoiceError` ``passphrase_short``."""
        if self._characters < MIN_PASSPHRASE_CHARACTERS:
            raise ChoiceError("passphrase_short", minimum=MIN_PASSPHRASE_CHARACTERS)


class VaultKey:
    """The 32 random bytes that open a vault's database, and from which its other keys follow."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError("a vault key has 32 bytes")
        self._key = key

    def __repr__(self) -> str:
        return "VaultKey(…)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, VaultKey) and hmac.compare_digest(self._key, other._key)

    __hash__ = None  # type: ignore[assignment]  # secrets are not for sets or dictionary keys

    def reveal(self) -> bytes:
        """The raw key: for SQLCipher and to be wrapped in a slot."""
        return self._key

    def mac(self, purpose: str, data: bytes) -> bytes:
        """HMAC-SHA256 of ``data`` under a key of its own for ``purpose`` (HKDF, RFC 5869, from the vault key)."""
        from cryptography.hazmat.primitives.hashes import SHA256  # not needed before a key is there
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        derived = HKDF(SHA256(), KEY_BYTES, salt=None, info=b"preference-vault " + purpose.encode("ascii"))
        return hmac.digest(derived.derive(self._key), data, "sha256")
