"""The encrypted database. The only module that names SQLCipher, whose Python binding has no types: they begin here."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from sqlcipher3 import dbapi2 as sqlcipher  # type: ignore[import-untyped]  # ships no types; this is its typed wrapper

from vault.core.errors import StorageError, VaultLocked
from vault.storage.database_errors import NOT_A_DATABASE, primary_code, translated
from vault.storage.private_memory import forget_here
from vault.storage.safe_write import storage_error
from vault.storage.secret import VaultKey
from vault.storage.waiting_threads import anywhere as anywhere  # what is called with a connection is named from here
from vault.storage.waiting_threads import assert_may_wait as assert_may_wait

SALT_BYTES = 16
"""SQLCipher keeps this many bytes in the clear at the start of the file. Here they are the vault's id."""
BUSY_MILLISECONDS = 5000
"""The vault's lock keeps other vaults out; a virus scanner or backup program may still hold the file for a moment."""
_STEPS, _PAGES = 10_000, 1000
"""Of SQLite's own machine, and of a copy, between two looks whether to stop: milliseconds."""
_READING = (
    "PRAGMA temp_store = MEMORY",  # nothing in the clear in temporary files
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)
_SETTINGS = (
    *_READING,
    "PRAGMA cache_size = -8000",  # 8 MB hold all but a long history, which is read in order
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # a commit that returned survives a power cut
)

Parameters = Sequence[str | int | bytes | None] | Mapping[str, str | int | bytes | None]


class Row(Protocol):
    """One row; its columns by name, or in their order. Tables are STRICT, so a column has the type its schema says."""

    def __getitem__(self, name: str) -> Any: ...

    def __iter__(self) -> Iterator[Any]: ...


