"""Every stop once more, outside the database: whoever brings back an old copy of that must not bring back what ended.

A file beside the database, one line of JSON for each stop, or of a shop on PostgreSQL a table in its key store. It is
written before the stop commits. Opening the shop carries out what a copy from before does not know. A value that a
newer one replaced has a line too. It holds names of keys and tokens, never what a customer said. Keep it when you
restore a backup.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Protocol

from sqlalchemy import delete, insert, select

from vault.core.errors import StorageError, TokenError
from vault.core.strict_json import loads
from vault.shop import durable
from vault.shop.key_store import KeyStore, stop_line
from vault.tokens.claims import SKEW
from vault.tokens.preference_claims import MAX_LIFETIME

LOGGED = MAX_LIFETIME + SKEW + timedelta(days=1)
"""How long a line is kept: past that everything that it could end has ended by itself."""
MAX_LINE = 4096
"""Bytes; a line has about 500."""


@dataclass(frozen=True)
class LoggedStop:
    """Whose what was stopped. ``token`` None is everything presented up to ``issued``; times are seconds since 1970.
    Nobody stopped what was replaced: there ``jti`` is the token itself, and nobody waits for a receipt."""

    thumbprint: str
    did: str
    jti: str
    token: str | None
    issued: int
    received: int


def replaced(thumbprint: str, did: str, token: str, at: int) -> LoggedStop:
    """The line of a token that a newer one took the place of."""
    return LoggedStop(thumbprint, did, token, token, at, at)


class StopLog(Protocol):
    """Where stops are written down. Everything raises :class:`StorageError`."""

    def append(self, stop: LoggedStop) -> None:
        """Write a line down, for good."""

    def read(self) -> Iterator[LoggedStop]:
        """Every whole line, oldest first."""

    def drop_until(self, received: int) -> None:
        """Forget what was received up to then. The caller keeps others from appending meanwhile."""


@dataclass(frozen=True)
class StopFile:
    """Lines in a file."""

    path: Path

    def append(self, stop: LoggedStop) -> None:
        """As :func:`append`."""
        append(self.path, stop)

    def read(self) -> Iterator[LoggedStop]:
        """As :func:`read`."""
        return read(self.path)

    def drop_until(self, received: int) -> None:
        """As :func:`rewrite`, if there is something to drop."""
        logged = list(read(self.path))
        young = [each for each in logged if each.received > received]
        if len(young) < len(logged):
            rewrite(self.path, young)


@dataclass(frozen=True)
class StopTable:
    """Rows in a key store, which all machines of a shop have and no copy of the database takes back."""

    keys: KeyStore

    def append(self, stop: LoggedStop) -> None:
        """One row, committed at once."""
        with self.keys.transaction() as connection:
            connection.execute(insert(stop_line).values(asdict(stop)))

    def read(self) -> Iterator[LoggedStop]:
        """All rows."""
        columns = [column for column in stop_line.c if column.name != "id"]
        with self.keys.reading() as connection:
            rows = connection.execute(select(*columns).order_by(stop_line.c.id)).all()
        return (LoggedStop(*row) for row in rows)

    def drop_until(self, received: int) -> None:
        """Delete the rows."""
        with self.keys.transaction() as connection:
            connection.execute(delete(stop_line).where(stop_line.c.received <= received))


def log_of(store: Path) -> Path:
    """Where the log of this database is."""
    return store.with_name(f"{store.name}.stops")


def append(path: Path, stop: LoggedStop) -> None:
    """Write a line down, for good. A line that a crash tore is not joined with it.

    Raises :class:`StorageError` ``store_failed``.
    """
    try:
        durable.append(path, b"\n" + _line(stop))
    except OSError as problem:
        raise StorageError("store_failed", kind=type(problem).__name__) from problem


def read(path: Path) -> Iterator[LoggedStop]:
    """Every whole line, oldest first. Raises :class:`StorageError` ``store_failed``."""
    try:
        lines = path.read_bytes().splitlines() if path.exists() else []
    except OSError as problem:
        raise StorageError("store_failed", kind=type(problem).__name__) from problem
    for line in lines:
        try:
            found = LoggedStop(**loads(line, max_bytes=MAX_LINE))
        except (TokenError, TypeError):
            continue  # torn by a crash: its stop never committed, and comes again
        texts, times = (found.thumbprint, found.did, found.jti, found.token or ""), (found.issued, found.received)
        if all(type(text) is str for text in texts) and all(type(time) is int for time in times):
            yield found


def rewrite(path: Path, stops: list[LoggedStop]) -> None:
    """Keep these lines only. The caller holds the database's write lock, as everybody who appends.

    Raises :class:`StorageError` ``store_failed``.
    """
    try:
        durable.write_whole(path, b"".join(map(_line, stops)))
    except OSError as problem:
        raise StorageError("store_failed", kind=type(problem).__name__) from problem


def _line(stop: LoggedStop) -> bytes:
    return json.dumps(asdict(stop)).encode() + b"\n"
