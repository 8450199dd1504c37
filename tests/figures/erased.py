"""What a stop leaves at the shop: planted values, their salts and the answers, searched in all of its files."""

from __future__ import annotations

import contextlib
import io
import secrets
import tempfile
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs

from sqlalchemy import select

from tests.figures.figure import Figure
from tests.integration.connected import Wire, share_with, shop_at, vault_at
from tests.unit.shop.example import HOST, SESSION, Example
from vault.core.clock import SetClock
from vault.core.consent import ItemState
from vault.core.strict_json import loads_array, unb64url
from vault.core.value import Precision
from vault.customer.delivery import deliver
from vault.customer.editing import set_words
from vault.customer.refreshing import offers, refresh
from vault.customer.session import Session
from vault.customer.stopping import stop
from vault.net.fetcher import HttpRequest, HttpResponse
from vault.shop import Shop, tables
from vault.shop.command_line import main
from vault.shop.key_store import item_key
from vault.shop.profile import SERVICE_PERSONALISATION, profile_for
from vault.shop.proof import check_proof
from vault.shop.retention import drop_expired
from vault.storage import consents

SHARES, SHARES_IN_FULL = 5, 25
BEGAN = 6
"""Hours ago that the first share was, so that the last is not later than the clock of ``receipt check``."""
PHONE = "media.phone_model"
MOST_DISCLOSURE = 65536
HEAD = 64
"""Bytes of a sealed row that a page of the database surely has in one piece."""
SALT = slice(4, 28)
"""Of a disclosure, which is base64url of ``["SALT", ...``: letters that hold nothing but the salt."""


@dataclass(repr=False)
class Overheard(Wire):
    """The wire, which keeps the answers and refreshes that went over it."""

    answers: list[str] = field(default_factory=list)

    def fetch(self, request: HttpRequest) -> HttpResponse:
        if request.url.endswith(("/answer", "/refresh")):
            self.answers += parse_qs((request.body or b"").decode())["response"]
        return super().fetch(request)


