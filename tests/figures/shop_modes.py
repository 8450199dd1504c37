"""What goes wrong around a running shop: each a clear error and a stated mode, and nothing lost when it is over."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select, update

from tests.figures.figure import Figure
from tests.figures.shop_made import Made, answers, make_shop
from tests.figures.shop_served import PATIENCE, Served, run, served
from tests.real_postgresql import Places, Postgresql
from tests.unit.shop.example import PHONE, Example, Vault
from vault.shop import tables
from vault.shop.answers import receive_answer

DISK = 8 * 2**20
"""Bytes of the small disk."""
STATUS = "status.example"
LOOK = 0.05
"""Seconds between two looks at something that is waited for."""


def measure_modes(server: Postgresql) -> Iterator[Figure]:
    """One figure a case: what was not as promised."""
    cases: dict[str, Callable[[Path], Iterator[tuple[str, bool]]]] = {
        "wrong settings": _wrong_settings,
        "missing key": _missing_key,
        "clock skew": _clock_skew,
        "database away": lambda folder: _database_away(folder, server),
        "disk full": _disk_full,
        "status host away": _status_host_away,
    }
    for name, case in cases.items():
        with tempfile.TemporaryDirectory() as place:
            promised = list(case(Path(place)))
        broken = [words for words, right in promised if not right]
        how = "; ".join(f"{words}{'' if right else ': NOT SO'}" for words, right in promised)
        yield Figure(f"{name}, promises broken", str(len(broken)), "0", not broken, how)


def _wrong_settings(folder: Path) -> Iterator[tuple[str, bool]]:
    made = make_shop(folder)
    _import(made, answers(made, 1))
    made.shop.store.close()
    file = folder / "preferences.toml"
    right, before = file.read_text("utf-8"), (folder / "preferences.db").read_bytes()
    for what, text, code in (
        ("a member that is none", right.replace("[terms]", "[terms]\nunknown = 1"), 7),
        ("a purpose that is refused", right.replace("dpv:ServicePersonalisation", "dpv:Advertising"), 5),
        ("no TOML", "[shop", 7),
    ):
        file.write_text(text, "utf-8")
        ended = run("serve", "--policy", str(file))
        yield f"{what}: not served, {_said(ended)}", _refused(ended, code)
    yield "the database is as it was", (folder / "preferences.db").read_bytes() == before


def _missing_key(folder: Path) -> Iterator[tuple[str, bool]]:
    made = make_shop(folder)
    _import(made, answers(made, 1))
    more = answers(made, 1)
    made.shop.store.close()
    for name, code in (("signing.pem", 7), ("preferences.db.ring", 4), ("preferences.db.keys", 4)):
        (folder / name).rename(folder / "away")
        ended = run("serve", "--policy", str(folder / "preferences.toml"))
        yield f"{name}: not served, {_said(ended)}", _refused(ended, code)
        yield f"{name}: none is made in its place", not (folder / name).exists()
        (folder / "away").rename(folder / name)
    with served(folder) as running:
        (folder / "preferences.db.ring").rename(folder / "away")
        status, problems = _ready(running)
        yield f"key ring gone from a running shop: not ready, {problems}", (status, problems) == (503, ["keys_missing"])
        (folder / "away").rename(folder / "preferences.db.ring")
        yield "put back, an answer is taken", running.answer(more[0].form)[0] == 200
    yield "what was held is held", _held(folder) == 2


def _clock_skew(folder: Path) -> Iterator[tuple[str, bool]]:
    made = make_shop(folder)
    request, vault = made.ask("phone"), Vault()
    with served(folder) as running:
        for hours in (-1, 1):
            wrong = made.shop.clock.now() + timedelta(hours=hours)
            status, body = running.answer(vault.answer(request, {"phone": PHONE}, now=wrong))
            code = json.loads(body).get("error_description")
            yield f"a vault {hours:+} h: {status} {code}", status == 400 and bool(code)
        right = vault.answer(request, {"phone": PHONE}, now=made.shop.clock.now())
        yield "with the right time the same request is answered", running.answer(right)[0] == 200
    made.shop.store.close()
    yield "it is held once", _held(folder) == 1


def _database_away(folder: Path, server: Postgresql) -> Iterator[tuple[str, bool]]:
    made = make_shop(folder, Places(server.new(), server.new(), folder / "ring"))
    (given,) = answers(made, 1)
    with served(folder) as running:
        socket = server.folder / ".s.PGSQL.5432"
        away = socket.with_name("away")
        server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'test_%'")
        socket.rename(away)
        status, body = running.answer(given.form)
        yield f"an answer: {status} {body.decode()}", status == 503
        status, problems = _ready(running)
        yield f"not ready: {problems}", (status, problems) == (503, ["store_away"])
        yield "it lives", running.send("GET", "/preferences/health")[0] == 200
        away.rename(socket)
        yield "back, the same answer is taken", running.answer(given.form)[0] == 200
    yield "it is held once", _count(made) == 1
    made.shop.store.close()


def _disk_full(folder: Path) -> Iterator[tuple[str, bool]]:
    with _small_disk(folder / "disk") as disk:
        made = make_shop(disk)
        given = answers(made, 20)
        with served(disk, "--log-format", "json") as running:
            first = running.answer(given[0].form)[0]
            room = os.statvfs(disk)
            ballast = disk / "ballast"
            with ballast.open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, room.f_bavail * room.f_frsize)
            replies = [running.answer(each.form) for each in given[1:]]
            full = [body.decode() for status, body in replies if status == 503]
            yield f"answers: {len(full)} of {len(replies)} get 503 {full[0] if full else ''}", bool(full)
            yield "all others are taken", {status for status, _ in replies} <= {200, 503}
            status, problems = _ready(running)
            yield f"it says so: {status} {problems}", "store_full" in problems or "disk_low" in problems
            ballast.unlink()
            again = [running.answer(each.form)[0] for each in given[1:]]
            yield "with room again the same answers are taken", {first, *again} == {200}
        yield "each is held once", _count(made) == len(given)
        made.shop.store.close()


def _status_host_away(folder: Path) -> Iterator[tuple[str, bool]]:
    made = make_shop(folder)
    file = folder / "preferences.toml"
    file.write_text(file.read_text("utf-8").replace("min_age", f'status_hosts = ["{STATUS}"]\nmin_age'), "utf-8")
    made = replace(made, shop=replace(made.shop, policy=replace(made.shop.policy, status_hosts=(STATUS,))))
    vault, request = Vault(), made.ask("phone")
    named = (f"https://{STATUS}/lists/1", 7)
    form = vault.answer(
        request,
        {"phone": PHONE},
        now=made.shop.clock.now(),
        change=lambda _, claims: replace(claims, status=named),
    )
    receive_answer(made.shop, form)
    for failures in (1, 2):  # one is a hiccup
        with made.shop.store.transaction() as connection:
            connection.execute(update(tables.status_fetch).values(next_fetch=0))
        with served(folder) as running:
            _wait_for(made, failures)
            status, problems = _ready_and_not_busy(running)
            form, end = answers(made, 1)[0].form, time.monotonic() + PATIENCE
            while (taken := running.answer(form)[0]) == 503 and time.monotonic() < end:  # a vault sends it again
                time.sleep(LOOK)
            yield f"an answer is taken: {taken}", taken == 200
    yield f"it says so and is ready: {status} {problems}", (status, problems) == (200, ["status_host_away"])
    yield "everything is held", _count(made) == 3
    made.shop.store.close()


def _said(ended: subprocess.CompletedProcess[str]) -> str:
    return f"exit code {ended.returncode}, “{ended.stderr.strip()}”"


def _refused(ended: subprocess.CompletedProcess[str], code: int) -> bool:
    """With this exit code and one sentence."""
    said = len(ended.stderr.strip().splitlines()) == 1 and "Traceback" not in ended.stderr
    return ended.returncode == code and said


def _wait_for(made: Example, failures: int) -> None:
    """Until the list was asked for in vain so often."""
    asked = select(func.max(tables.status_fetch.c.failures))
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with made.shop.store.reading() as connection:
            found = connection.execute(asked).scalar() or 0
        if found >= failures:
            return
        time.sleep(LOOK)  # who reads without a pause keeps SQLite's writers waiting
    raise TimeoutError


def _ready_and_not_busy(running: Served) -> tuple[int, list[str]]:
    """Whether it is ready, once no other write holds it up: on a slow disk one does."""
    end = time.monotonic() + PATIENCE
    while "store_busy" in (found := _ready(running))[1] and time.monotonic() < end:
        time.sleep(LOOK)
    return found


def _ready(running: Served) -> tuple[int, list[str]]:
    status, body = running.send("GET", "/preferences/ready")
    return status, [each["code"] for each in json.loads(body)["problems"]]


def _import(made: Example, given: list[Made]) -> None:
    for each in given:
        receive_answer(made.shop, each.form)


def _held(folder: Path) -> int:
    from vault.shop.opening import open_shop

    shop = open_shop(folder / "preferences.toml")
    try:
        with shop.store.reading() as connection:
            rows = connection.execute(select(tables.content)).all()
            return len(shop.store.contents.opened(connection, rows))
    finally:
        shop.store.close()


def _count(made: Example) -> int:
    with made.shop.store.reading() as connection:
        return connection.execute(select(func.count()).select_from(tables.item)).scalar_one()


@contextmanager
def _small_disk(disk: Path) -> Iterator[Path]:
    """A disk of its own, which ends with the block. Mounting takes root."""
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(disk)], check=True)
    try:
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)
