"""From an empty project to a personalised page, as README.md says, with each framework."""

from __future__ import annotations

import os
import re
import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from signal import SIGTERM

import pytest

from tests.integration.shop_process import Browser, Customer, new_shop, running
from tests.unit.shop.example import HOST
from vault.core.value import Precision, Value
from vault.demo.authority import ThrowAwayAuthority
from vault.shop.command_line import _parser

SHOPS = Path(__file__).parent / "example_shops"
README = Path(__file__).parents[2] / "README.md"
NAMES = ("fastapi_shop", "django_shop", "flask_shop")
MOST_LINES = 40
LISTENS = r"running on http://127\.0\.0\.1:(\d+)"
SIZE = {"shoe_size": Value("43", system="EU")}


@pytest.mark.parametrize("name", NAMES)
def test_a_page_follows_what_the_customer_shares_and_stops(name: str, tmp_path: Path) -> None:
    authority = new_shop(tmp_path)
    command = ["-m", "uvicorn", f"{name}:app", "--app-dir", str(SHOPS), "--port", "0"]
    with running(command, tmp_path, LISTENS) as shop:
        mine, other, customer = Browser(shop.port), Browser(shop.port), Customer(shop.port, authority)
        before = mine.get("/shoes")
        assert (before.status, before.headers["cache-control"]) == (200, "no-store")
        assert "<preference-button>" in before.text
        assert Browser(shop.port).get("/preferences/preference-button.js").status == 200
        back = customer.share(mine, SIZE)
        assert (back.status, back.headers["location"]) == (303, "/shoes")
        assert mine.get("/shoes").text == "<h1>Shoes in EU 43</h1>"
        assert other.get("/shoes").text == before.text
        assert other.get("/preferences/start").status == 303
        assert other.get("/shoes").text == before.text
        assert customer.stop().status == 202
        assert mine.get("/shoes").text == before.text
        assert shop.end() == -SIGTERM  # so uvicorn ends, once it is done
    assert not any("Traceback" in line or "ERROR" in line for line in shop.said), shop.said
    with closing(sqlite3.connect(tmp_path / "preferences.db")) as database:
        read = database.execute("SELECT outcome, count(*) FROM reading GROUP BY outcome").fetchall()
    assert dict(read) == {"nobody": 3, "read": 1, "erased": 1}  # those of the last second too


@pytest.mark.parametrize("name", NAMES)
def test_a_coarser_answer_is_shown_as_coarse_as_it_is(name: str, tmp_path: Path) -> None:
    authority = new_shop(tmp_path)
    command = ["-m", "uvicorn", f"{name}:app", "--app-dir", str(SHOPS), "--port", "0"]
    with running(command, tmp_path, LISTENS) as shop:
        mine, customer = Browser(shop.port), Customer(shop.port, authority)
        customer.share(mine, {"shoe_size": Value(None, "42", "44", "EU", precision=Precision.RANGE)})
        assert mine.get("/shoes").text == "<h1>Shoes in EU 42–44</h1>"  # noqa: RUF001 - an en dash


@pytest.mark.parametrize("name", NAMES)
def test_it_is_short_and_stands_in_the_readme(name: str) -> None:
    code = (SHOPS / f"{name}.py").read_text("utf-8")
    assert len(code.splitlines()) <= MOST_LINES
    assert f"```python\n{code}```" in README.read_text("utf-8")


def commands() -> list[str]:
    """What the README's part for a shop tells its developer to type."""
    part = README.read_text("utf-8").partition("## For a shop's developer")[2].partition("\n## ")[0]
    return [line.partition(" # ")[0].strip() for line in re.findall(r"^preference-shop .*$", part, re.MULTILINE)]


def typed(command: str, folder: Path, lines: str = "") -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env={**os.environ, "PATH": path, "LC_ALL": "C.UTF-8"},
        input=lines,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_every_command_of_the_readme_is_one() -> None:
    before = ["init", "notice", "train", "lint", "conformance"]
    running = ["access", "incident", "import", "counter", "send", "report", "keys"]
    assert [each.split()[1] for each in commands()] == [*before, *running]
    for command in commands():
        _parser().parse_args(shlex.split(command.partition(">")[0])[1:])


def test_from_an_empty_folder_to_the_page(tmp_path: Path) -> None:
    """Only the certificate does not come from where the README says; and whoever reads is trained already."""
    init, notice, _, lint, *_ = commands()
    about = [HOST, "Schoenenhuis B.V.", "Stationsplein 1, Utrecht", "", "", "", "", "/shoes", *[""] * 4]
    made = typed(init, tmp_path, "\n".join([*about, "clothing.shoe_size", *[""] * 10]))
    assert (made.returncode, made.stderr) == (0, ""), made.stdout
    told = typed(notice, tmp_path)
    assert (told.returncode, told.stderr) == (0, "")
    assert "Schoenenhuis B.V." in (tmp_path / "notice.html").read_text("utf-8")
    verdict = typed(lint, tmp_path)
    assert verdict.returncode < 2, verdict.stdout + verdict.stderr
    authority = ThrowAwayAuthority(datetime.now(UTC).replace(microsecond=0))
    leaf = authority.leaf(HOST)
    (tmp_path / "chain.pem").write_bytes(leaf.certificate_pem)
    (tmp_path / "signing.pem").write_bytes(leaf.key_pem)
    command = ["-m", "uvicorn", "fastapi_shop:app", "--app-dir", str(SHOPS), "--port", "0"]
    with running(command, tmp_path, LISTENS) as shop:
        mine, customer = Browser(shop.port), Customer(shop.port, authority)
        customer.share(mine, SIZE)
        assert mine.get("/shoes").text == "<h1>Shoes in EU 43</h1>"
