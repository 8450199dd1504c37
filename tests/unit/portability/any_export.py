"""Exports that a vault could have written, of any content: for the property tests of every form of the file."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from hypothesis import strategies as st

from tests.unit.core.catalogue_values import entries, exact_values
from tests.unit.portability.conftest import NOON
from vault.core.clock import to_text
from vault.core.sensitivity import Level
from vault.core.value import Json, Precision
from vault.portability.export_json import Export
from vault.storage import imported_facts, letters
from vault.storage.brand_sizes import BrandSize
from vault.storage.canonical import canonical
from vault.storage.consents import Consent
from vault.storage.imported_facts import ImportedFact
from vault.storage.journal import Entry
from vault.storage.letters import Letter, LetterEvent, LetterEventKind, LetterKind, SentHow
from vault.storage.people import Person, PersonPreference
from vault.storage.preferences import Change, Preference
from vault.storage.receipts import Receipt
from vault.storage.refused_suggestions import RefusedSuggestion
from vault.storage.shops import Shop
from vault.storage.takeout_mappings import TakeoutMapping
from vault.storage.wishes import PriceBand, Wish

AWKWARD = (
    "=1+1", "+1", "-1", "@SUM(A1)", "'=1", "''", "'", "'s-Hertogenbosch", "\uff1d1", '"=1', " =1", "a;=1", "a; =1",
    ";'=1", "a,-b", "1,5", "5", "true", "null", "{}", "[]", "urn:x", "@id", "@type", "dpv:Marketing", "dpv:x y", "_:b",
    "a:b", "urn:uuid:00000000-0000-4000-8000-000000000001", "urn:preference-vault:person:p", "%41", "é", "日本", "🛍",
)  # fmt: skip
"""Texts that mean something to a spreadsheet, to JSON-LD or to a careless reader."""
LOOSE = (
    *AWKWARD,
    "",
    " ",
    "\n",
    "\t=1",
    "\r",
    "a\r\nb",
    "a\n=1",
    "\x00",
    "\x1b[2J",
    "\ufeff",
    "'json:1",
    "a\n\n- b",
    "\u2028",
    "\u200b=1",
    "\ufeff+1",
    "'\u2060-1",
    "a;\u202e@b",
    "a|=1",
)
"""The same for notes, which may be anything."""

moments = st.integers(0, 400_000_000).map(lambda seconds: NOON - timedelta(seconds=seconds))
loose = st.sampled_from(LOOSE) | st.text(st.characters(codec="utf-8"), max_size=40)
notes = st.none() | loose
names = st.sampled_from(["@id", "@type", "@context", "a", "null", "=1"]) | st.text(
    st.characters(codec="ascii"), max_size=8
)
json_values: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | loose,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=6,
)
objects = st.dictionaries(names, json_values, max_size=3)
flat = st.dictionaries(names, st.none() | st.booleans() | st.integers(-9, 9) | loose, max_size=4)


def lines(most: int) -> st.SearchStrategy[str]:
    """Texts of one line, as long as ``most`` characters."""
    shown = st.characters(codec="utf-8", exclude_categories=("C", "Z"), include_characters=" ")
    printable = st.text(shown, min_size=1, max_size=min(most, 20))
    return st.sampled_from([each for each in AWKWARD if len(each) <= most]) | printable


@st.composite
def with_value(draw: st.DrawFn) -> tuple[str, Any]:
    entry = draw(entries())
    return entry.key, draw(exact_values(entry))


def listed(one: st.SearchStrategy[Any], by: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    if one.is_empty:
        return st.just(())
    return st.lists(one, max_size=4, unique_by=by).map(tuple)


def chained(told: list[tuple[datetime, str, Any]], start: bytes) -> tuple[Entry, ...]:
    """Entries that follow each other, as the vault chains them."""
    found, previous = [], start
    for seq, (at, kind, body) in enumerate(told, 1):
        said: Json = {"seq": seq, "at": to_text(at), "kind": kind, "body": body, "previous": previous.hex()}
        found.append(Entry(seq, at, kind, body, previous, sha256(canonical(said)).digest()))
        previous = found[-1].hash
    return tuple(found)


@st.composite
def exports(draw: st.DrawFn, base: Export) -> Export:
    """Any export that has what ``base`` has of shares, with the rest of it drawn."""
    kinds = st.sampled_from(LetterEventKind)
    levels, steps = st.none() | st.sampled_from(Level), st.none() | st.sampled_from(Precision)
    kept, person_values, refused = (draw(st.lists(with_value(), max_size=4)) for _ in range(3))
    people = draw(listed(st.builds(Person, lines(99), lines(40), moments, notes), lambda each: each.id))
    of_somebody = st.sampled_from([None, *(each.id for each in people)])
    shops = draw(listed(shop(), lambda each: each.host))
    hosts = st.sampled_from([each.host for each in (*base.shops, *shops)])
    written = draw(listed(letter(hosts), lambda each: each.id))
    told = [(each.at, each.kind, dict(each.body)) for each in base.journal]
    told += [(draw(moments), "asked", body) for body in draw(st.lists(objects, max_size=3))]
    shared = {each.id for each in base.consents}
    return replace(
        base,
        program=draw(lines(99)),
        sealed=draw(st.booleans()),
        preferences=tuple(
            Preference(key, value, draw(moments), draw(levels), draw(steps), draw(notes))
            for key, value in dict(kept).items()
        ),
        changes=tuple(
            Change(key, draw(moments), draw(st.none() | st.just(value)), draw(levels), draw(steps), draw(notes))
            for key, value in kept
        ),
        settings=draw(st.dictionaries(names, json_values, max_size=4)),
        shops=(*base.shops, *shops),
        consents=(*base.consents, *draw(listed(consent(shops), lambda each: each.id).map(
            lambda found: [each for each in found if each.id not in shared]))),
        items=base.items,  # for what they were agreed, terms say
        receipts=(*base.receipts, *draw(listed(st.builds(
            Receipt, lines(99).map("r".__add__), hosts, st.just("consent"), st.just("a.b.c"), moments,
            st.none() | st.sampled_from(sorted(shared))), lambda each: each.id))),
        journal=chained(told, base.journal[0].previous),
        people=people,
        people_preferences=tuple(
            PersonPreference(person.id, key, value, draw(moments))
            for person in people for key, value in dict(person_values).items()
        ),
        wishes=draw(listed(st.builds(Wish, lines(99), lines(120), moments, notes, st.none() | lines(99),
                                     st.none() | st.sampled_from(PriceBand), of_somebody, st.booleans()),
                           lambda each: each.id)),
        brand_sizes=draw(listed(st.builds(BrandSize, st.integers(1, 10**6), lines(99), lines(60), lines(60),
                                          st.just("") | lines(60), moments), lambda each: each.id)),
        letters=written,
        letter_events=tuple(
            LetterEvent(each.id, draw(st.integers(1, 999)), draw(moments), draw(kinds), draw(notes))
            for each in written
        ),
        takeout_mappings=draw(listed(st.builds(
            TakeoutMapping, st.from_regex("[0-9a-f]{64}", fullmatch=True), objects, moments),
            lambda each: each.fingerprint)),
        refused_suggestions=tuple(
            RefusedSuggestion(key, draw(st.none() | st.just(value)), draw(moments))
            for key, value in dict(refused).items()
        ),
        imported_facts=tuple(
            ImportedFact("amazon", seq, fact, draw(moments))
            for seq, fact in enumerate(draw(st.lists(flat.filter(imported_facts.fits), max_size=4)), 1)
        ),
    )  # fmt: skip


def small(most: int) -> Any:
    """Whether an object takes no more than ``most`` bytes."""
    return lambda found: len(json.dumps(found, ensure_ascii=False).encode()) <= most


def shop() -> st.SearchStrategy[Shop]:
    """A shop that is not in ``base``."""
    hosts = st.from_regex(r"\A[a-z]{1,9}-shop\.example\Z")
    return st.builds(
        lambda host, name, signed, seen, never: Shop(host, f"x509_san_dns:{host}", name, signed, b"", seen, never),
        hosts, lines(99), st.booleans(), moments, st.booleans(),
    )  # fmt: skip


def consent(shops: tuple[Shop, ...]) -> st.SearchStrategy[Consent]:
    """A share without terms and without items, at one of these shops."""
    if not shops:
        return st.nothing()
    return st.builds(
        lambda ident, shop, created, keep, subject: Consent(
            ident, shop.host, shop.client_id, None, None, created, created, keep, subject
        ),
        lines(99), st.sampled_from(shops), moments, st.none() | lines(20), st.none() | st.just("other"),
    )  # fmt: skip


@st.composite
def letter(draw: st.DrawFn, hosts: st.SearchStrategy[str]) -> Letter:
    sent = draw(st.booleans())
    return Letter(
        draw(lines(99)),
        draw(st.sampled_from(LetterKind)),
        draw(objects.filter(small(letters.MAX_RECIPIENT))),
        draw(st.sampled_from(letters.LANGUAGES)),
        draw(objects.filter(small(letters.MAX_FACTS))),
        draw(moments),
        draw(st.none() | hosts),
        draw(moments) if sent else None,
        draw(st.sampled_from(SentHow)) if sent else None,
    )
