"""What customers said: one sealed row an item, which only the item's own key opens.

A new key is kept before the transaction commits that needs it, and deleted after the one that erases. In between it
stands in ``erased_key``, so that a crash leaves none behind (:class:`vault.shop.store.Store`).
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, Row, delete, insert, select

from vault.core.errors import StorageError
from vault.core.strict_json import dumps, loads, loads_array
from vault.core.value import Value, value_from_json
from vault.shop import tables
from vault.shop.key_ring import KEY_BYTES, NONCE_BYTES
from vault.shop.key_store import KeyStore

MAX_VALUE: Final = 4096
"""Bytes of a value as stored; the token's own limit is the same."""
MAX_CONTENT: Final = 64 * 1024
"""Bytes of a row: value, disclosure and key binding of one token, which is smaller."""
_PENDING: Final = "vault_item_keys"
_log = logging.getLogger("vault.shop")


@dataclass(frozen=True)
class Content:
    """What one token said. ``raw`` is the value as JSON."""

    raw: str = field(repr=False)
    disclosure: str = field(repr=False)
    key_binding: str = field(repr=False)

    @property
    def value(self) -> Value:
        """The value, as precise as the customer chose."""
        return value_from_json(loads(self.raw.encode(), max_bytes=MAX_VALUE))


@dataclass
class PendingKeys:
    """Of one transaction: keys to be kept when it commits, and those to be deleted once it has."""

    new: dict[str, bytes] = field(default_factory=dict, repr=False)
    gone: list[str] = field(default_factory=list)


class Contents:
    """Keeps and opens what customers said."""

    def __init__(self, keys: KeyStore) -> None:
        self._keys = keys

    def keep(self, connection: Connection, said: Mapping[str, Content]) -> None:
        """Store what items said, by ``jti``, each under a key of its own. Their rows are there already.

        Within a :meth:`Store.transaction`.
        """
        if not said:
            return
        keys = {jti: secrets.token_bytes(KEY_BYTES) for jti in said}
        rows = [{"jti": jti, "sealed": sealed(keys[jti], jti, content)} for jti, content in said.items()]
        connection.execute(insert(tables.content), rows)
        pending_keys(connection).new.update(keys)

    def opened(self, connection: Connection, rows: Iterable[Row[Any]]) -> dict[str, Content]:
        """What rows with ``jti`` and ``sealed`` say, by ``jti``.

        One whose key is gone is left out: it is being erased, or its key was lost. Raises :class:`StorageError` as
        :meth:`KeyStore.get`, and ``item_key_damaged``.
        """
        blobs = {row.jti: row.sealed for row in rows}
        new = pending_keys(connection).new if _PENDING in connection.info else {}
        keys: Mapping[str, bytes] = self._keys.get([jti for jti in blobs if jti not in new])
        keys = {**keys, **{jti: key for jti, key in new.items() if jti in blobs}}
        if len(keys) < len(blobs):
            _log.warning("no key for %s stored items", len(blobs) - len(keys))
        return {jti: unsealed(key, jti, blobs[jti]) for jti, key in keys.items()}

    def of(self, connection: Connection, jtis: Sequence[str]) -> dict[str, Content]:
        """The same by ``jti`` alone."""
        content = tables.content
        return self.opened(connection, connection.execute(select(content).where(content.c.jti.in_(jtis))).all())


def sealed(key: bytes, jti: str, content: Content) -> bytes:
    """A row under an item's key, bound to the item (AES-256-GCM, the nonce first)."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    plain = dumps([content.raw, content.disclosure, content.key_binding])
    return nonce + AESGCM(key).encrypt(nonce, plain, jti.encode())


def unsealed(key: bytes, jti: str, blob: bytes) -> Content:
    """The reverse. Raises :class:`StorageError` ``item_key_damaged``: it is another key's or another item's row."""
    try:
        plain = AESGCM(key).decrypt(blob[:NONCE_BYTES], blob[NONCE_BYTES:], jti.encode())
    except (InvalidTag, ValueError) as problem:
        raise StorageError("item_key_damaged") from problem
    return Content(*loads_array(plain, max_bytes=MAX_CONTENT))


def erase_contents(connection: Connection, jtis: Sequence[str]) -> None:
    """Delete what these items said, and their keys once this has committed. Within a :meth:`Store.transaction`."""
    if not jtis:
        return
    gone = delete(tables.content).where(tables.content.c.jti.in_(jtis)).returning(tables.content.c.jti)
    erased = list(connection.execute(gone).scalars())
    if erased:
        connection.execute(insert(tables.erased_key), [{"jti": jti} for jti in erased])
        pending_keys(connection).gone.extend(erased)


def pending_keys(connection: Connection) -> PendingKeys:
    """What the transaction of this connection has to do with keys when it commits."""
    found: PendingKeys = connection.info[_PENDING]
    return found


def begin_pending(connection: Connection) -> PendingKeys:
    """A transaction begins."""
    found = connection.info[_PENDING] = PendingKeys()
    return found


def end_pending(connection: Connection) -> None:
    """It ends; the driver's connection may serve another."""
    connection.info.pop(_PENDING, None)
