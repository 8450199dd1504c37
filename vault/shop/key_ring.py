"""The keys that the keys of items are encrypted with, in a file of their owner's alone.

A line is the key's id and the key, 32 bytes in base64url; lines that begin with ``#`` are for people. The id is
computed from the key, so a line that was damaged is known. The last line is the newest. A file that changed is read
again when a key is asked for that was not in it, so that running servers need not be restarted.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import stat
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vault.core.errors import StorageError, TokenError
from vault.core.strict_json import b64url, unb64url
from vault.shop.durable import write_whole

KEY_BYTES: Final = 32
"""AES-256."""
NONCE_BYTES: Final = 12
ID_BYTES: Final = 16
_OTHERS = stat.S_IROTH | stat.S_IWOTH
_FIRST = "# Keys of item keys. Keep a copy in a safe place of its own, and none with the database's backup.\n"


class KeyRing:
    """The file's keys by id. Its ``repr`` shows none."""

    def __init__(self, path: Path) -> None:
        """Read the file. Raises :class:`StorageError` ``key_ring_missing``, ``key_ring_damaged`` or
        ``key_ring_readable`` (by everybody on this machine)."""
        self.path = path
        self._keys = _read(path)

    def __repr__(self) -> str:
        return f"KeyRing({self.path.name!r}, …)"

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids as in the file now, oldest first. Raises as :class:`KeyRing`."""
        self._keys = _read(self.path)
        return tuple(self._keys)

    def wrap(self, kek: str, key: bytes, about: str) -> bytes:
        """Encrypt an item's key, bound to what it is ``about``. Raises as :meth:`unwrap`."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + AESGCM(self._key(kek)).encrypt(nonce, key, about.encode())

    def unwrap(self, kek: str, wrapped: bytes, about: str) -> bytes:
        """The item's key. Raises :class:`StorageError` ``key_ring_lacks`` the key of this id, or
        ``item_key_damaged``; and as :class:`KeyRing`."""
        cipher = AESGCM(self._key(kek))
        try:
            return cipher.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], about.encode())
        except (InvalidTag, ValueError) as problem:
            raise StorageError("item_key_damaged") from problem

    def add(self) -> str:
        """A new key at the end of the file; its id. Raises as :class:`KeyRing`, and ``store_failed``."""
        key = secrets.token_bytes(KEY_BYTES)
        _write(self.path, {**_read(self.path), _id(key): key})
        return self.ids[-1]

    def keep_only(self, kek: str) -> None:
        """Destroy every other key. Raises as :meth:`add`."""
        _write(self.path, {kek: self._key(kek)})
        self._keys = _read(self.path)

    def _key(self, kek: str) -> bytes:
        if kek not in self._keys:
            self._keys = _read(self.path)
        if kek not in self._keys:
            raise StorageError("key_ring_lacks", file=self.path.name, id=kek[:8])
        return self._keys[kek]


def make_key_ring(path: Path) -> KeyRing:
    """A new file with one key. Raises as :meth:`KeyRing.add`."""
    key = secrets.token_bytes(KEY_BYTES)
    _write(path, {_id(key): key})
    return KeyRing(path)


def _id(key: bytes) -> str:
    return b64url(hmac.digest(key, b"preference-vault key ring", hashlib.sha256)[:ID_BYTES])


def _read(path: Path) -> dict[str, bytes]:
    try:
        mode = path.stat().st_mode
        if mode & _OTHERS:
            raise StorageError("key_ring_readable", file=path.name)
        lines = path.read_text("ascii").splitlines()
    except (OSError, UnicodeDecodeError) as problem:
        code = "key_ring_damaged" if isinstance(problem, UnicodeDecodeError) else "key_ring_missing"
        raise StorageError(code, file=path.name) from problem
    keys = {}
    for line in lines:
        if line.startswith("#") or not line.strip():
            continue
        kek, _, text = line.partition(" ")
        try:
            key = unb64url(text.strip(), max_chars=64)
        except TokenError as problem:
            raise StorageError("key_ring_damaged", file=path.name) from problem
        if len(key) != KEY_BYTES or _id(key) != kek:
            raise StorageError("key_ring_damaged", file=path.name)
        keys[kek] = key
    if not keys:
        raise StorageError("key_ring_damaged", file=path.name)
    return keys


def _write(path: Path, keys: dict[str, bytes]) -> None:
    text = _FIRST + "".join(f"{kek} {b64url(key)}\n" for kek, key in keys.items())
    try:
        write_whole(path, text.encode("ascii"))
    except OSError as problem:
        raise StorageError("store_failed", kind=type(problem).__name__) from problem
