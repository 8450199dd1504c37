"""A first day, played on this machine with everything real. Each line says what was checked.

The customer is made up, the shop is :mod:`vault.demo.schoenenhuis`. A step that does not hold raises :class:`NotHeld`.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from vault import bundled
from vault.core.catalogue import parse
from vault.core.clock import SystemClock
from vault.core.consent import ItemState
from vault.core.errors import ChoiceError
from vault.core.sentences import Sentences, parse_sentences
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.editing import set_words
from vault.customer.example import PREFERENCES
from vault.customer.fetching import fetch_request
from vault.customer.holdings import HeldItem, view_shops
from vault.customer.proposal import Proposal
from vault.customer.review import propose
from vault.customer.session import Session, create_vault
from vault.customer.sharing import share
from vault.customer.stopping import stop
from vault.customer.taking_along import export_to, import_from
from vault.customer.trust import system_trust
from vault.demo.browser import Browser
from vault.demo.schoenenhuis import HOST, RunningShop, open_schoenenhuis
from vault.net.https_client import HttpsClient
from vault.shop import SERVICE_PERSONALISATION, profile_for
from vault.storage.secret import Passphrase

PASSPHRASE = "copper lantern borrows seven geese"  # noqa: S105 - of a made-up customer
SECOND_PURPOSE = "dpv:ProvideProductRecommendations"


class NotHeld(Exception):
    """A step of the demo did not come out as promised."""


@dataclass(frozen=True)
class Stage:
    """Everything on stage: the customer's vault, the shop, the network between them, and the words."""

    session: Session
    shop: RunningShop
    client: HttpsClient
    browser: Browser
    folder: Path
    sentences: Sentences

    def ask(self) -> Proposal:
        """Press the shop's button, take the link to the vault, look at what is asked."""
        page = self.browser.get(self.shop.url("/preferences/start"), accept="application/json")
        trust = system_trust(self.shop.test_shops)
        link = str(json.loads(page.body)["link"])
        request = fetch_request(
            link, fetcher=self.client, trust=trust, clock=self.session.clock, random=self.session.random
        )
        return propose(self.session, request)

    def send(self, proposal: Proposal, *choices: Choice) -> None:
        """Share, deliver, and let the browser go back to the shop."""
        share(self.session, proposal, Choices(choices, proposal.usual_days))
        (delivered,) = deliver(self.session, self.client)
        require(delivered.state == "delivered" and delivered.problem is None, "answer")
        self.browser.get(delivered.redirect_uri or "")

    def known(self, key: str, browser: Browser | None = None, purpose: str = SERVICE_PERSONALISATION) -> object:
        """What the shop's pages may know of the customer in this browser: the value object, or None."""
        value = profile_for(self.shop.shop, (browser or self.browser).session).value(key, purpose=purpose)
        return value.to_json() if value else None


def require(holds: bool, what: str) -> None:
    """End the demo unless the check holds."""
    if not holds:
        raise NotHeld(what)


@contextmanager
def open_stage(folder: Path, language: str) -> Iterator[Stage]:
    """A fresh vault and the open shop, both in ``folder``, until the block ends."""
    sentences = parse_sentences(language, bundled.read(f"messages/{language}.json"))
    with (
        open_schoenenhuis(folder / "shop") as shop,
        create_vault(
            folder / "vault",
            Passphrase(PASSPHRASE),
            catalogue=parse(*bundled.catalogue_files()),
            clock=SystemClock(),
            random=secrets.token_bytes,
        ) as session,
    ):
        yield Stage(session, shop, HttpsClient(shop.test_shops), Browser(shop.address), folder, sentences)


def play(stage: Stage) -> Iterator[str]:
    """The steps, one line each, after the step was done and checked."""
    yield fill(stage)
    proposal = stage.ask()
    yield asked(stage, proposal)
    yield sealed_stays_off(stage, proposal)
    yield shared(stage, proposal)
    yield other_browser(stage)
    yield other_purpose(stage)
    yield stopped(stage)
    yield shared_again(stage)
    yield taken_along(stage)


def fill_vault(folder: Path) -> None:
    """A locked vault with the example customer's preferences."""
    with create_vault(
        folder,
        Passphrase(PASSPHRASE),
        catalogue=parse(*bundled.catalogue_files()),
        clock=SystemClock(),
        random=secrets.token_bytes,
    ) as session:
        for key, words in PREFERENCES.items():
            set_words(session, key, words)


def fill(stage: Stage) -> str:
    """Write down ten preferences; nothing of them stands in the clear on the disk."""
    for key, words in PREFERENCES.items():
        set_words(stage.session, key, words)
    found = [file.name for file in files_under(stage.folder / "vault") if b"indonesian" in file.read_bytes()]
    require(not found, f"encrypted: {found}")
    return stage.sentences.say("demo", "filled", count=len(PREFERENCES))


