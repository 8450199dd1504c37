"""Killed between any two steps that touch a file: no backup is half, no vault is half, and nothing committed is lost.

Each step runs in a process of its own, forked from one that has the key already, which kills itself as the step comes
up. What it leaves is then looked at, and has to be whole.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.example_day import PASSPHRASE

ROOT = Path(__file__).parents[2]
VAULTS = ROOT / "tests" / "fixtures" / "vaults"

PROGRAM = '''
import json, os, secrets, shutil, signal, sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.one_customer import content
from tests.unit.core.catalogue_values import shipped
from vault.core.clock import SetClock
from vault.customer.backups import Reason, drill, keep_backup, save_backup
from vault.customer.checking import check_vault
from vault.customer.restoring import look_into, restore_backup, save_what_is_left
from vault.customer.session import Derived, derive
from vault.storage import backups_kept, settings
from vault.storage.secret import Passphrase
from vault.storage.vault_folder import VaultFolder

what, home, passphrase = sys.argv[1], Path(sys.argv[2]), Passphrase(sys.stdin.read())
clean, work = home / "clean", home / "work"
NOW = datetime(2026, 5, 13, 12, 0, tzinfo=UTC)
FILES = {"open", "os.mkdir", "os.rename", "os.remove", "os.link", "os.rmdir", "os.chmod", "os.truncate"}
given = derive(clean / "vault", passphrase)


def unlocked(folder):
    return Derived(VaultFolder(folder), given.unlocked)


def opened(folder, at=NOW):
    return unlocked(folder).open(catalogue=shipped(), clock=SetClock(at), random=secrets.token_bytes)


def commit(session, number):
    with session.database.transaction() as transaction:
        settings.put(transaction, "committed", number)


def act():
    """One thing that is done to files; what was committed before it is 1."""
    vault = work / "vault"
    if what == "salvage":
        return save_what_is_left(
            unlocked(vault), work / "beside", catalogue=shipped(), clock=SetClock(NOW), random=secrets.token_bytes
        )
    if what == "restore":
        backup = look_into(next(vault.glob("backups/*")))
        return restore_backup(
            backup, given.unlocked.key, work / "beside", clock=SetClock(NOW), random=secrets.token_bytes
        )
    with opened(vault) as session:
        if what == "migration":
            return None
        commit(session, 1)
        if what == "keep":
            return keep_backup(session, Reason.DAILY)
        return save_backup(session, work / "saved") if what == "save" else drill(session)


def killed_at(step):
    """Whether the process was killed before it came to its end."""
    child = os.fork()
    if child == 0:
        steps = iter(range(10**6))

        def die(event, arguments):
            if event in FILES and next(steps) == step:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(die)
        act()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0


def look(said, before):
    """What is left opens and is whole, with every backup whole; nothing half has a name of its own."""
    for path in [*work.glob("vault/backups/*.vaultbackup"), *work.glob("saved")]:
        backups_kept.prove_written(path, given.unlocked.key)
    names = {path.name for path in work.iterdir() if not path.name.startswith(".")}
    assert names <= {"vault", "beside", "saved"}, names
    assert {path.name for path in work.glob("vault/backups/*.vaultbackup")} >= before
    for folder in (work / "vault", work / "beside"):
        if folder.exists():
            with opened(folder, NOW + timedelta(days=1)) as session:
                assert check_vault(session).whole
                found = content(session.database)
                for name in set(said) - {"journal", "setting"}:
                    assert found[name]["rows"] == said[name]["rows"], name
                keep_backup(session)  # and the next one clears away what the last one left
    left = [path.name for path in (work / "vault").rglob(".*")]
    assert left == [], left


with opened(clean / "vault") as session:
    said = content(session.database) if what != "migration" else {}
    if what in {"restore", "drill", "keep"}:
        for day in range(8 if what == "keep" else 1):
            session.clock.moment = NOW - timedelta(days=20 - day)
            keep_backup(session, Reason.DAILY)
if what == "migration":
    shutil.rmtree(clean)
    shutil.copytree(sys.argv[3], clean / "vault")
kept = {path.name for path in clean.glob("vault/backups/*.vaultbackup")}
before = set(sorted(kept)[-6:])  # an older one may have to go
step, killed = 0, True
while killed:
    shutil.copytree(clean, work)
    killed = killed_at(step)
    look(said, before)
    shutil.rmtree(work)
    step += 1
print(json.dumps(step))
'''


@pytest.mark.parametrize("what", ["keep", "save", "restore", "drill", "salvage", "migration"])
def test_a_kill_between_any_two_steps_leaves_only_what_is_whole(tmp_path: Path, what: str) -> None:
    shutil.copytree(VAULTS / ("1" if what == "migration" else "2"), tmp_path / "clean" / "vault")
    result = subprocess.run(
        [sys.executable, "-c", PROGRAM, what, str(tmp_path), str(VAULTS / "1")],
        input=PASSPHRASE,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert result.stderr == ""
    assert json.loads(result.stdout) > 10
