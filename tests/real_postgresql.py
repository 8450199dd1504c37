"""A real PostgreSQL of the tests' own, reached by a Unix socket in its own folder, and gone with them."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from types import MappingProxyType

from sqlalchemy import create_engine, delete, text

from vault.shop import key_store
from vault.shop import tables as shop_tables
from vault.shop.database import open_database
from vault.shop.store import Store, open_store

PROGRAMS = Path("/usr/lib/postgresql")
"""Debian has one folder a version here; elsewhere the programs are on the path."""
USER = "postgres"
"""Who it runs as where the tests run as root: it refuses to be root."""
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",  # no test pulls the plug
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "60",
    "shared_buffers": "32MB",
    "autovacuum": "off",
}


@dataclass
class Postgresql:
    """The running server. ``folder`` has its files, in ``data``, and its socket."""

    folder: Path
    server: subprocess.Popen[bytes]
    _numbers: Iterator[int] = field(default_factory=count)

    def url(self, database: str) -> str:
        """The address of a database, as in a shop's settings."""
        return f"postgresql://{USER}@/{database}?host={self.folder}"

    def new(self, like: str = "template1") -> str:
        """The address of a new database, empty or a copy of the one with this name."""
        name = f"test_{next(self._numbers)}"
        self.run(f'CREATE DATABASE {name} TEMPLATE "{like}" STRATEGY file_copy')
        return self.url(name)

    def run(self, statement: str) -> None:
        """One statement outside any transaction."""
        engine = create_engine(
            self.url("postgres").replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT"
        )
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


@dataclass(frozen=True)
class Places:
    """Where a store is: its database, its key store's, and the file of its key ring."""

    database: Path | str
    key_store: Path | str
    key_ring: Path

    @property
    def settings(self) -> str:
        """The lines of a shop's settings."""
        return f'store = "{self.database}"\nkey_store = "{self.key_store}"\nkey_ring = "{self.key_ring}"'

    def open(self) -> Store:
        """The open store; made, if it is new."""
        return open_store(self.database, key_store=self.key_store, key_ring=self.key_ring)


def emptying(places: Places) -> Callable[[], None]:
    """Makes them as new each time that it is called. Deleting some rows takes a tenth of truncating all tables."""
    places.open().close()
    engines = [
        (open_database(places.database), shop_tables.metadata.sorted_tables),
        (open_database(places.key_store), [key_store.item_key, key_store.stop_line]),
    ]

    def empty() -> None:
        for engine, tables in engines:
            with engine.begin() as connection:
                for table in reversed(tables):
                    connection.execute(delete(table))
                connection.execute(text("SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'"))
            engine.dispose()  # a database that anybody is connected to cannot be copied

    return empty


@contextmanager
def postgresql(otherwise: Mapping[str, str] = MappingProxyType({})) -> Iterator[Postgresql]:
    """Start it, and end it with everything it kept. ``otherwise`` are settings that are not those of tests."""
    folder = Path(tempfile.mkdtemp(prefix="vault-postgresql-"))
    shutil.chown(folder, *_owner())
    folder.chmod(0o700)
    data, programs = folder / "data", _programs()
    try:
        _run([programs / "initdb", "-D", data, "-U", USER, "-A", "trust", "-N", "-E", "UTF8", "--locale=C.UTF-8"])
        settings = [
            f"--{name}={value}" for name, value in {**_SETTINGS, **otherwise, "unix_socket_directories": folder}.items()
        ]
        log = (folder / "log").open("wb")
        with log:
            server = subprocess.Popen([*_as_user(), str(programs / "postgres"), "-D", str(data), *settings], stderr=log)
        try:
            _run([programs / "pg_isready", "-q", "-h", folder, "-t", "0"], until=0, server=server)
            yield Postgresql(folder, server)
        finally:
            server.send_signal(signal.SIGINT)  # "fast": it ends its connections
            server.wait(30)
    finally:
        shutil.rmtree(folder)


def _programs() -> Path:
    found = sorted(PROGRAMS.glob("*/bin/initdb"))
    path = found[-1] if found else Path(shutil.which("initdb") or PROGRAMS)
    return path.parent


def _owner() -> tuple[str | int, str | int]:
    return (USER, USER) if os.geteuid() == 0 else (os.getuid(), os.getgid())


def _as_user() -> list[str]:
    if os.geteuid() != 0:
        return []
    who = pwd.getpwnam(USER)
    return ["setpriv", f"--reuid={who.pw_uid}", f"--regid={who.pw_gid}", "--clear-groups"]


def _run(command: list[object], *, until: int | None = None, server: subprocess.Popen[bytes] | None = None) -> None:
    """Run it as that user; with ``until`` again and again, while the server runs, until it ends so."""
    while True:
        done = subprocess.run(
            [*_as_user(), *map(str, command)], capture_output=True, text=True, check=False, cwd="/", timeout=60
        )
        if done.returncode == (until or 0):
            return
        if until is None or server is None or server.poll() is not None:
            message = f"{command[0]}: {done.stderr}"
            raise RuntimeError(message)
