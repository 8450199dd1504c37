"""A part of an export: no more than was asked, and still read as strictly as the whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from tests.unit.core.catalogue_values import shipped
from tests.unit.portability.conftest import HOST, NOON, Maker, words
from vault import bundled
from vault.core.errors import ChoiceError, StorageError
from vault.core.value import Value
from vault.portability.export_json import Export, collect, to_bytes
from vault.portability.import_json import differences, read, restore
from vault.portability.selection import Scope, ScopeKind, select
from vault.storage import journal, preferences, refused_suggestions, shops
from vault.storage.connection import Database

OTHER = "boekenboot.example"
SHOP, TOPIC = Scope(ScopeKind.SHOP, HOST), Scope(ScopeKind.TOPIC, "clothing")
Edit = Callable[[dict[str, Any]], object]


def taken(database: Database) -> Export:
    return collect(database, shipped(), made_at=NOON, program="0", include_sealed=True)


def of_two_shops(database: Database) -> Export:
    """Everything of the one shop once more, under another name: such a file is not read, but parts are made of it."""
    mine = taken(database)
    agreed, written = mine.consents[0], mine.letters[0]
    theirs = replace(agreed, id="urn:other", host=OTHER)
    items = tuple(replace(each, item=replace(each.item, jti="urn:2", consent="urn:other")) for each in mine.items)
    return replace(
        mine,
        shops=(*mine.shops, replace(mine.shops[0], host=OTHER, name=OTHER)),
        consents=(*mine.consents, theirs),
        items=(*mine.items, *items),
        receipts=(*mine.receipts, *(replace(each, id=f"{each.id}2", host=OTHER) for each in mine.receipts)),
        letters=(*mine.letters, replace(written, id="l2", host=OTHER, recipient={"name": OTHER})),
        letter_events=(*mine.letter_events, replace(mine.letter_events[0], letter="l2", note=OTHER)),
        journal=(*mine.journal, *(replace(each, body={"host": OTHER}) for each in mine.journal)),
    )


def test_all_of_it_is_all_of_it(full: Database) -> None:
    export = taken(full)
    assert select(export, None, shipped()) is export
    assert "scope" not in json.loads(to_bytes(export))


@pytest.mark.parametrize("scope", [SHOP, TOPIC])
def test_a_part_is_read_as_strictly_and_comes_back(full: Database, new_database: Maker, scope: Scope) -> None:
    with full.transaction() as transaction:  # so that the shop's own entries have a gap
        journal.append(transaction, NOON, "people_changed", {})
        journal.append(transaction, NOON, "asked", {"host": HOST, "request": "r", "keys": [], "signed": True})
    part = select(taken(full), scope, shipped())
    assert read(to_bytes(part), shipped()) == part
    assert select(part, scope, shipped()) == part
    jsonschema.Draft202012Validator(json.loads(bundled.read("schema/export.schema.json"))).validate(
        json.loads(to_bytes(part))
    )
    empty = new_database()
    restore(part, empty, now=NOON, words=words)
    assert differences(part, taken(empty)) == ()


def test_a_shop_has_nothing_of_another(full: Database) -> None:
    both = of_two_shops(full)
    one, other = (select(both, Scope(ScopeKind.SHOP, host), shipped()) for host in (HOST, OTHER))
    own = {"shops", "consents", "items", "receipts", "journal", "letters", "letter_events"}
    for part in (one, other):
        assert {name for name, count in part.counts().items() if count} == own
    assert OTHER.encode() not in to_bytes(one)
    for name in own:  # what is of neither is left out, and nothing is of both
        assert not any(each in getattr(one, name) for each in getattr(other, name)), name


def test_a_topic_has_nothing_of_another_nor_of_shops(full: Database) -> None:
    with full.transaction() as transaction:
        preferences.set_preference(transaction, preferences.Preference("later.thing", Value("x"), NOON), "x")
        refused = refused_suggestions.RefusedSuggestion("media.sports", None, NOON)
        refused_suggestions.put(transaction, refused)
    part = select(taken(full), TOPIC, shipped())
    assert {each.key for each in part.preferences} == {"clothing.shoe_size"}
    assert {each.key for each in part.changes} == {"clothing.shoe_size"}
    assert len(part.brand_sizes) == 1
    assert {each.key for each in part.refused_suggestions} == {"clothing.shoe_size"}
    named = {name for name, count in part.counts().items() if count}
    assert named == {"preferences", "preference_history", "brand_sizes", "refused_suggestions"}
    assert HOST.encode() not in to_bytes(part)


def test_a_shop_that_only_asked_has_its_questions(full: Database) -> None:
    with full.transaction() as transaction:
        journal.append(transaction, NOON, "asked", {"host": OTHER, "request": "r", "keys": [], "signed": True})
    part = select(taken(full), Scope(ScopeKind.SHOP, OTHER), shipped())
    assert (len(part.journal), part.shops) == (1, ())
    assert read(to_bytes(part), shipped()) == part


def test_what_is_not_there_cannot_be_chosen(full: Database) -> None:
    for scope, code in (
        (Scope(ScopeKind.SHOP, "nobody.example"), "shop_unknown"),
        (Scope(ScopeKind.TOPIC, "moods"), "topic_unknown"),
    ):
        with pytest.raises(ChoiceError, match=code):
            select(taken(full), scope, shipped())


def more_of(name: str) -> Edit:
    def edit(found: dict[str, Any]) -> None:
        found[name] = [{"key": "clothing.shoe_size", "value": None, "since": "2026-05-12T12:00:00Z"}]

    return edit


def of(scope: object) -> Edit:
    return lambda found: found.__setitem__("scope", scope)


def without(name: str, number: int) -> Edit:
    return lambda found: found[name].pop(number)


MORE: list[tuple[str, Scope, Edit, str]] = [
    ("no scope at all", SHOP, of(None), "export_malformed"),
    ("two scopes", SHOP, of({"shop": HOST, "topic": "clothing"}), "export_malformed"),
    ("another kind", SHOP, of({"person": "p1"}), "export_malformed"),
    ("a name with an escape", SHOP, of({"shop": "a\x1b"}), "export_malformed"),
    ("another shop", SHOP, of({"shop": OTHER}), "export_malformed"),
    ("a shop as a topic", SHOP, of({"topic": "clothing"}), "export_malformed"),
    ("a topic as a shop", TOPIC, of({"shop": HOST}), "export_malformed"),
    ("more than the shop", SHOP, more_of("refused_suggestions"), "export_malformed"),
    ("a setting", TOPIC, lambda found: found["settings"].update(language="nl"), "export_malformed"),
    ("a stop left out", SHOP, without("journal", -3), "export_malformed"),
    ("an entry twice", SHOP, lambda found: found["journal"].append(found["journal"][-1]), "export_chain_broken"),
    ("entries turned round", SHOP, lambda found: found["journal"].reverse(), "export_chain_broken"),
    (
        "an entry changed",
        SHOP,
        lambda found: found["journal"][0].update(body={"host": HOST, "items": []}),
        "export_chain_broken",
    ),
]


@pytest.mark.parametrize(("scope", "edit", "code"), [case[1:] for case in MORE], ids=[case[0] for case in MORE])
def test_a_part_that_says_something_else_is_refused(full: Database, scope: Scope, edit: Edit, code: str) -> None:
    found = json.loads(to_bytes(select(taken(full), scope, shipped())))
    edit(found)
    with pytest.raises(StorageError) as refused:
        read(json.dumps(found).encode(), shipped())
    assert refused.value.code == code


def test_a_shop_that_is_refused_for_good_and_had_nothing(full: Database) -> None:
    with full.transaction() as transaction:
        shops.put_shop(transaction, shops.Shop(OTHER, f"x509_san_dns:{OTHER}", "Boot", True, b"k", NOON, True))
    part = select(taken(full), Scope(ScopeKind.SHOP, OTHER), shipped())
    assert [each.host for each in part.shops] == [OTHER]
    assert read(to_bytes(part), shipped()) == part
