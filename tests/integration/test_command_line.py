"""``preference-vault`` as a customer types it: a real vault, and the real shop on this machine."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from vault.demo.browser import Browser
from vault.demo.schoenenhuis import HOST, RunningShop, open_schoenenhuis

PASSPHRASE = "copper lantern borrows seven geese"
SECRETS = ("EU 43", "insoles", PASSPHRASE)


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    errors: str

    @property
    def found(self) -> dict[str, Any]:
        """The one JSON object that was printed."""
        found: dict[str, Any] = json.loads(self.out)
        return found


@dataclass(frozen=True)
class Customer:
    """Starts the program anew for each command, as a shell does."""

    vault: Path
    test_shops: Path | None = None

    def __call__(self, *arguments: str, passphrases: tuple[str, ...] = (PASSPHRASE, PASSPHRASE)) -> Ended:
        reader, writer = os.pipe()
        os.write(writer, "".join(f"{each}\n" for each in passphrases).encode())
        os.close(writer)
        options = ["--vault", str(self.vault), "--passphrase-fd", str(reader), "--language", "en"]
        options += ["--test-shops", str(self.test_shops)] if self.test_shops else []
        try:
            done = subprocess.run(
                [sys.executable, "-m", "vault", *options, *arguments],
                capture_output=True,
                text=True,
                check=False,
                stdin=subprocess.DEVNULL,
                pass_fds=[reader],
                cwd=self.vault.parent,
                env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
                timeout=120,
            )
        finally:
            os.close(reader)
        assert "Traceback" not in done.stderr, done.stderr
        return Ended(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault that the program made and filled, for each test to copy."""
    made = Customer(tmp_path_factory.mktemp("filled") / "vault")
    assert made("create").code == 0
    assert made("set", "clothing.shoe_size", "EU 43").code == 0
    assert made("set", "health.foot_health", "insoles").code == 0
    return made.vault


@pytest.fixture
def customer(tmp_path: Path, filled: Path) -> Customer:
    return Customer(Path(shutil.copytree(filled, tmp_path / "vault")))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[RunningShop]:
    with open_schoenenhuis(tmp_path / "shop") as running:
        yield running


def link(shop: RunningShop) -> str:
    page = Browser(shop.address).get(shop.url("/preferences/start"), accept="application/json")
    return str(json.loads(page.body)["preference_vault_link"])


def code(customer: Customer, address: str) -> str:
    """The code of the terms, as ``open`` shows it."""
    return str(customer("open", address, "--json").found["request"]["terms_code"])


def test_share_and_stop_with_a_real_shop(customer: Customer, shop: RunningShop) -> None:
    customer = Customer(customer.vault, shop.folder / "test-shops.toml")
    address = link(shop)
    seen = customer("open", address)
    assert seen.code == 0
    assert seen.out.startswith(f"{HOST} asks to see 6 preferences.")
    assert "Test shop: it runs on this computer." in seen.out
    chosen = ("--item", "shoe_size=range", "--sealed", "foot_health=category")
    shared = customer("share", address, *chosen, "--yes", "--terms", code(customer, address), "--json")
    assert shared.code == 0
    assert [each["state"] for each in shared.found["deliveries"]] == ["delivered"]
    assert [each["key"] for each in shared.found["shared"]] == ["clothing.shoe_size", "health.foot_health"]
    states = [each["state"] for each in customer("shops", "--json").found["shops"][0]["items"]]
    assert states == ["active", "active"]
    stopped = customer("stop", HOST, "--json")
    assert stopped.code == 0
    assert {each["state"] for each in stopped.found["stopped"]} == {"erased"}
    kinds = [each["kind"] for each in customer("history", HOST, "--json").found["history"]]
    assert kinds[-5:] == ["shared", "delivered", "stopped", "told", "erased"]
    assert customer("check").code == 0


def test_stop_at_a_shop_that_is_gone_waits_and_says_so(customer: Customer, tmp_path: Path) -> None:
    with open_schoenenhuis(tmp_path / "shop") as shop:
        customer = Customer(customer.vault, shop.folder / "test-shops.toml")
        address = link(shop)
        terms = code(customer, address)
        assert customer("share", address, "--item", "shoe_size", "--yes", "--terms", terms).code == 0
    stopped = customer("stop", HOST)
    assert stopped.code == 6
    assert "Stopped. Shop not reached yet." in stopped.out
    assert customer("shops", "--json").found["shops"][0]["items"][0]["state"] == "stopping"


