"""The fixed example of every picture: Tuesday 12 May 2026, one customer, eight made-up shops."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.copied_vaults import copied_vault
from tests.unit.core.catalogue_values import shipped
from tests.unit.core.sample_terms import sample_terms
from tests.unit.customer.asking import Shop
from vault.core.clock import SetClock
from vault.core.errors import NetworkError
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.editing import set_words
from vault.customer.ending import end_what_is_over
from vault.customer.review import propose
from vault.customer.session import Session
from vault.customer.sharing import refuse, share
from vault.customer.stopping import stop
from vault.net.fetcher import HttpRequest, HttpResponse
from vault.openid4vp.request_object import VerifiedRequest

PASSPHRASE = "copper lantern borrows seven geese"
NOW = datetime(2026, 5, 12, 14, 4, tzinfo=UTC)
EXACT, RANGE, CATEGORY = Precision.EXACT, Precision.RANGE, Precision.CATEGORY

KEPT = {
    "clothing.shoe_size": "EU 43",
    "clothing.shoe_width": "H",
    "clothing.materials_avoided": "leather",
    "clothing.price_per_pair": "80-140",
    "clothing.colours_worn": "navy, dark_green, grey, white",
    "clothing.fit": "regular",
    "media.sports": "running_road",
    "media.reading_language": "nl, en",
    "media.reading_form": "paperback",
    "media.novel_genres": "literary, historical",
    "food.vegetarian": "yes",
    "food.cuisines": "indonesian, japanese",
    "food.coffee_system": "beans",
    "food.coffee_strength": "4",
    "home.style": "scandinavian",
    "home.colours": "sage, wood",
    "home.floor": "wood",
    "home.outdoor_space": "garden",
    "home.plant_light": "half",
    "beauty.scent": "citrus",
    "beauty.soap_form": "bar",
    "contact.email": "monthly",
    "contact.delivery": "shop",
    "making.repairable": "4",
    "health.foot_health": "insoles",
    "health.allergies": "nuts",
}


def asked(key: str, en: str, nl: str, precision: str = "exact", *, required: bool = False) -> dict[str, Any]:
    """One item of a made-up shop's terms, for the first purpose that the catalogue gives the preference."""
    entry = shipped().entry(key)
    return {
        "credential_id": key.partition(".")[2],
        "key": key,
        "purposes": [next(iter(entry.purposes))],
        "legal_basis": "eu-gdpr:A9-2-a" if entry.level.word == "sealed" else "eu-gdpr:A6-1-a",
        "precision": precision,
        "required": required,
        "reason": {"en": en, "nl": nl},
    }


SCHOENENHUIS = [
    asked(
        "clothing.shoe_size",
        "So you only see shoes in your size.",
        "Dan zie je alleen schoenen in je maat.",
        required=True,
    ),
    asked("media.sports", "To put shoes for your sport first.", "Om schoenen voor je sport vooraan te zetten."),
    asked("clothing.shoe_width", "To leave out shoes that are too narrow.", "Om te smalle schoenen weg te laten."),
    asked(
        "clothing.materials_avoided",
        "To leave out materials you do not want.",
        "Om materiaal dat je niet wilt weg te laten.",
    ),
    asked(
        "clothing.price_per_pair",
        "To show shoes you want to pay for.",
        "Om schoenen te tonen die je wilt betalen.",
        "range",
    ),
    asked(
        "health.foot_health",
        "To suggest shoes with more support.",
        "Om stevigere schoenen voor te stellen.",
        "category",
    ),
]


@dataclass(frozen=True)
class Agreed:
    """One share of the past: when, with whom, what, for how many days."""

    at: datetime
    host: str
    name: str
    items: list[dict[str, Any]]
    choices: dict[str, Precision]
    days: int
    delete_within: str = "P30D"


