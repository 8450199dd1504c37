"""A database of its own for each test, with a fixed key: no key derivation, no passphrase."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vault.storage import journal, safe_write
from vault.storage.connection import Database, connect
from vault.storage.migrations import migrate, schema_steps
from vault.storage.secret import VaultKey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KEY = VaultKey(bytes(range(32)))
VAULT_ID = "a5" * 16
NOON = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)


@pytest.fixture
def database_path(tmp_path: Path) -> Path:
    path = tmp_path / "vault.db"
    safe_write.create(path)
    return path


@pytest.fixture
def database(database_path: Path) -> Iterator[Database]:
    opened = connect(database_path, KEY, VAULT_ID)
    migrate(opened, schema_steps())
    with opened.transaction() as transaction:
        transaction.execute(
            "INSERT INTO vault_state (one, slot_generation, state_generation, journal_start) VALUES (1, 1, 0, ?)",
            (b"s" * journal.START_BYTES,),
        )
    yield opened
    opened.close()


@pytest.fixture
def seeded() -> Callable[[int], bytes]:
    """Bytes that look random and are the same in each run."""
    return random.Random(1).randbytes


@pytest.fixture
def reachable() -> Iterator[Path]:
    """A folder that other users can get to, as pytest's own is not."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


@pytest.fixture
def as_nobody() -> Callable[[str, Path], str]:
    """Runs Python as a user without rights, also where the tests run as root, and gives back what it printed."""

    def run(program: str, argument: Path) -> str:
        drop = "import os, sys\nif os.geteuid() == 0:\n    os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        # All is imported before the rights go: the checkout may be closed to others.
        imports = (
            "from vault.core.errors import VaultError\nfrom vault.storage import safe_write, vault_folder, lock_file\n"
            "from vault.storage import vault_moving, vault_parts, vault_removal\n"
        )
        imports += "from pathlib import Path\n"
        body = "try:\n    " + program + "\nexcept VaultError as problem:\n    print(problem.code)\n"
        result = subprocess.run(
            [sys.executable, "-c", imports + drop + body, str(argument)],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        )
        return result.stdout.strip()

    return run
