"""An export merged into a vault that is not empty: what is new comes in, what is here stays, and twice is once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.core.catalogue_values import entries, exact_values, shipped
from tests.unit.portability.conftest import HOST, NOON, TOKEN, Maker, fill, words
from vault.core.consent import ItemEvent, ItemState
from vault.core.errors import ChoiceError
from vault.core.sensitivity import Level
from vault.core.value import Precision, Value
from vault.customer.happened import mend_states
from vault.portability import merging
from vault.portability.export_json import Export, collect, gather, to_bytes
from vault.portability.import_json import read
from vault.portability.merging import Plan, compare
from vault.portability.selection import Scope, ScopeKind, select
from vault.portability.taking_in import take_in
from vault.storage import (
    brand_sizes,
    consents,
    imported_facts,
    journal,
    people,
    preferences,
    refused_suggestions,
    shops,
    wishes,
)
from vault.storage import settings as kept_settings
from vault.storage.connection import Database, Transaction

LATER = NOON + timedelta(hours=1)
KEY = "clothing.shoe_size"
SIZE, OTHER = Value("43", system="EU"), Value("44", system="EU")


def taken(database: Database) -> Export:
    return collect(database, shipped(), made_at=NOON, program="0", include_sealed=True)


def merged(database: Database, export: Export, chosen: Collection[str] = ()) -> Plan:
    plan = compare(taken(database), export)
    with database.transaction() as transaction:
        take_in(transaction, plan, chosen, now=LATER, words=words, chain_end=None)
    return plan


def is_nothing(plan: Plan) -> bool:
    return not any(plan.new.counts().values()) and not plan.changed


def keep(database: Database, value: Value, *, at: Any = NOON, **other: Any) -> None:
    with database.transaction() as transaction:
        preferences.set_preference(transaction, preferences.Preference(KEY, value, at, **other), KEY)
        journal.append(transaction, at, "preference_set", {"key": KEY})


def found(database: Database) -> preferences.Preference | None:
    with database.read() as reader:
        return preferences.preference(reader, KEY)


@st.composite
def deeds(draw: st.DrawFn) -> Any:
    """Something a customer does to a vault."""
    at = NOON - timedelta(minutes=draw(st.integers(0, 600)))
    name, word = draw(st.sampled_from("abc")), draw(st.sampled_from(["red", "blue"]))
    kind = draw(st.sampled_from(["keep", "drop", "person", "wish", "size", "facts", "refuse", "set", "shop"]))
    entry = draw(entries())
    value = draw(exact_values(entry))
    level, most = draw(st.none() | st.sampled_from(Level)), draw(st.none() | st.sampled_from(Precision))

    def do(transaction: Transaction) -> None:
        match kind:
            case "keep":
                kept = preferences.Preference(entry.key, value, at, level, most, word)
                preferences.set_preference(transaction, kept, word)
                journal.append(transaction, at, "preference_set", {"key": entry.key})
            case "drop":
                for each in preferences.preferences(transaction)[:1]:
                    preferences.remove_preference(transaction, each.key, at)
            case "person":
                people.put_person(transaction, people.Person(name, word, at))
                people.put_preference(transaction, people.PersonPreference(name, entry.key, value, at))
            case "wish":
                wishes.put_wish(transaction, wishes.Wish(name, word, at))
            case "size":
                number = brand_sizes.next_id(transaction)
                brand_sizes.put(transaction, brand_sizes.BrandSize(number, KEY, name, word, "", at))
            case "facts":
                imported_facts.add(transaction, name, [{"title": word}] * 2, at)
            case "refuse":
                refused = refused_suggestions.RefusedSuggestion(entry.key, value, at)
                refused_suggestions.put(transaction, refused)
            case "set":
                kept_settings.put(transaction, name, word)
            case _:
                host = f"{name}.example"
                shops.put_shop(transaction, shops.Shop(host, f"x509_san_dns:{host}", word, True, b"k", at))
                journal.append(transaction, at, "asked", {"host": host, "request": word, "keys": [], "signed": True})

    return do


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from(["here", "there", "both"]), deeds()), max_size=14),
    st.tuples(st.booleans(), st.booleans()),
    st.data(),
)
def test_what_was_merged_is_no_difference_any_more(
    new_database: Maker, done: list[tuple[str, Any]], filled: tuple[bool, bool], data: st.DataObject
) -> None:
    vaults = {"here": new_database(), "there": new_database()}
    for (name, database), everything in zip(vaults.items(), filled, strict=True):
        if everything:
            fill(database)
        for where, do in done:
            if where in {name, "both"}:
                with database.transaction() as transaction:
                    do(transaction)
    here, before = vaults["here"], taken(vaults["here"])
    export = read(to_bytes(taken(vaults["there"])), shipped())
    plan = compare(before, export)
    keys = [each.key for each in plan.changed]
    chosen = data.draw(st.sets(st.sampled_from(keys))) if keys else set()
    merged(here, export, chosen)
    again, after = compare(taken(here), export), taken(here)
    assert not any(again.new.counts().values())
    assert {each.key for each in again.changed} == set(keys) - chosen
    merged(here, export, set(keys) - chosen)
    assert is_nothing(compare(taken(here), export))
    # nothing of this vault is lost, and what it has can be exported
    assert {each.key for each in before.preferences} <= {each.key for each in after.preferences}
    for kind in ("consents", "items", "receipts", "people", "wishes", "letters", "imported_facts", "shops"):
        assert {repr(each) for each in getattr(before, kind)} <= {repr(each) for each in getattr(after, kind)}, kind
    assert [each.hash for each in after.journal[: len(before.journal)]] == [each.hash for each in before.journal]
    assert read(to_bytes(after), shipped()) == after
    with here.transaction() as transaction:
        journal.check_chain(transaction)
        assert mend_states(transaction, LATER) == ()


def test_its_own_export_brings_nothing(full: Database) -> None:
    plan = compare(taken(full), read(to_bytes(taken(full)), shipped()))
    assert is_nothing(plan)
    assert not any(plan.stays.values())
    assert plan.same == taken(full).counts()


@pytest.mark.parametrize("scope", [Scope(ScopeKind.SHOP, HOST), Scope(ScopeKind.TOPIC, "clothing")])
def test_a_part_of_its_own_export_brings_nothing(full: Database, scope: Scope) -> None:
    assert is_nothing(compare(taken(full), select(taken(full), scope, shipped())))


def test_a_whole_customer_comes_into_a_vault_of_another(full: Database, new_database: Maker) -> None:
    here = new_database()
    keep(here, OTHER)
    plan = merged(here, taken(full))
    assert [each.key for each in plan.changed] == [KEY]
    found = taken(here)
    for kind in ("consents", "items", "receipts", "people", "wishes", "letters", "letter_events", "imported_facts"):
        assert getattr(found, kind) == getattr(taken(full), kind), kind
    assert found.journal[-1].body == {"entries": len(plan.new.journal), "chain_end": None}
    with here.read() as reader:
        (shop,) = shops.shops(reader)
    assert len(shop.pairwise_key) == 32


def test_a_changed_preference_comes_only_where_it_was_chosen(new_database: Maker) -> None:
    here, there = new_database(), new_database()
    keep(here, SIZE, note="mine")
    keep(there, OTHER, at=NOON - timedelta(1))
    plan = merged(here, taken(there))
    (changed,) = plan.changed
    assert (changed.here and changed.here.value, changed.result.value) == (SIZE, OTHER)
    kept = found(here)
    assert (kept and kept.value) == SIZE
    merged(here, taken(there), [KEY])
    assert found(here) == preferences.Preference(KEY, OTHER, LATER, note="mine")
    with here.read() as reader:
        assert [each.value for each in preferences.history(reader, KEY)] == [OTHER, SIZE, OTHER]


def test_a_merge_lowers_no_level_and_raises_no_ceiling(new_database: Maker) -> None:
    here, there = new_database(), new_database()
    keep(here, SIZE, level_raised=Level.SEALED, most_precise=Precision.CATEGORY)
    keep(there, SIZE, most_precise=Precision.RANGE)
    assert is_nothing(replace(compare(taken(here), taken(there)), new=replace(taken(here), **nothing())))
    keep(there, OTHER, level_raised=Level.PERSONAL)
    merged(here, taken(there), [KEY])
    kept = found(here)
    assert kept is not None
    assert (kept.value, kept.level_raised, kept.most_precise) == (OTHER, Level.SEALED, Precision.CATEGORY)


def nothing() -> dict[str, Any]:
    return {"preferences": (), "changes": (), "settings": {}, "journal": ()}


def test_what_was_removed_here_comes_back_only_where_it_was_chosen(new_database: Maker) -> None:
    here, there = new_database(), new_database()
    for each in (here, there):
        keep(each, SIZE)
    with here.transaction() as transaction:
        preferences.remove_preference(transaction, KEY, NOON)
    plan = merged(here, taken(there))
    assert [each.here for each in plan.changed] == [None]
    assert found(here) is None
    merged(here, taken(there), [KEY])
    kept = found(here)
    assert (kept and kept.value) == SIZE


def test_what_ended_here_does_not_come_to_life(full: Database, new_database: Maker) -> None:
    """The file is of the day before the stop; and one that lies says that the stop was undone."""
    export = taken(full)
    shared = replace(
        export,
        items=tuple(replace(each, item=replace(each.item, state=ItemState.ACTIVE)) for each in export.items),
        journal=(
            *export.journal,
            replace(export.journal[-1], kind=ItemEvent.STOP_UNDONE, at=LATER, body=export.journal[-1].body),
        ),
    )
    plan = merged(full, shared)
    assert plan.stays["items"] == 1
    with full.transaction() as transaction:
        assert mend_states(transaction, LATER) == ()
        item = consents.item(transaction, TOKEN)
    assert item is not None
    assert item.state is ItemState.ERASED


def test_a_shop_that_is_known_keeps_its_key_and_its_own_history(full: Database, new_database: Maker) -> None:
    here = new_database()
    mine = shops.Shop(HOST, f"x509_san_dns:{HOST}", "Mine", False, b"m" * 32, NOON, never_ask=True)
    with here.transaction() as transaction:
        shops.put_shop(transaction, mine)
    plan = merged(here, taken(full))
    assert plan.stays["shops"] == 1
    with here.read() as reader:
        assert shops.shops(reader) == [mine]
        assert [each.host for each in consents.consents(reader)] == [HOST]


def test_a_share_that_is_here_otherwise_takes_nothing_in(full: Database) -> None:
    export = taken(full)
    other = replace(export.consents[0], keep="session")
    more = replace(export.items[0], item=replace(export.items[0].item, jti="urn:more"))
    plan = compare(export, replace(export, consents=(other,), items=(more,)))
    assert plan.stays["consents"] == 1
    assert plan.new.items == ()


def test_a_brand_size_that_was_mended_here_stays(new_database: Maker) -> None:
    here, there = new_database(), new_database()
    for database, size in ((here, "44"), (there, "43")):
        with database.transaction() as transaction:
            brand_sizes.put(transaction, brand_sizes.BrandSize(1, KEY, "Groenekom", size, "", NOON))
    with there.transaction() as transaction:
        brand_sizes.put(transaction, brand_sizes.BrandSize(2, KEY, "Lumen", "42", "", NOON))
    merged(here, taken(there))
    with here.read() as reader:
        assert [(each.id, each.size) for each in brand_sizes.brand_sizes(reader)] == [(1, "44"), (2, "42")]


def test_more_than_a_vault_can_keep_is_said_before_anything_comes_in(
    full: Database, new_database: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "_MOST", {"imported_facts": 1})
    with pytest.raises(ChoiceError, match="too_much_to_keep"):
        compare(taken(new_database()), taken(full))


def test_a_key_that_is_not_otherwise_cannot_be_chosen(full: Database, new_database: Maker) -> None:
    here = new_database()
    with pytest.raises(ChoiceError, match="not_changed"):
        merged(here, taken(full), [KEY])
    with here.read() as reader:
        assert gather(reader, shipped(), made_at=NOON, program="0", include_sealed=True).preferences == ()
