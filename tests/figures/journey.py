"""The figures of the first journey: nothing in the clear, fast sharing, fast verifying, bad input told in words."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from tests.end2end.bad_input import CASES, staged
from tests.figures.erased import sealed_in
from tests.figures.figure import RUNS, Figure, median_seconds
from vault.core.value import Precision
from vault.customer.choosing import Choice
from vault.customer.delivery import deliver
from vault.customer.editing import set_words
from vault.customer.stopping import stop
from vault.demo.journey import Stage, open_stage
from vault.demo.schoenenhuis import HOST
from vault.tokens.keys import SigningKey
from vault.tokens.preference_token import TokenClaims, issue
from vault.tokens.presentation import present, verify_presentation

PLANTED = 100
VERIFICATIONS = 300
"""Verifications in one of the timed runs."""


def measure(*, full: bool) -> Iterator[Figure]:
    """All figures of the group. ``full`` times ten times as many verifications; the rest is the full size always."""
    yield _planted_in_vault()
    with tempfile.TemporaryDirectory() as folder, open_stage(Path(folder), "en") as stage:
        yield _share_time(stage)
        yield _planted_in_shop(stage)
    yield _verify_ratio(VERIFICATIONS * (10 if full else 1))
    yield _bad_input()


def _planted_in_vault() -> Figure:
    """A child writes planted values and is killed with -9 while it goes on writing."""
    marks = [secrets.token_hex(12) for _ in range(PLANTED)]
    with tempfile.TemporaryDirectory() as place:
        environment = {**os.environ, "TMPDIR": place, "HOME": place, "XDG_DATA_HOME": place}
        command = [sys.executable, "-m", "tests.figures.planting", str(Path(place) / "vault"), *marks]
        child = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()  # every value was written at least once
        time.sleep(0.2)
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        found = _found(Path(place), marks)
    how = "a process sets 100 random values over and over and is killed -9; every file under its folders is searched"
    return Figure("planted values in the vault's files", f"{found} of {PLANTED}", "0", found == 0, how)


def _found(folder: Path, marks: list[str]) -> int:
    content = _content(folder)
    return sum(mark.encode() in content or bytes.fromhex(mark) in content for mark in marks)


def _share_time(stage: Stage) -> Figure:
    for key, words in {"clothing.shoe_size": "EU 43", "media.sports": "running_road"}.items():
        set_words(stage.session, key, words)
    times = []
    for _ in range(RUNS):
        proposal = stage.ask()
        start = time.perf_counter()
        stage.send(proposal, Choice("shoe_size", Precision.EXACT), Choice("sports", Precision.CATEGORY))
        times.append(time.perf_counter() - start)
    median = sorted(times)[RUNS // 2] * 1000
    how = f"median of {RUNS}: decision, tokens, commit, TLS to the real connector, receipt checked and kept"
    return Figure("share, decision to the shop's 2xx", f"{median:.0f} ms", "under 300 ms", median < 300, how)


def _planted_in_shop(stage: Stage) -> Figure:
    """Values that stand out in a file: a width and a material are too common to be searched for. The shop seals them,
    so what must be there before the stop is the sealed rows and their keys."""
    values = [b'"value":"43"', b'["running"]', b'"value":["running"]']
    sealed = sealed_in(stage.shop.shop)
    clear, kept = _found_in(stage.shop.folder, values), _found_in(stage.shop.folder, sealed)
    stop(stage.session, HOST)
    deliver(stage.session, stage.client)
    after = _found_in(stage.shop.folder, values) + _found_in(stage.shop.folder, sealed)
    how = (
        "values of the step before, the sealed rows and their keys, searched in every file of the shop before and after"
    )
    ok = after == 0 and clear == 0 and kept == len(sealed) > 0
    before = f"before: {kept} of {len(sealed)} sealed, {clear} in the clear"
    return Figure("values in the shop's files after stop", f"{after} ({before})", "0", ok, how)


def _found_in(folder: Path, marks: Collection[bytes]) -> int:
    content = _content(folder)
    return sum(mark in content for mark in marks)


def _content(folder: Path) -> bytes:
    return b"\0".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def _verify_ratio(count: int) -> Figure:
    now = datetime(2026, 5, 12, 12, 4, tzinfo=UTC)
    key, client_id, nonce, terms = SigningKey.generate(), "x509_san_dns:shop.example", "n" * 43, "A" * 43
    claims = TokenClaims(
        "urn:uuid:00000000-0000-4000-8000-000000000001",
        "urn:uuid:00000000-0000-4000-8000-000000000002",
        0,
        client_id,
        now,
        now + timedelta(days=90),
        terms,
    )
    value = {"value": "43", "system": "EU", "precision": "exact"}
    token = issue(claims, "clothing.shoe_size", value, key, secrets.token_bytes(16))
    shown = present(token, key, client_id=client_id, nonce=nonce, now=now, terms_hash=terms)
    window = (now - timedelta(minutes=1), now + timedelta(minutes=9))

    def verify() -> None:
        for _ in range(count):
            verify_presentation(
                shown, client_id=client_id, nonce=nonce, now=now, window=window, terms_hash=terms, first=True
            )

    bare_key = ec.generate_private_key(ec.SECP256R1())
    data = shown.encode()[:1000]
    signature, public = bare_key.sign(data, ec.ECDSA(hashes.SHA256())), bare_key.public_key()

    def bare() -> None:
        for _ in range(2 * count):
            public.verify(signature, data, ec.ECDSA(hashes.SHA256()))

    verify()
    ratio = median_seconds(bare) / median_seconds(verify)
    how = f"two bare P-256 verifications against one presentation with every check on, {count} each, median of {RUNS}"
    return Figure("verify a presentation against two bare verifications", f"{ratio:.0%}", "45%", ratio >= 0.45, how)


def _bad_input() -> Figure:
    held = 0
    for case in CASES:
        with tempfile.TemporaryDirectory() as folder, staged(Path(folder)) as world:
            ended = world.run(*case.situation(world), passphrase=case.passphrase)
            right = (ended.exit_code, ended.code) == (case.exit_code, case.code) and ended.sentence.count("\n") == 0
        held += right
    how = "each case of tests/end2end/bad_input.py: the documented exit code and one sentence"
    return Figure("bad input told in words", f"{held} of {len(CASES)}", f"{len(CASES)}", held == len(CASES), how)