def _day(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


PAST = [
    Agreed(_day(2025, 11, 18, 19, 40), "groenekom.example", "De Groene Kom B.V.", [
        asked("food.vegetarian", "To leave out products with meat.", "Om producten met vlees weg te laten."),
        asked("food.cuisines", "To pick recipes you may like.", "Om recepten te kiezen die je lekker vindt."),
        asked("food.coffee_system", "To show the right coffee first.", "Om de juiste koffie eerst te tonen."),
    ], {"vegetarian": EXACT, "cuisines": CATEGORY, "coffee_system": EXACT}, 181, "P7D"),
    Agreed(_day(2026, 1, 20, 20, 5), "tuinenco.example", "Tuin & Co", [
        asked("home.outdoor_space", "To show plants that fit.", "Om planten te tonen die passen."),
        asked("home.plant_light", "To choose plants for your light.", "Om planten bij je licht te kiezen."),
    ], {"outdoor_space": CATEGORY, "plant_light": EXACT}, 180),
    Agreed(_day(2026, 2, 14, 11, 30), "zeepenzo.example", "Zeep & Zo", [
        asked("beauty.scent", "To show scents you like.", "Om geuren te tonen die je fijn vindt."),
        asked("beauty.soap_form", "To show the right soap first.", "Om de juiste zeep eerst te tonen."),
    ], {"scent": CATEGORY, "soap_form": EXACT}, 180),
    Agreed(_day(2026, 3, 30, 21, 10), "lumenlinnen.example", "Lumen & Linnen", [
        asked("home.style", "To show what fits your home.", "Om te tonen wat bij je huis past."),
        asked("home.colours", "To start with your colours.", "Om met je kleuren te beginnen."),
        asked("home.floor", "To match your floor.", "Om bij je vloer te passen."),
    ], {"style": EXACT, "colours": EXACT, "floor": CATEGORY}, 184),
    Agreed(_day(2026, 4, 2, 12, 0), "fietsplein.example", "Fietsplein", [
        asked("clothing.shoe_size", "To show cycling shoes that fit.", "Om fietsschoenen te tonen die passen."),
        asked("media.sports", "To show what fits your rides.", "Om te tonen wat bij je ritten past."),
    ], {"shoe_size": RANGE, "sports": CATEGORY}, 121),
    Agreed(_day(2026, 5, 4, 8, 15), "boekhoek.example", "Boekhoek", [
        asked("media.novel_genres", "To show books you may like.", "Om boeken te tonen die je aanspreken."),
        asked("media.reading_language", "To show books you can read.", "Om boeken te tonen die je kunt lezen."),
    ], {"novel_genres": CATEGORY, "reading_language": EXACT}, 183),
]  # fmt: skip


@dataclass(frozen=True)
class Day:
    """The open vault at its moment, and the shop whose request waits."""

    session: Session
    clock: SetClock
    schoenenhuis: Shop
    request: VerifiedRequest


@dataclass(frozen=True)
class Street:
    """All shops as one Fetcher; those that are not in it are down."""

    shops: dict[str, Shop]

    def fetch(self, request: HttpRequest) -> HttpResponse:
        host = request.url.split("/")[2]
        if host not in self.shops:
            raise NetworkError("cannot_connect", host=host)
        return self.shops[host].fetch(request)


@contextmanager
def example_day(folder: Path, *, answered: bool = False) -> Iterator[Day]:
    """The vault of the example, made in ``folder``. ``answered``: after the answer to schoenenhuis.example."""
    clock = SetClock(_day(2025, 3, 3))
    with copied_vault(folder, PASSPHRASE, clock) as session:
        for key, words in KEPT.items():
            clock.moment += timedelta(minutes=2)
            set_words(session, key, words)
        shops = {agreed.host: Shop(host=agreed.host, now=clock.now) for agreed in PAST}
        for agreed in PAST:
            clock.moment = agreed.at
            _agree(session, shops[agreed.host], agreed)
        _what_followed(session, clock, shops)
        clock.moment = NOW - timedelta(minutes=2)
        schoenenhuis = Shop(host="schoenenhuis.example", now=clock.now)
        request = schoenenhuis.ask(*SCHOENENHUIS, duration="P365D")
        proposal = propose(session, request)
        clock.moment = NOW
        if answered:
            chosen = {"shoe_size": EXACT, "sports": CATEGORY, "shoe_width": CATEGORY, "materials_avoided": EXACT}
            share(session, proposal, Choices(tuple(Choice(*each) for each in chosen.items()), 90))
            deliver(session, Street({**shops, schoenenhuis.host: schoenenhuis}))
            clock.moment = NOW + timedelta(minutes=1)
        end_what_is_over(session)
        yield Day(session, clock, schoenenhuis, request)


def _agree(session: Session, shop: Shop, agreed: Agreed) -> None:
    request = shop.ask(
        *agreed.items,
        duration="P366D",
        delete_within=agreed.delete_within,
        controller={
            **sample_terms()["controller"],
            "name": agreed.name,
            "policy_uri": f"https://{agreed.host}/privacy",
        },
    )
    proposal = propose(session, request)
    choices = tuple(Choice(query_id, precision) for query_id, precision in agreed.choices.items())
    share(session, proposal, Choices(choices, agreed.days))
    deliver(session, shop)


def _what_followed(session: Session, clock: SetClock, shops: dict[str, Shop]) -> None:
    """27 April: no to kleurrijk. 28 April: stop at tuinenco, erased on 2 May. 9 May: stop at zeepenzo, not reached."""
    clock.moment = _day(2026, 4, 27, 20, 31)
    kleurrijk = Shop(host="kleurrijk.example", now=clock.now)
    refuse(session, propose(session, kleurrijk.ask(asked("home.colours", "To show paint.", "Om verf te tonen."))))
    deliver(session, kleurrijk)
    clock.moment = _day(2026, 4, 28, 22, 0)
    tuinenco = shops["tuinenco.example"]
    tuinenco.mood = "slow"
    stop(session, "tuinenco.example")
    deliver(session, tuinenco)
    clock.moment = _day(2026, 5, 2, 10, 12)
    tuinenco.mood = "fine"
    deliver(session, tuinenco)
    clock.moment = _day(2026, 5, 9, 16, 38)
    set_words(session, "beauty.scent", "citrus, lavender")
    clock.moment = _day(2026, 5, 9, 16, 40)
    zeepenzo = shops["zeepenzo.example"]
    zeepenzo.mood = "down"
    stop(session, "zeepenzo.example")
    deliver(session, zeepenzo)
