"""The vault of the chaos run: each step is a process, which opens the vault, does one thing, and delivers."""

from __future__ import annotations

import json
import random
from contextlib import suppress
from pathlib import Path
from typing import Any

from cryptography import x509

from tests.figures.chaos_shop import SharedClock, SocketFetcher
from tests.unit.core.catalogue_values import shipped
from vault.core.errors import ChoiceError
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver, hurry, release
from vault.customer.editing import set_words
from vault.customer.ending import end_what_is_over
from vault.customer.holdings import HeldItem, view_shops
from vault.customer.refreshing import offers, refresh
from vault.customer.review import propose
from vault.customer.session import Derived, Session
from vault.customer.sharing import share
from vault.customer.stopping import UNDO_SECONDS, stop, undo
from vault.openid4vp.link import parse_link
from vault.openid4vp.request_object import verify_signed
from vault.storage import outbox

ITEMS = ("shoe_size", "sports", "phone", "email")
WORDS = {
    "clothing.shoe_size": ("EU 42", "EU 43", "EU 44"),
    "media.sports": ("running_road", "hiking", "running_trail"),
    "media.phone_model": ("Phone 7", "Phone 8"),
    "contact.email": ("weekly", "never", "monthly"),
}
STEPS = (
    *("share",) * 4,
    *("refresh",) * 4,
    *("stop one",) * 3,
    *("stop all",) * 2,
    *("undo", "release", "deliver"),
)
"""What a step does, as often as it stands here."""
HURRIED = 0.5
"""How often a vault is opened by a person; else it was open, and waits as long as it waits."""


class Vault:
    """Everything a step needs; made once, before the processes part."""

    def __init__(
        self, derived: Derived, shared: Any, fetcher: SocketFetcher, anchor: x509.Certificate, log: Path
    ) -> None:
        self._derived, self._fetcher, self._anchor = derived, fetcher, anchor
        self._shared, self._clock, self._log = shared, SharedClock(shared), log

    def open(self, seed: str) -> Session:
        """The vault, in this process; what is random in it follows from ``seed``."""
        return self._derived.open(catalogue=shipped(), clock=self._clock, random=random.Random(seed).randbytes)

    def step(self, what: str, seed: str) -> None:
        """Do one thing, deliver what is due, and write down what came of that."""
        chance = random.Random(seed)
        with self.open(f"{seed} session") as session:
            end_what_is_over(session)
            if chance.random() < HURRIED:
                hurry(session)
            with suppress(ChoiceError):  # nothing to stop, or no longer what it was
                self._do(session, what, chance)
            delivered = deliver(session, self._fetcher)
            with session.database.read() as reader:
                rows = outbox.waiting(reader)
        came = [[each.kind, each.state, each.problem.code if each.problem else None] for each in delivered]
        left = [[row.id, row.outgoing.kind, row.attempts, row.outgoing.about.get("items")] for row in rows]
        with self._log.open("a", encoding="ascii") as file:
            file.write(json.dumps({"step": self._shared.step, "delivered": came, "outbox": left}) + "\n")

    def _do(self, session: Session, what: str, chance: random.Random) -> None:
        held = [item for shop in view_shops(session) for item in shop.holds]
        if what == "share":
            self._share(session, chance)
        elif what == "refresh" and held:
            self._refresh(session, held, chance)
        elif what == "stop one" and held:
            stop(session, _host(session), jti=chance.choice(held).jti, undo_seconds=_undo(chance))
        elif what == "stop all" and held:
            stop(session, _host(session), undo_seconds=_undo(chance))
        elif what == "undo" and held:
            stopped = stop(session, _host(session), jti=chance.choice(held).jti, undo_seconds=UNDO_SECONDS)
            if chance.random() < 0.7:
                undo(session, stopped)
        elif what == "release":
            release(session)

    def _share(self, session: Session, chance: random.Random) -> None:
        asked = self._fetcher.ask(chance.sample(ITEMS, chance.randint(1, 3)))
        if asked is None:
            return
        request = verify_signed(
            asked["request"],
            client_id=parse_link(asked["link"]).client_id,
            anchors=[self._anchor],
            now=session.clock.now(),
        )
        proposal = propose(session, request)
        wanted = [
            Choice(item.credential_id, chance.choice(item.steps).precision) for item in proposal.items if not item.off
        ]
        share(session, proposal, Choices(tuple(wanted), 90))

    def _refresh(self, session: Session, held: list[HeldItem], chance: random.Random) -> None:
        """Change what makes a difference to some shop."""
        keys = sorted({item.key for item in held})
        for key in chance.sample(keys, len(keys)):
            for words in chance.sample(WORDS[key], len(WORDS[key])):
                set_words(session, key, words)
                if found := offers(session, key):
                    refresh(session, found)
                    return


def fill(session: Session) -> None:
    """What the customer of the run likes."""
    for key, words in WORDS.items():
        set_words(session, key, words[0])


def _host(session: Session) -> str:
    return view_shops(session)[0].host


def _undo(chance: random.Random) -> int:
    return chance.choice((0, UNDO_SECONDS))