def test_everything_goes_along_and_comes_back(customer: Customer, tmp_path: Path) -> None:
    path = tmp_path / "my preferences.json"
    exported = customer("export", str(path), "--sealed", "--open", "--form", "json", "--json")
    assert exported.code == 0
    assert path.stat().st_mode & 0o777 == 0o600
    second = Customer(tmp_path / "second")
    assert second("create").code == 0
    assert second("import", str(path), "--json").found["counts"] == exported.found["counts"]
    assert second("list", "--json").out == customer("list", "--json").out
    assert "EU 43" in second("card").out


def test_nothing_typed_is_readable_in_the_vault(customer: Customer) -> None:
    customer("export", str(customer.vault.parent / "gone.json"), "--sealed", "--open")
    customer("set", "no.such_key", "x")
    for path in customer.vault.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            for secret in SECRETS:
                assert secret.encode() not in data, path.name


def test_wrong_passphrase_and_none_at_all(customer: Customer) -> None:
    wrong = customer("list", passphrases=("not this one",))
    assert (wrong.code, wrong.out) == (3, "")
    assert "not this one" not in wrong.errors
    assert customer("list", passphrases=()).code == 7


def test_second_program_is_kept_out(customer: Customer) -> None:
    reader, writer = os.pipe()
    options = ["--vault", str(customer.vault), "--passphrase-fd", str(reader), "set", "clothing.fit", "-"]
    with subprocess.Popen(
        [sys.executable, "-m", "vault", *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=[reader],
    ) as first:
        os.write(writer, f"{PASSPHRASE}\n".encode())
        assert first.stderr is not None
        while first.stderr.read(1) not in {b":", b""}:  # the question for the value: the vault is open now
            pass
        second = customer("list")
        first.communicate(b"loose\n")
    os.close(reader)
    os.close(writer)
    assert second.code == 4
    assert len(second.errors.splitlines()) == 1


def test_without_a_terminal_nothing_is_echoed(customer: Customer) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "vault", "--vault", str(customer.vault), "--language", "en", "list"],
        input=f"{PASSPHRASE}\n",
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
    )
    assert done.returncode == 7
    assert "--passphrase-fd" in done.stderr
    assert "Warning" not in done.stderr


def test_output_that_cannot_be_written_is_said(customer: Customer) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "vault", "--language", "en", "list", "--possible"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr.count(b"\n")) == (4, 1)
    assert done.stderr.startswith(b"The output cannot be written.")


@pytest.mark.parametrize(("closed", "code"), [("1>&-", 4), ("2>&-", 7), ("1>&- 2>&-", 4)])
def test_closed_output_is_no_traceback(tmp_path: Path, closed: str, code: int) -> None:
    program = f"exec {sys.executable} -m vault --language en --vault {tmp_path / 'none'} list {closed}"
    done = subprocess.run(["/bin/sh", "-c", program], capture_output=True, check=False)
    assert done.returncode == code
    assert done.stdout == b""
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        [b"list", b"--search", b"\xff"],
        [b"list", b"\xff"],
        [b"stop", b"\xff"],
        [b"set", b"clothing.fit", b"\xff"],
        [b"card", b"\xff"],
        [b"share", b"x", b"--item", b"\xff"],
        [b"list", b"--passphrase-fd", b"99999999999999999999"],
        [b"list", b"--passphrase-fd", b"-1"],
        [b"list", b"--passphrase-fd", b"9" * 5000],
        [b"list", b"--\xff"],
    ],
)
def test_what_is_no_text_is_typed_wrong(arguments: list[bytes], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "vault", "--language", "en", "--vault", str(tmp_path / "none")]
    done = subprocess.run([*command, *arguments], capture_output=True, check=False, stdin=subprocess.DEVNULL)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_a_file_may_have_a_name_that_is_no_text(customer: Customer, tmp_path: Path) -> None:
    path = os.fsdecode(bytes(tmp_path) + b"/x\xff.json")
    assert customer("export", path, "--open").code == 0
    assert customer("export", path, "--open", "--json").code == 7


def test_reader_that_has_had_enough_is_no_error(customer: Customer) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "vault", "list", "--possible"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert program.stdout is not None
    program.stdout.close()
    _, errors = program.communicate()
    assert (program.returncode, errors) == (0, b"")
