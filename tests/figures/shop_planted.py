"""After everybody stopped: where planted values still are, and what an old backup tells with the keys of now."""

from __future__ import annotations

import base64
import secrets
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from tests.figures.figure import Figure
from tests.figures.shop_made import ONE, Made, answers, make_shop
from tests.figures.shop_served import EVENT, Served, run, served
from tests.real_postgresql import PROGRAMS, Places, Postgresql
from tests.unit.shop.example import CLIENT_ID, Example, urn
from vault.core.errors import StorageError
from vault.core.value import Value
from vault.shop.contents import unsealed
from vault.shop.key_store import item_key
from vault.tokens.security_event import stop_event

CUSTOMERS, CUSTOMERS_FULL = 15, 500
STAY = 5
"""Customers more who do not stop: their keys are there and must open nothing of the others'."""
RECIPIENT = "Pakhuis Hosting"
TARGETS = f'[[target]]\nrecipient = "{RECIPIENT}"\nplugin = "csv"\nitems = ["phone"]\nfile = "passed-on.csv"\n'


def measure_planted(server: Postgresql, *, full: bool) -> Iterator[Figure]:
    """What is left of planted values, on both databases."""
    for name in ("SQLite", "PostgreSQL"):
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            places = Places(server.new(), server.new(), folder / "ring") if name == "PostgreSQL" else None
            (folder / "targets.toml").write_text(TARGETS, "utf-8")
            made = make_shop(folder, places)
            yield from _planted(name, made, server if places else None, CUSTOMERS_FULL if full else CUSTOMERS)
            made.shop.store.close()


def _planted(name: str, made: Example, server: Postgresql | None, count: int) -> Iterator[Figure]:
    folder, marker = (
        made.folder if server is None else made.shop.policy.signing_key.parent,
        f"Planted{secrets.token_hex(5)}",
    )
    given = answers(made, count + STAY, ONE, lambda number: {"phone": Value(f"{marker} {number:05d}")})
    with served(folder, "--log-format", "json") as running:
        for each in given:
            _ok(running.answer(each.form)[0] == 200)
        sent = run("send", RECIPIENT, "--policy", str(folder / "preferences.toml"))
        _ok(sent.returncode == 0)
        passed_on = len(_places([folder / "passed-on.csv"], marker))
        backup = _backup(made, server)
        wrapped = _wrapped(made)
        stays = {each.vault.issued[0].jti for each in given[count:]}
        _stop(running, given[:count])
    if server is not None:
        _ok(run("keys", "rotate", "--policy", str(folder / "preferences.toml")).returncode == 0)
        server.run("CHECKPOINT")
    files = [
        path for top in (folder, *([server.folder] if server else [])) for path in top.rglob("*") if path.is_file()
    ]
    _ok(passed_on == 1 and len(backup) == count + STAY)  # what is looked for is found where it is
    left = _places([path for path in files if path.name != "passed-on.csv"], marker)
    exported = (folder / "passed-on.csv").read_text("utf-8").count(marker)
    values = len(left) + abs(exported - STAY)
    how = (
        f"{count} values of customers who shared and stopped, {STAY} more stayed: the marker of all, as it is, in "
        f"UTF-16, hexadecimal and base64, in {len(files)} files (databases, journal or WAL, logs, lists): "
        f"{', '.join(path.name for path in left) or 'nowhere'}; in the file that was passed on {exported} of {STAY}"
    )
    yield Figure(f"after stop, planted values left, {name}", str(values), "0", values == 0, how)
    opened, found = _opened(made, backup, wrapped, stays, files)
    rotated = " and `keys rotate`" if server else ""
    how = (
        f"a backup of the database taken before the stops, {len(backup)} values, against every key of now and every "
        f"key that was deleted and is still found in a file ({found}), after the stops{rotated}"
    )
    figure = f"after stop, values of a backup that can be read, {name}"
    yield Figure(figure, str(opened), "0", opened == 0, how)


def _stop(running: Served, given: list[Made]) -> None:
    for each in given:
        event = stop_event(
            each.vault.key, aud=CLIENT_ID, iat=datetime.now(UTC), jti=urn(), token_jti=each.vault.issued[0].jti
        )
        _ok(running.send("POST", "/preferences/stop", EVENT, event.encode())[0] == 202)


def _backup(made: Example, server: Postgresql | None) -> dict[str, bytes]:
    """What the contents of a backup of the database are, by ``jti``."""
    policy = made.shop.policy
    if server is None:
        backup = policy.store.with_name("backup.db")
        with closing(sqlite3.connect(policy.store)) as source, closing(sqlite3.connect(backup)) as copy:
            source.backup(copy)
            return {str(jti): bytes(sealed) for jti, sealed in copy.execute("SELECT jti, sealed FROM content")}
    programs = sorted(PROGRAMS.glob("*/bin/pg_dump"))
    program = str(programs[-1]) if programs else "pg_dump"
    command = [program, "--table=content", "--data-only", f"--dbname={policy.database}"]
    dumped = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    lines = [line.split("\t") for line in dumped.splitlines() if line.startswith("urn:")]
    return {jti: bytes.fromhex(sealed.removeprefix("\\\\x")) for jti, sealed in lines}


def _wrapped(made: Example) -> dict[str, bytes]:
    """The wrapped keys that the key store has, by ``jti``."""
    with made.shop.store.keys.reading() as connection:
        return {row.jti: row.wrapped for row in connection.execute(select(item_key)).all()}


def _opened(
    made: Example, backup: Mapping[str, bytes], before: Mapping[str, bytes], stays: set[str], files: list[Path]
) -> tuple[int, int]:
    """How many values of who stopped a key opens, and how many deleted keys are still in a file somewhere."""
    ring, now = made.shop.store.keys.ring, _wrapped(made)
    gone = {jti: wrapped for jti, wrapped in before.items() if jti not in now}
    everything = b"".join(path.read_bytes() for path in files if path.name != "backup.db")
    found = {jti: wrapped for jti, wrapped in gone.items() if wrapped in everything}
    keys = [
        key
        for kek in ring.ids
        for jti, wrapped in [*now.items(), *found.items()]
        if (key := _key(made, kek, wrapped, jti))
    ]
    opened = sum(_opens(keys, jti, sealed) for jti, sealed in backup.items() if jti not in stays)
    if sum(_opens(keys, jti, backup[jti]) for jti in stays) != len(stays):
        raise ValueError("who stayed cannot be read either")
    return opened, len(found)


def _key(made: Example, kek: str, wrapped: bytes, jti: str) -> bytes | None:
    try:
        return made.shop.store.keys.ring.unwrap(kek, wrapped, jti)
    except StorageError:
        return None


def _opens(keys: list[bytes], jti: str, sealed: bytes) -> bool:
    for key in keys:
        try:
            unsealed(key, jti, sealed)
        except StorageError:
            continue
        return True
    return False


def _places(files: list[Path], marker: str) -> list[Path]:
    """The files that have the marker in any form."""
    plain = marker.encode()
    forms = [plain, marker.encode("utf-16-le"), plain.hex().encode()]
    forms += [base64.urlsafe_b64encode(b" " * shift + plain)[4:-4] for shift in range(3)]
    return [path for path in files if any(form in (data := path.read_bytes()) for form in forms) and data]


def _ok(right: bool) -> None:
    if not right:
        raise ValueError("what the figure is about did not come about")