@dataclass
class Planted:
    """What must be in no file of the shop any more, by kind."""

    values: list[str] = field(default_factory=list)
    salts: list[str] = field(default_factory=list)
    disclosures: list[str] = field(default_factory=list)
    bindings: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    sealed: set[bytes] = field(default_factory=set)
    """What the database has of them, and the key of each: a copy of both would bring the rest back."""

    def found(self, folder: Path) -> dict[str, int]:
        """How many of each kind stand in the files, and of ``answers`` also any quarter of one."""
        content = b"\0".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
        sizes = [(text, len(text) // 4) for text in self.answers]
        quarters = [text[at * size : (at + 1) * size] for text, size in sizes for at in range(4)]
        kinds = {
            "values": self.values,
            "salts": self.salts,
            "disclosures": self.disclosures,
            "bindings": self.bindings,
            "answers": quarters,
        }
        found = {kind: sum(mark.encode() in content for mark in marks) for kind, marks in kinds.items()}
        return {**found, "sealed rows and keys": sum(mark in content for mark in self.sealed)}

    def count(self) -> str:
        """How much was planted, in words."""
        return (
            f"{len(self.values)} values, {len(self.salts) // 2} salts, {len(self.bindings)} key bindings, "
            f"{len(self.answers)} answers"
        )


def measure_erased(*, full: bool) -> Iterator[Figure]:
    """What is left of planted values, and whether ``receipt check`` still proves each consent."""
    clock = SetClock(datetime.now(UTC).replace(microsecond=0) - timedelta(hours=BEGAN))
    with tempfile.TemporaryDirectory() as place, vault_at(Path(place) / "vault", clock) as session:
        made = shop_at(Path(place) / "shop", clock)
        try:
            yield from _measured(session, made, Path(place), SHARES_IN_FULL if full else SHARES)
        finally:
            made.shop.store.close()


def _measured(session: Session, made: Example, place: Path, shares: int) -> Iterator[Figure]:
    wire, planted = Overheard({HOST: made}), Planted()
    for _ in range(shares):
        _share(session, made, wire, planted)
    planted.answers = wire.answers
    before = planted.found(made.folder)
    made.clock.moment += timedelta(minutes=1)
    stop(session, HOST)
    states = [each.state for each in deliver(session, wire)]
    after = planted.found(made.folder)
    said = (planted.values, planted.salts, planted.disclosures, planted.bindings)
    there = all(said) and before["sealed rows and keys"] > 0 and sum(before.values()) == before["sealed rows and keys"]
    how = (
        f"{planted.count()}, shared, read, refreshed and then stopped; searched in every file of the shop. Before the "
        f"stop, when the shop could read them: {before}"
    )
    value = ", ".join(f"{number} {kind}" for kind, number in after.items())
    ok = there and states == ["told", "erased"] and not any(after.values())
    yield Figure("left in the shop's files after erasure", value, "0", ok, how)
    with session.database.read() as reader:
        agreed = [each.id for each in consents.consents(reader, HOST)]
        erased = {item.jti for item in consents.items(reader) if item.state is ItemState.ERASED}
    yield _proved(made, agreed, erased, place)


def _share(session: Session, made: Example, wire: Overheard, planted: Planted) -> None:
    """Share a planted value, let the shop read it, and bring a newer one in its place."""
    for again in (False, True):
        word = f"Planted {secrets.token_hex(12)}"
        set_words(session, PHONE, word)
        planted.values.append(word)
        made.clock.moment += timedelta(minutes=2)
        if again:
            refresh(session, offers(session, PHONE)[:1])
            deliver(session, wire)
        else:
            share_with(session, made, wire, {"phone": Precision.EXACT, "shoe_size": Precision.EXACT})
        profile_for(made.shop, SESSION).value(PHONE, purpose=SERVICE_PERSONALISATION)
        planted.sealed |= sealed_in(made.shop)
        with made.shop.store.transaction() as connection:
            said = made.shop.store.contents.opened(connection, connection.execute(select(tables.content)).all())
        for row in said.values():
            if row.disclosure not in planted.disclosures:
                salt = loads_array(unb64url(row.disclosure, max_chars=MOST_DISCLOSURE), max_bytes=MOST_DISCLOSURE)[0]
                planted.salts += [str(salt), row.disclosure[SALT]]
                planted.disclosures.append(row.disclosure)
                planted.bindings.append(row.key_binding)
    drop_expired(made.shop)


def sealed_in(shop: Shop) -> set[bytes]:
    """The head of each sealed row that the shop has, and each key: whoever copies both reads the values."""
    with shop.store.transaction() as connection:
        rows = connection.execute(select(tables.content)).all()
    with shop.store.keys.reading() as connection:
        keys = set(connection.execute(select(item_key.c.wrapped)).scalars())
    return keys | {row.sealed[:HEAD] for row in rows}


def _proved(made: Example, agreed: Sequence[str], erased: Set[str], place: Path) -> Figure:
    """``receipt kept`` writes down what there is of each consent, and ``receipt check`` reads that alone."""
    policy, file = str(made.folder / "preferences.toml"), place / "proof"
    items, signed, gone, codes = 0, 0, 0, set()
    for consent in agreed:
        kept, text = _command("receipt", "kept", consent, "--policy", policy)
        file.write_text(text, encoding="ascii")
        checked, _ = _command("receipt", "check", str(file))
        codes |= {kept, checked}
        for proof in check_proof(text, now=made.clock.now()):
            items += len(proof.items)
            signed += sum(item.signed for item in proof.items)
            gone += sum(item.erased is not None for item in proof.items if item.jti in erased)
    how = (
        f"receipt kept and receipt check of {len(agreed)} consents: the shop's signature, the customer's on each item, "
        "and the erasure of each that was stopped"
    )
    value = f"{signed} of {items} items, and {gone} of {len(erased)} erasures"
    ok = codes == {0} and 0 < signed == items and 0 < gone == len(erased)
    return Figure("consents proved after erasure", value, "all", ok, how)


def _command(*argv: str) -> tuple[int, str]:
    """What a command of ``preference-shop`` says, and its exit code."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        return main(argv), said.getvalue()
