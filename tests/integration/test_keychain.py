"""Quick unlock with a real Secret Service: gnome-keyring on a bus of its own, never anybody's own session."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PASSPHRASE = "copper lantern borrows seven geese"
START = "printf keyring | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1"
LOCK = """
import secretstorage
connection = secretstorage.dbus_init()
secretstorage.get_default_collection(connection).lock()
"""
PROGRAM = """
import secrets, sys
from pathlib import Path
from vault.core.errors import VaultError
from vault.storage import keychain

try:
    found = keychain.find()
    found.prove(secrets.token_bytes)
    found.keep("mine", b"secret")
    print(found.read("mine").decode(), found.read("another"))
    found.forget("mine")
    found.forget("mine")
    print(found.read("mine"))
except VaultError as problem:
    print(problem.code)
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A home and a runtime folder of the test's own, and no bus but the one that is started in it."""
    for name in ("home", "run"):
        (tmp_path / name).mkdir(mode=0o700)
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path / "home"),
        "XDG_RUNTIME_DIR": str(tmp_path / "run"),
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def in_session(environment: dict[str, str], *commands: str) -> str:
    """Run shell commands in a session of their own, which ends with them; what they printed."""
    script = "; ".join(["set -e", *commands])
    result = subprocess.run(
        ["dbus-run-session", "--", "bash", "-c", script],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def python(program: str, folder: Path, name: str) -> str:
    """The command that runs a program."""
    path = folder / f"{name}.py"
    path.write_text(program, "utf-8")
    return f"{sys.executable} {path}"


@pytest.fixture(autouse=True)
def installed() -> None:
    for each in ("dbus-run-session", "gnome-keyring-daemon"):
        assert shutil.which(each), f"{each} is missing; run: bash .ci/system test"


def test_a_secret_is_kept_read_and_forgotten(environment: dict[str, str], tmp_path: Path) -> None:
    said = in_session(environment, START, python(PROGRAM, tmp_path, "program"))
    assert said == "secret None\nNone\n"


def test_a_locked_keychain_is_said_and_nobody_waits(environment: dict[str, str], tmp_path: Path) -> None:
    said = in_session(environment, START, python(LOCK, tmp_path, "lock"), python(PROGRAM, tmp_path, "program"))
    assert said == "keychain_locked\n"


def test_a_keychain_that_does_not_run_is_said(environment: dict[str, str], tmp_path: Path) -> None:
    assert in_session(environment, python(PROGRAM, tmp_path, "program")) == "keychain_missing\n"


def test_without_a_session_there_is_no_keychain(environment: dict[str, str], tmp_path: Path) -> None:
    result = subprocess.run(
        python(PROGRAM, tmp_path, "program").split(" "),
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert result.stdout == "keychain_missing\n"


def test_quick_unlock_from_beginning_to_end(environment: dict[str, str], tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    typed = tmp_path / "typed"
    typed.write_text(f"{PASSPHRASE}\n", "utf-8")
    program = f"{sys.executable} -m vault --vault {vault} --language en"
    with_passphrase = f"--passphrase-fd 3 3<{typed}"
    said = in_session(
        environment,
        START,
        f"{program} create {with_passphrase}",
        f"{program} set clothing.shoe_size 'EU 43' {with_passphrase}",
        f"{program} keys quick on {with_passphrase}",
        f"{program} --quick list </dev/null",
        f"{program} keys renew {with_passphrase}",
        f"{program} --quick list </dev/null",
        f"{program} --quick card --sealed </dev/null 2>&1 || echo asks $?",
        f"{program} keys quick off {with_passphrase}",
        f"{program} --quick list </dev/null 2>&1 || echo refused $?",
    )
    lines = said.splitlines()
    assert sum("EU 43" in line for line in lines) == 3  # as it was kept, and twice by quick unlock
    assert "Quick unlock is on. What is sealed still takes your passphrase." in lines
    assert "asks 7" in lines
    assert lines[-2:] == ["Quick unlock is off for this vault. Use your passphrase.", "refused 7"]
