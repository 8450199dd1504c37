"""Answers made beforehand, in the number that a figure asks for, and a shop with so many customers."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from tests.real_postgresql import Places
from tests.unit.shop.example import VALUES, Example, Vault, example
from vault.core.clock import SystemClock, to_seconds
from vault.core.strict_json import b64url
from vault.core.value import Value
from vault.openid4vp.request_object import LONGEST_IN_FILE, VerifiedRequest
from vault.shop import tables
from vault.shop.service import session_hash
from vault.tokens.jwe import AgreementKey, encrypt

ONE, FIVE = ("phone",), ("shoe_size", "sports", "sport_ideas", "phone", "email")
ENDING = ".jwe"


@dataclass(frozen=True)
class Made:
    """One answer to a request that the shop has: ``text`` is the line of its file, ``shown`` the presentations."""

    request: str
    state: str
    text: str
    shown: Mapping[str, str]
    vault: Vault

    @property
    def form(self) -> bytes:
        """As a vault posts it."""
        return b"response=" + self.text.encode()


def make_shop(folder: Path, places: Places | None = None) -> Example:
    """The example shop with the time of the machine, so that programs of their own can open it too."""
    made = example(folder, places)
    made.clock.moment = datetime.now(UTC)
    return Example(replace(made.shop, clock=SystemClock()), made.clock, made.authority)


def ask(made: Example, ids: tuple[str, ...] = ONE) -> VerifiedRequest:
    """One request, now."""
    made.clock.moment = datetime.now(UTC)
    return made.ask(*ids)


def answers(
    made: Example,
    count: int,
    ids: tuple[str, ...] = ONE,
    values: Callable[[int], Mapping[str, Value]] = lambda _: VALUES,
    *,
    asked: VerifiedRequest | None = None,
) -> list[Made]:
    """So many answers, each of a customer of its own, to requests of the kind for files, which are in the store now.

    They are like ``asked``: to ask once more drops what is beyond as many as a shop keeps open.
    """
    first = asked or ask(made, ids)
    assert first.terms is not None
    now, rows, found = made.clock.now(), list[dict[str, Any]](), []
    for number in range(count):
        key, vault = AgreementKey.generate(), Vault()
        request, nonce, state = (b64url(secrets.token_bytes(16)) for _ in range(3))
        shown = vault.present(replace(first, nonce=nonce), {each: values(number)[each] for each in ids}, now=now)
        vp_token = {each: [text] for each, text in shown.items()}
        text = encrypt({"vp_token": vp_token, "state": state}, key.public.jwk(), enc="A128GCM", kid=request)
        found.append(Made(request, state, text, shown, vault))
        rows.append(
            {
                "id": request,
                "nonce": nonce,
                "state": state,
                "session_hash": session_hash(f"session-of-{number}"),
                "terms": first.terms.hash,
                "created": to_seconds(first.issued),
                "expires": to_seconds(first.issued + LONGEST_IN_FILE),
                "agreement_key": key.private_bytes(),
            }
        )
    with made.shop.store.transaction() as connection:
        connection.execute(insert(tables.request), rows)
    return found


def write_files(folder: Path, made: list[Made]) -> None:
    """Each in a file of its own, named so that they are read in this order."""
    folder.mkdir()
    for number, each in enumerate(made):
        (folder / f"{number:07d}{ENDING}").write_text(each.text, "ascii")


@contextmanager
def program(*command: str, **how: Any) -> Iterator[subprocess.Popen[str]]:
    """A module of Python's own process, which ends with the block at the latest."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen([sys.executable, "-m", *command], text=True, env=environment, **how) as child:
        try:
            yield child
        finally:
            child.kill()
