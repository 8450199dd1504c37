"""Two shops put what they got from one customer side by side: what is in both that no other customer's would have?"""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.figures.figure import Figure
from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import Shop, item
from vault.core.clock import SetClock
from vault.core.strict_json import loads, loads_array, unb64url
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.editing import set_words
from vault.customer.review import propose
from vault.customer.session import Passphrase, Session, create_vault
from vault.customer.sharing import share
from vault.net.fetcher import HttpResponse
from vault.storage.kdf import SMALL

PAIRS, PAIRS_FULL = 100, 1000
KEPT = {
    "clothing.shoe_size": "EU 43",
    "clothing.shoe_width": "H",
    "media.sports": "running_road",
    "food.coffee_strength": "strong",
    "food.spiciness": "hot",
}
"""What the customer keeps, and shares with both shops alike: equal values are the one thing that may be in both."""
HOUR = 3600


class Listening(Shop):
    """A shop that keeps every presentation as it came."""

    heard: list[str]

    def receive(self, vp_token: dict[str, list[str]]) -> HttpResponse:
        self.heard += [text for texts in vp_token.values() for text in texts]
        return super().receive(vp_token)


def measure_links(*, full: bool) -> Figure:
    """How many pairs of tokens have anything in common that is not allowed."""
    wanted = PAIRS_FULL if full else PAIRS
    clock = SetClock(datetime(2026, 5, 12, 12, 4, 7, tzinfo=UTC))
    shops = [Listening(host, clock.now) for host in ("schoenenhuis.example", "boekhoek.example")]
    with tempfile.TemporaryDirectory() as folder, _vault(Path(folder), clock) as session:
        for number, shop in enumerate(shops):
            shop.heard, shop.asked = [], number * 10 * wanted  # each makes nonces of its own
        while len(shops[0].heard) < wanted:
            for shop in shops:
                _share(session, shop)
                clock.moment += timedelta(seconds=61)
    linked = _linked(*(shop.heard[:wanted] for shop in shops))
    how = (
        f"one vault shares the same {len(KEPT)} preferences over and over with two shops; every leaf of header, "
        "payload, disclosure and key binding of all tokens of one shop is looked for in those of the other"
    )
    name = "tokens of one customer that two shops can link"
    return Figure(name, f"{len(linked)} of {wanted} pairs {sorted(linked)[:3] or ''}".strip(), "0", not linked, how)


def _vault(folder: Path, clock: SetClock) -> Session:
    session = create_vault(
        folder / "vault",
        Passphrase(secrets.token_hex(8)),
        catalogue=shipped(),
        clock=clock,
        random=secrets.token_bytes,
        profile=SMALL,
    )
    for key, words in KEPT.items():
        set_words(session, key, words)
    return session


def _share(session: Session, shop: Listening) -> None:
    items = [item(key.replace(".", "_"), key) for key in KEPT]
    proposal = propose(session, shop.ask(*items))
    chosen = tuple(Choice(each.credential_id, Precision.EXACT) for each in proposal.items if each.off is None)
    share(session, proposal, Choices(chosen, 90))
    deliver(session, shop)


def _linked(ours: list[str], theirs: list[str]) -> set[str]:
    """Leaves of one shop's tokens that the other's have too, and that are not allowed to be the same."""
    here, there = ({leaf for text in each for leaf in _leaves(text)} for each in (ours, theirs))
    return {str(leaf) for leaf in here & there if not _allowed(leaf)}


def _leaves(presentation: str) -> Iterator[str | int | bool | None]:
    token, disclosure, binding = presentation.split("~")
    for part in (*token.split(".")[:2], *binding.split(".")[:2]):
        yield from _inside(loads(unb64url(part, max_chars=9999), max_bytes=9999))
    yield from _inside(loads_array(unb64url(disclosure, max_chars=9999), max_bytes=9999))
    yield token.rpartition(".")[2]
    yield binding.rpartition(".")[2]


def _inside(found: Any) -> Iterator[str | int | bool | None]:
    if isinstance(found, dict):
        for member in found.values():
            yield from _inside(member)
    elif isinstance(found, list):
        for member in found:
            yield from _inside(member)
    else:
        yield found


def _allowed(leaf: str | int | bool | None) -> bool:
    """The vocabulary of the format, the shared values themselves, times on the hour, and an item's place."""
    if isinstance(leaf, int):
        return leaf % HOUR == 0 or leaf < len(KEPT)
    words = {"ES256", "dc+sd-jwt", "kb+jwt", "urn:preference-vault:preference:1", "P-256", "EC", "sha-256"}
    values = {"43", "EU", "h", "running_road", "strong", "hot", "exact"}
    return leaf in words | values | KEPT.keys()
