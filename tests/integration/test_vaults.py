"""Several vaults as a customer has them: real ones, each command a new process, and the power cut at every step."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PASSPHRASE = "copper lantern borrows seven geese"

Run = Callable[..., Any]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Starts the program in a home of its own; what it printed as JSON, with its exit code in ``code``."""

    def start(*arguments: str, before: Callable[[], None] | None = None) -> dict[str, Any]:
        reader, writer = os.pipe()
        os.write(writer, f"{PASSPHRASE}\n{PASSPHRASE}\n".encode())
        os.close(writer)
        try:
            done = subprocess.run(
                [sys.executable, "-m", "vault", "--json", "--passphrase-fd", str(reader), *arguments],
                capture_output=True,
                text=True,
                check=False,
                pass_fds=[reader],
                preexec_fn=before,
                env={
                    **os.environ,
                    "HOME": str(tmp_path),
                    "XDG_DATA_HOME": str(tmp_path / "data"),
                    "XDG_CONFIG_HOME": str(tmp_path / "config"),
                    "PYTHONDONTWRITEBYTECODE": "1",
                },
            )
        finally:
            os.close(reader)
        found: dict[str, Any] = json.loads(done.stdout or "{}")
        return found | {"code": done.returncode, "errors": done.stderr}

    return start


def test_the_vault_that_is_used_is_the_one_that_opens(run: Run, tmp_path: Path) -> None:
    first = tmp_path / "data" / "preference-vault" / "vault"
    assert run("create")["created"] == str(first)
    assert run("set", "clothing.shoe_size", "EU 43")["code"] == 0
    assert run("vaults", "create", "Noor's café")["code"] == 0
    assert [each["value"]["value"] for each in run("list")["preferences"]] == ["43"]
    run("vaults", "use", "Noor's café")
    assert run("list")["preferences"] == []
    moved = run("vaults", "move", "vault", str(tmp_path / "other place" / "kluis"))
    assert moved["moved"] == str(tmp_path / "other place" / "kluis")
    run("vaults", "use", "kluis")
    assert [each["value"]["value"] for each in run("list")["preferences"]] == ["43"]
    assert run("check")["whole"] is True
    assert run("vaults", "delete", "kluis", "--yes")["code"] == 0
    assert list((tmp_path / "other place").iterdir()) == []
    assert [each["name"] for each in run("vaults", "list")["vaults"]] == ["Noor's café"]


def test_a_damaged_list_is_one_sentence_and_a_named_vault_opens_all_the_same(run: Run, tmp_path: Path) -> None:
    run("create")
    listed = tmp_path / "config" / "preference-vault" / "vaults.json"
    listed.parent.mkdir(parents=True)
    listed.write_bytes(b"{")
    failed = run("list")
    assert failed["code"] == 4
    assert str(listed) in failed["errors"]
    assert "Traceback" not in failed["errors"]
    assert run("--vault", str(tmp_path / "data" / "preference-vault" / "vault"), "list")["code"] == 0


@pytest.mark.parametrize(("how", "least"), [("move", 30), ("copy", 100), ("delete", 50)])
def test_no_power_cut_loses_a_vault_or_leaves_what_opens_one(how: str, least: int, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.integration.vaults_killed", how, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= least
