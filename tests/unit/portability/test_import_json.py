"""There and back: what was exported comes back equal, and what was tampered with does not come in."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.core.catalogue_values import entries, exact_values, shipped
from tests.unit.portability.conftest import NOON, PRIVATE_KEY, Maker, words
from vault import bundled
from vault.core.errors import ChoiceError, StorageError
from vault.core.sensitivity import Level
from vault.core.sentences import parse_sentences
from vault.core.value import Precision, Value
from vault.portability import import_json
from vault.portability.export_json import Export, collect, to_bytes
from vault.portability.import_json import MAX_EXPORT, MAX_PARTS, differences, read, restore
from vault.portability.later_records import LATER
from vault.storage import imported_facts, journal, letters, preferences, shops, takeout_mappings
from vault.storage.connection import Database

Edit = Callable[[dict[str, Any]], object]


def taken(database: Database) -> Export:
    return collect(database, shipped(), made_at=NOON, program="0", include_sealed=True)


def put_back(export: Export, database: Database) -> Export:
    restore(export, database, now=NOON, words=words)
    return taken(database)


@st.composite
def kept(draw: st.DrawFn) -> preferences.Preference:
    entry = draw(entries())
    return preferences.Preference(
        entry.key,
        draw(exact_values(entry)),
        draw(st.datetimes(min_value=NOON.replace(year=2000, tzinfo=None), max_value=NOON.replace(tzinfo=None))).replace(
            microsecond=0, tzinfo=NOON.tzinfo
        ),
        draw(st.none() | st.sampled_from(Level)),
        draw(st.none() | st.sampled_from(Precision)),
        draw(st.none() | st.text(st.characters(codec="utf-8"), max_size=40)),
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(kept(), max_size=12))
def test_any_preferences_come_back_equal(new_database: Maker, found: list[preferences.Preference]) -> None:
    database = new_database()
    with database.transaction() as transaction:
        for each in found:
            preferences.set_preference(transaction, each, each.key)
            journal.append(transaction, each.updated_at, "preference_set", {"key": each.key})
    export = taken(database)
    assert read(to_bytes(export), shipped()) == export
    assert differences(export, put_back(export, new_database())) == ()


def test_everything_comes_back(full: Database, new_database: Maker) -> None:
    export = taken(full)
    empty = new_database()
    restored = put_back(read(to_bytes(export), shipped()), empty)
    assert differences(export, restored) == ()
    assert restored.preferences == export.preferences
    assert restored.items == export.items
    with empty.read() as reader:
        journal.check_chain(reader)
        (shop,) = shops.shops(reader)
        assert [each.key for each in preferences.search(reader, "shoe_size")] == ["clothing.shoe_size"]
    assert shop.pairwise_key not in {b"", PRIVATE_KEY}
    assert [entry.kind for entry in restored.journal[:2]] == ["vault_created", "vault_created"]
    assert restored.journal[-1].body["chain_end"] == export.journal[-1].hash.hex()


def test_what_came_back_can_be_exported_again(full: Database, new_database: Maker) -> None:
    once = put_back(taken(full), new_database())
    twice = put_back(read(to_bytes(once), shipped()), new_database())
    assert differences(once, twice) == ()


def test_each_lost_record_is_a_difference(full: Database, new_database: Maker) -> None:
    export = taken(full)
    for table, kind in [
        ("preference", "preferences"), ("preference_history", "preference_history"), ("setting", "settings"),
        ("receipt", "receipts"), ("consent_item", "items"), ("journal", "journal"),
    ]:  # fmt: skip
        database = new_database()
        restore(export, database, now=NOON, words=words)
        with database.transaction() as transaction:
            order = " WHERE seq = 3" if table == "journal" else ""
            transaction.execute(f"DELETE FROM {table}{order}")
        assert kind in differences(export, taken(database)), table


def test_only_an_empty_vault_takes_an_import(full: Database) -> None:
    with pytest.raises(ChoiceError, match="vault_not_empty"):
        restore(taken(full), full, now=NOON, words=words)


def test_import_is_whole_or_nothing(full: Database, new_database: Maker) -> None:
    empty = new_database()
    before = taken(empty)

    def fail(key: str, value: Value) -> str:
        raise StorageError("disk_full")

    with pytest.raises(StorageError, match="disk_full"):
        restore(taken(full), empty, now=NOON, words=fail)
    assert taken(empty) == before


def test_unknown_key_is_kept(database: Database, new_database: Maker) -> None:
    with database.transaction() as transaction:
        preferences.set_preference(transaction, preferences.Preference("later.thing", Value("x"), NOON), "x")
    export = read(to_bytes(taken(database)), shipped())
    assert put_back(export, new_database()).preferences[0].key == "later.thing"


def put(*path: str | int, to: object) -> Edit:
    """Put something in one place of the file."""

    def edit(found: dict[str, Any]) -> None:
        place: Any = found
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = to

    return edit


def double(name: str) -> Edit:
    return lambda found: found[name].append(found[name][0])


CATEGORY = {"value": "adult", "precision": "category"}
TAMPERED: list[tuple[str, Edit, str]] = [
    ("another format", put("format", to="other"), "export_not_ours"),
    ("no format", lambda found: found.pop("format"), "export_not_ours"),
    ("later version", put("version", to=2), "export_newer"),
    ("version zero", put("version", to=0), "export_malformed"),
    ("version yes", put("version", to=True), "export_malformed"),
    ("member missing", lambda found: found.pop("receipts"), "export_malformed"),
    ("member more", put("more", to=1), "export_malformed"),
    ("not a list", put("preferences", to={}), "export_malformed"),
    ("record not an object", put("preferences", 0, to=1), "export_malformed"),
    ("record member more", put("preferences", 0, "more", to=1), "export_malformed"),
    ("value off the catalogue", put("preferences", 0, "value", "value", to="430"), "export_malformed"),
    ("value not exact", put("preferences", 0, "value", to=CATEGORY), "export_malformed"),
    ("value closed", put("preferences", 0, "value", "precision", to="closed"), "export_malformed"),
    ("key twice", double("preferences"), "export_malformed"),
    ("level unknown", put("preferences", 0, "level_raised", to="secret"), "export_malformed"),
    ("time without zone", put("preferences", 0, "updated_at", to="2026-05-12T12:00:00"), "export_malformed"),
    ("time short", put("preferences", 0, "updated_at", to="2026-5-12T12:00:00Z"), "export_malformed"),
    ("note too long", put("preferences", 0, "note", to="x" * 2001), "export_malformed"),
    ("flag as number", put("shops", 0, "never_ask", to=1), "export_malformed"),
    ("name with escape", put("shops", 0, "name", to="\x1b[2J"), "export_malformed"),
    ("private key", put("shops", 0, "pairwise_key", to="00"), "export_malformed"),
    ("shop twice", double("shops"), "export_malformed"),
    ("shop missing", put("shops", to=[]), "export_malformed"),
    ("consent twice", double("consents"), "export_malformed"),
    ("consent missing", put("consents", to=[]), "export_malformed"),
    ("terms changed", put("consents", 0, "terms_hash", to="x" * 43), "export_malformed"),
    ("terms without hash", put("consents", 0, "terms_hash", to=None), "export_malformed"),
    ("terms not terms", put("consents", 0, "terms", to="e30"), "export_malformed"),
    ("item twice", double("items"), "export_malformed"),
    ("item without token", lambda found: found["items"][0].pop("token"), "export_malformed"),
    ("item not an object", put("items", 0, to=None), "export_malformed"),
    ("token not signed", put("items", 0, "token", to="value"), "export_malformed"),
    ("state unknown", put("items", 0, "state", to="sold"), "export_malformed"),
    ("state brought to life", put("items", 0, "state", to="active"), "export_malformed"),
    ("place negative", put("items", 0, "item", to=-1), "export_malformed"),
    ("receipt twice", double("receipts"), "export_malformed"),
    ("receipt of nothing", put("receipts", 0, "consent", to="urn:x"), "export_malformed"),
    ("settings a list", put("settings", to=[]), "export_malformed"),
    ("setting with another letter", put("settings", to={"é": 1}), "export_malformed"),
    ("journal body a list", put("journal", 0, "body", to=[]), "export_malformed"),
    ("hash short", put("journal", 0, "hash", to="00"), "export_malformed"),
    ("entry changed", put("journal", 1, "body", to={"key": "x"}), "export_chain_broken"),
    ("entry missing", lambda found: found["journal"].pop(1), "export_chain_broken"),
    ("entry renumbered", put("journal", 1, "seq", to=5), "export_chain_broken"),
    ("start changed", put("journal", 0, "previous", to="00" * 32), "export_chain_broken"),
    ("history cut", lambda found: found["journal"].pop(), "export_malformed"),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "code"), [case[1:] for case in TAMPERED], ids=[case[0] for case in TAMPERED])
def test_tampered_file_is_refused(full: Database, edit: Edit, code: str) -> None:
    found = json.loads(to_bytes(taken(full)))
    edit(found)
    with pytest.raises(StorageError) as refused:
        read(json.dumps(found).encode(), shipped())
    assert refused.value.code == code
    assert_said_plainly(refused.value)


def assert_said_plainly(problem: StorageError) -> None:
    """A place in the file, or the code of what failed below, means nothing to who chose it."""
    for language in ("en", "nl"):
        said = parse_sentences(language, bundled.read(f"messages/{language}.json")).error(problem)
        assert not set(said) & set("_[]{}"), said


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(left=st.floats(0, 0.999))
def test_a_file_that_was_cut_off_is_said_to_be(full: Database, left: float) -> None:
    data = to_bytes(taken(full))
    with pytest.raises(StorageError) as refused:
        read(data[: int(left * len(data))], shipped())
    assert refused.value.code == "export_unreadable"
    assert_said_plainly(refused.value)


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{", b"\xff", b'{"a":1,"a":2}', b'{"a":0.5}', b'{"a":NaN}', b"[" * 100, b'{"a":"\\ud800"}']
)
def test_what_is_no_json_object_is_refused(data: bytes) -> None:
    with pytest.raises(StorageError, match="export_unreadable") as refused:
        read(data, shipped())
    assert_said_plainly(refused.value)


def test_too_large_file_is_refused_before_it_is_read() -> None:
    with pytest.raises(StorageError, match="export_unreadable"):
        read(b" " * (MAX_EXPORT + 1), shipped())


@pytest.mark.parametrize("part", [b"{},", b"[],", b'"",', b'{"a":{"b":1}},'])
def test_too_many_parts_are_refused_before_anything_is_built(part: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_json, "loads", lambda *_, **__: pytest.fail("it was built"))
    with pytest.raises(StorageError, match="export_malformed"):
        read(b'{"a":[' + part * MAX_PARTS + b"1]}", shipped())


def test_what_no_screen_shows_comes_in_as_question_marks(full: Database, new_database: Maker) -> None:
    """A shop's odd spelling is in the history that it asked for; it neither stops an export nor moves a cursor."""
    body: Any = {"host": "x", "keys": ["a\x1b]0;b\x07", {"c\x7f": ["\u009b2\u202eJ"]}], "signed": True}
    with full.transaction() as transaction:
        journal.append(transaction, NOON, "asked", body)
    export = read(to_bytes(taken(full)), shipped())
    restored = put_back(export, new_database())
    assert differences(export, restored) == ()
    assert restored.journal[-2].body == {"host": "x", "keys": ["a?]0;b?", {"c?": ["?2?J"]}], "signed": True}