def asked(stage: Stage, proposal: Proposal) -> str:
    """The request was fetched, its signature and terms verified, and everything starts off."""
    require(proposal.host == HOST and proposal.request.signed, "signature")
    require(not proposal.check.refused and proposal.first_time, "request check")
    return stage.sentences.say(
        "demo", "asked", host=proposal.host, asked=proposal.check.asked, needed=proposal.check.needed
    )


def sealed_stays_off(stage: Stage, proposal: Proposal) -> str:
    """What is sealed does not leave by being chosen: that takes the passphrase and explicit words."""
    chosen = (Choice("shoe_size", Precision.EXACT), Choice("foot_health", Precision.CATEGORY))
    try:
        share(stage.session, proposal, Choices(chosen, proposal.usual_days))
    except ChoiceError as refused:
        require(refused.code == "sealed_needs_passphrase", "sealed")
        return stage.sentences.say("demo", "sealed")
    raise NotHeld("sealed")


def shared(stage: Stage, proposal: Proposal) -> str:
    """Four items leave, two of them coarser than the vault knows them; the shop reads exactly those."""
    stage.send(
        proposal,
        Choice("shoe_size", Precision.EXACT),
        Choice("sports", Precision.CATEGORY),
        Choice("shoe_width", Precision.CATEGORY),
        Choice("materials", Precision.EXACT),
    )
    for item in proposal.items:
        precision = Precision.EXACT if item.credential_id in {"shoe_size", "materials"} else Precision.CATEGORY
        step = item.step(precision)
        expected = step.value.to_json() if step and item.credential_id not in {"price", "foot_health"} else None
        require(stage.known(item.key) == expected, item.key)
    require([item.state for item in stage_items(stage)] == [ItemState.ACTIVE] * 4, "receipt")
    return stage.sentences.say("demo", "shared", host=HOST, count=4)


def other_browser(stage: Stage) -> str:
    """Somebody else at the same shop sees nothing of it."""
    stranger = Browser(stage.shop.address)
    stranger.get(stage.shop.url("/preferences/start"), accept="application/json")
    require(stage.known("clothing.shoe_size", stranger) is None, "browser session")
    return stage.sentences.say("demo", "other_browser")


def other_purpose(stage: Stage) -> str:
    """The shop reads for the purpose that was agreed, and for no other."""
    require(stage.known("clothing.shoe_size", purpose=SECOND_PURPOSE) is None, "purpose")
    return stage.sentences.say("demo", "other_purpose")


def stopped(stage: Stage) -> str:
    """Stop: the shop is told, erases, and signs that it did; nothing of it is left in its files."""
    stop(stage.session, HOST)
    states = [delivered.state for delivered in deliver(stage.session, stage.client)]
    require(states == ["told", "erased"], "stop")
    require([item.state for item in stage_items(stage)] == [ItemState.ERASED] * 4, "erasure receipt")
    require(all(stage.known(key) is None for key in PREFERENCES), "reading after the stop")
    left = [file.name for file in files_under(stage.shop.folder) if b'"value":"43"' in file.read_bytes()]
    require(not left, f"erased: {left}")
    return stage.sentences.say("demo", "stopped", host=HOST, count=4)


def shared_again(stage: Stage) -> str:
    """A changed size, shared anew, is what the shop now knows."""
    set_words(stage.session, "clothing.shoe_size", "EU 44")
    stage.send(stage.ask(), Choice("shoe_size", Precision.EXACT))
    require(stage.known("clothing.shoe_size") == {"value": "44", "system": "EU", "precision": "exact"}, "changed size")
    return stage.sentences.say("demo", "shared_again", host=HOST)


def taken_along(stage: Stage) -> str:
    """Everything goes to one file, and from there into an empty vault with nothing missing."""
    path = stage.folder / "my-preferences.json"
    session = stage.session
    exported = export_to(session, path, session.ask_passphrase().prove(Passphrase(PASSPHRASE)))
    second = create_vault(
        stage.folder / "second-vault",
        Passphrase(PASSPHRASE),
        catalogue=session.catalogue,
        clock=session.clock,
        random=session.random,
    )
    with second as empty:
        imported = import_from(empty, path)
    require(imported == exported, "import")
    return stage.sentences.say("demo", "taken_along", count=len(PREFERENCES))


def stage_items(stage: Stage) -> list[HeldItem]:
    """What the vault says of each item shared with the shop."""
    return [item for view in view_shops(stage.session) if view.host == HOST for item in view.items]


def files_under(folder: Path) -> list[Path]:
    """Every file in a folder."""
    return [path for path in folder.rglob("*") if path.is_file()]