class Reader:
    """Reads one consistent state of the database, while its block lasts."""

    def __init__(self, run: Callable[[str, Parameters], list[Row]]) -> None:
        self._run = run

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """Every row of a query."""
        return self._run(sql, parameters)

    def row(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """The first row of a query, or None."""
        found = self._run(sql, parameters)
        return found[0] if found else None


class Transaction(Reader):
    """Changes that are kept all together or not at all."""

    def execute(self, sql: str, parameters: Parameters = ()) -> None:
        """Run one statement that changes something."""
        self._run(sql, parameters)


class Database:
    """An open vault database, owned by the thread that opened it.

    Every method raises :class:`VaultLocked` once it is closed, and :class:`StorageError` when the disk or the file
    fails: ``database_damaged``, ``disk_full``, ``disk_failed``, ``read_only``, ``no_permission``, ``database_busy``
    or ``memory_short``. A broken constraint or wrong SQL is a bug and stays what it is.
    """

    def __init__(self, connection: Any, path: Path, stopped: Callable[[], bool] = lambda: False) -> None:
        self._connection: Any = connection
        self._path = path
        self._stopped = stopped
        self._owner = threading.get_ident()
        self._block: object | None = None
        self._first: Callable[[Reader], None] | None = None

    def hold_writing(self, check: Callable[[Reader], None] | None) -> None:
        """Let nothing be written before ``check`` passed: the first :meth:`transaction` makes it, and raises what it
        raises, again and again. None lets all be written."""
        self._first = check

    @property
    def holds_writing(self) -> bool:
        """Whether a check is still to be made before anything is written."""
        return self._first is not None

    @contextlib.contextmanager
    def read(self) -> Iterator[Reader]:
        """A block that reads one state. Blocks do not nest."""
        with self._begin("BEGIN") as run:
            yield Reader(run)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """A block whose changes are on the disk when it ends, or undone if it raises. Blocks do not nest."""
        if self._first is not None:
            with self.read() as reader:
                self._first(reader)
            self._first = None
        with self._begin("BEGIN IMMEDIATE") as run:
            yield Transaction(run)

    def copy_to(self, path: Path, key: VaultKey, vault_id: str) -> None:
        """Copy the whole of this database, as it is now, into the empty file at ``path``, under ``key``.

        Inside a block it is the state that the block sees. The copy is one file, without a log beside it. Raises as
        every method does; then the copy is of no use.
        """
        if self._connection is None:
            raise VaultLocked
        self._assert_owner()
        copy = None
        try:
            copy = _keyed(path, key, vault_id, ())
            self._connection.backup(copy, pages=_PAGES, progress=self._look)
            copy.execute("PRAGMA journal_mode = DELETE").fetchall()
            _check_pages(self._connection)
        except sqlcipher.DatabaseError as problem:
            raise translated(problem, path) from problem
        finally:
            if copy is not None:
                copy.close()

    def give_back(self) -> None:
        """Keep no pages in memory that were read: after a long history has passed, they are the least needed ones."""
        self._run("PRAGMA shrink_memory")

    def close(self) -> None:
        """Bring everything into the one file and close it. A second call does nothing."""
        if self._connection is None:
            return
        self._assert_owner()
        connection, self._connection = self._connection, None
        # What cannot be checkpointed, on a full disk for example, stays safe in the write-ahead log.
        with contextlib.suppress(sqlcipher.Error):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.close()
        forget_here()  # what SQLite gave back, in the thread that it belonged to

    @contextlib.contextmanager
    def _begin(self, statement: str) -> Iterator[Callable[[str, Parameters], list[Row]]]:
        if self._block is not None:
            raise RuntimeError("database blocks do not nest")
        self._run(statement)
        block = self._block = object()

        def run(sql: str, parameters: Parameters) -> list[Row]:
            if self._block is not block:
                raise RuntimeError("this database block has ended")
            found = self._run(sql, parameters)
            _check_pages(self._connection)
            return found

        try:
            yield run
            self._run("COMMIT")
        except BaseException:
            # A full disk or a failed write may have rolled back already.
            if self._connection is not None and self._connection.in_transaction:
                with contextlib.suppress(StorageError):
                    self._run("ROLLBACK")
            raise
        finally:
            self._block = None

    def _look(self, *_: int) -> None:
        if self._stopped():
            raise VaultLocked

    def _run(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        if self._connection is None:
            raise VaultLocked
        self._assert_owner()
        try:
            found: list[Row] = self._connection.execute(sql, parameters).fetchall()
        except sqlcipher.DatabaseError as problem:
            raise translated(problem, self._path) from problem
        return found

    def _assert_owner(self) -> None:
        if threading.get_ident() != self._owner:
            raise AssertionError("a database belongs to the thread that opened it")


def connect(
    path: Path,
    key: VaultKey,
    vault_id: str,
    *,
    read_only: bool = False,
    forbidden_thread: Callable[[], bool] = anywhere,
) -> Database:
    """Open the database at ``path``, which must be there; one of zero bytes becomes a new one.

    ``vault_id`` is 32 hex digits. With ``read_only`` nothing is written, not even beside it: for a file that is whole
    by itself, as a snapshot is, and that nobody has open.

    Raises :class:`StorageError` ``wrong_file`` if the file is another vault's or no database at all,
    ``database_damaged`` if it is this vault's and cannot be read, or as :class:`Database` does.
    """
    assert_may_wait(forbidden_thread)
    try:
        with path.open("rb") as file:
            head = file.read(SALT_BYTES)
    except OSError as problem:
        raise storage_error(problem, path) from problem
    ours = bytes.fromhex(vault_id)
    try:
        settings, query = (_READING, "mode=ro&immutable=1") if read_only else (_SETTINGS, "")
        connection = _keyed(path, key, vault_id, settings, query)
    except sqlcipher.DatabaseError as problem:
        if primary_code(problem) == NOT_A_DATABASE and not ours.startswith(head):
            raise StorageError("wrong_file", file=path.name) from problem
        raise translated(problem, path) from problem
    if head and head != ours:
        # SQLCipher does not look at these bytes when it is given them; a changed one is damage all the same.
        connection.close()
        raise StorageError("database_damaged")
    return Database(connection, path)


def connect_beside(path: Path, key: VaultKey, vault_id: str, stopped: Callable[[], bool]) -> Database:
    """One more connection to a database that this program has open already, for another thread: it only reads.

    Once ``stopped`` is true all it does raises :class:`VaultLocked`. Raises as :func:`connect`.
    """
    try:
        connection = _keyed(path, key, vault_id, _READING, "mode=ro")
    except sqlcipher.DatabaseError as problem:
        raise translated(problem, path) from problem
    connection.set_progress_handler(stopped, _STEPS)
    return Database(connection, path, stopped)


def _keyed(path: Path, key: VaultKey, vault_id: str, settings: Sequence[str], query: str = "") -> Any:
    """A connection that has read something with its key. Raises SQLCipher's ``DatabaseError``."""
    name = f"{path.absolute().as_uri()}?{query}" if query else str(path)
    connection = sqlcipher.connect(name, isolation_level=None, uri=bool(query))
    try:
        connection.row_factory = sqlcipher.Row
        connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to stderr
        connection.execute(f"PRAGMA key = \"x'{key.reveal().hex()}{vault_id}'\"")
        # PRAGMA key takes any key. The first reading is what fails.
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
        for setting in settings:
            connection.execute(setting).fetchall()
    except BaseException:
        connection.close()
        raise
    return connection


def _check_pages(connection: Any) -> None:
    """Whether every page so far was as it was written. Raises :class:`StorageError` ``database_damaged``.

    SQLCipher gives zeros for a page whose HMAC is wrong and fails at the next one. Where the first is the end of a long
    value, the zeros would pass for it.
    """
    if connection.execute("PRAGMA cipher_status").fetchone()[0] != "1":
        raise StorageError("database_damaged")