def test_too_many_records_are_refused(full: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    data = to_bytes(taken(full))
    monkeypatch.setattr(import_json, "MAX_RECORDS", 1)
    with pytest.raises(StorageError, match="export_malformed"):
        read(data, shipped())


def test_journal_that_tells_of_nameless_items_is_refused(full: Database) -> None:
    with full.transaction() as transaction:
        journal.append(transaction, NOON, "stopped", {"items": [{"key": "x"}]})
    with pytest.raises(StorageError, match="export_malformed"):
        read(to_bytes(taken(full)), shipped())


def test_a_file_of_the_first_programs_still_comes_in(full: Database, new_database: Maker) -> None:
    found = json.loads(to_bytes(taken(full)))
    for member in LATER:
        del found[member]
    export = read(json.dumps(found).encode(), shipped())
    assert all(getattr(export, member) == () for member in LATER)
    assert differences(export, put_back(export, new_database())) == ()


def test_a_file_of_somebody_without_people_is_as_it_was(database: Database) -> None:
    found = json.loads(to_bytes(taken(database)))
    assert not LATER.keys() & found.keys()


def test_later_records_come_back_equal(full: Database, new_database: Maker) -> None:
    export = taken(full)
    assert all(getattr(export, member) for member in LATER)
    restored = put_back(read(to_bytes(export), shipped()), new_database())
    for member in LATER:
        assert getattr(restored, member) == getattr(export, member), member


@pytest.mark.parametrize(
    ("member", "name", "to", "where"),
    [
        ("people", "nickname", "", "people[0].nickname"),
        ("people", "nickname", "x" * 41, "people[0].nickname"),
        ("people", "nickname", "Lou\x1b[31m", "people[0].nickname"),
        ("people", "id", "p2", "people_preferences.person"),
        ("people", "made_at", "2199-01-01T00:00:00Z", "people"),
        ("people_preferences", "person", "nobody", "people_preferences.person"),
        ("people_preferences", "value", {"value": "x", "precision": "exact"}, "clothing.shoe_size"),
        ("people_preferences", "value", {"value": "adult", "precision": "category"}, "clothing.shoe_size"),
        ("wishes", "person", "nobody", "wishes.person"),
        ("wishes", "price", "cheap", "wishes[0].price"),
        ("wishes", "what", "x" * 121, "wishes[0].what"),
        ("wishes", "done", 1, "wishes[0].done"),
        ("letters", "kind", "demand", "letters[0].kind"),
        ("letters", "host", "other.example", "letters.host"),
        ("letters", "language", "de", "letters[0].language"),
        ("letters", "recipient", [], "letters[0].recipient"),
        ("letters", "recipient", {"name": "x" * letters.MAX_RECIPIENT}, "letters[0].recipient"),
        ("letters", "facts", {"é": 1}, "letters[0].facts"),
        ("letters", "facts", {"words": "x" * letters.MAX_FACTS}, "letters[0].facts"),
        ("letters", "sent_how", "fax", "letters[0].sent_how"),
        ("letters", "sent_how", None, "letters.sent_how"),
        ("letters", "sent_at", "2199-01-01T00:00:00Z", "letters"),
        ("letters", "id", "l2", "letter_events.letter"),
        ("letter_events", "kind", "lost", "letter_events[0].kind"),
        ("letter_events", "seq", 0, "letter_events[0].seq"),
        ("letter_events", "at", "2199-01-01T00:00:00Z", "letter_events"),
        ("takeout_mappings", "fingerprint", "xyz", "takeout_mappings[0].fingerprint"),
        ("takeout_mappings", "mapping", {"title": "x" * takeout_mappings.MAX_MAPPING}, "takeout_mappings[0].mapping"),
        ("refused_suggestions", "value", {"value": "x", "precision": "exact"}, "clothing.shoe_size"),
        ("refused_suggestions", "since", "2199-01-01T00:00:00Z", "refused_suggestions"),
        ("imported_facts", "source", "Amazon", "imported_facts[0].source"),
        ("imported_facts", "seq", 2, "imported_facts"),
        ("imported_facts", "fact", {"title": "x" * imported_facts.MAX_FACT}, "imported_facts[0].fact"),
        ("imported_facts", "fact", {"sizes": ["43"]}, "imported_facts[0].fact"),
        ("imported_facts", "kept_at", "2199-01-01T00:00:00Z", "imported_facts"),
    ],
)
def test_later_records_that_no_vault_wrote_do_not_come_in(
    full: Database, member: str, name: str, to: object, where: str
) -> None:
    found = json.loads(to_bytes(taken(full)))
    found[member][0][name] = to
    with pytest.raises(StorageError) as refused:
        read(json.dumps(found).encode(), shipped())
    assert (refused.value.code, refused.value.facts) == ("export_malformed", {"where": where})


def test_a_subject_is_somebody_else_and_the_token_says_so_too(full: Database) -> None:
    found = json.loads(to_bytes(taken(full)))
    assert "subject" not in found["consents"][0]
    for subject, where in (("me", "consents[0].subject"), ("other", "items[0].token")):
        found["consents"][0]["subject"] = subject
        with pytest.raises(StorageError) as refused:
            read(json.dumps(found).encode(), shipped())
        assert refused.value.facts == {"where": where}
