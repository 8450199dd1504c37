"""An export imported into a vault in use: looked at first, taken in whole or not at all, and after a backup."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.copied_vaults import copied_vault
from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import SHOE, SPORTS, Shop, item
from tests.unit.customer.conftest import PASSPHRASE
from vault.core.clock import SetClock
from vault.core.consent import ItemState
from vault.core.errors import ChoiceError, StorageError
from vault.core.sensitivity import Level
from vault.core.value import Precision, Value
from vault.customer import merging
from vault.customer.backups import view_backups
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.editing import list_preferences, remove_preference, search, set_words
from vault.customer.ending import end_what_is_over
from vault.customer.history import view_history
from vault.customer.holdings import view_shops
from vault.customer.locking import LOCK_AFTER, LOCK_WITH_SCREEN, NEVER, LockRules, lock_rules, set_lock_rules
from vault.customer.manner import set_share_days, share_days
from vault.customer.merging import look, merge
from vault.customer.review import propose
from vault.customer.session import Session, unlock
from vault.customer.sharing import share
from vault.customer.status_pool import STATUS_HOST, set_status_host, status_host
from vault.customer.stopping import stop
from vault.customer.taking_along import Form, Take, export_to
from vault.portability.export_json import collect, to_bytes
from vault.portability.selection import Scope, ScopeKind, select
from vault.storage import settings
from vault.storage.secret import Passphrase

SECRET = Passphrase(PASSPHRASE)
SHOE_SIZE = "clothing.shoe_size"


@pytest.fixture
def other(tmp_path: Path, clock: SetClock) -> Iterator[Session]:
    """A second vault, of the same customer and in use."""
    made = copied_vault(tmp_path / "other", PASSPHRASE, clock)
    with made as opened:
        set_words(opened, SHOE_SIZE, "EU 44")
        set_words(opened, "clothing.fit", "loose")
        yield opened


def exported(session: Session, path: Path, scope: Scope | None = None) -> Path:
    """Everything, sealed preferences too, or a part of it, as the plain file."""
    export = collect(session.database, session.catalogue, made_at=session.clock.now(), program="0", include_sealed=True)
    path.write_bytes(to_bytes(select(export, scope, session.catalogue)))
    return path


def share_two(session: Session, shop: Shop) -> None:
    proposal = propose(session, shop.ask(SHOE, SPORTS))
    chosen = (Choice("shoe_size", Precision.RANGE), Choice("sports", Precision.CATEGORY))
    share(session, proposal, Choices(chosen, 90))
    deliver(session, shop)


def values(session: Session) -> dict[str, Value]:
    return {each.entry.key: each.value for each in list_preferences(session)}


def test_a_look_says_what_would_come_and_writes_nothing(
    session: Session, other: Session, shop: Shop, tmp_path: Path
) -> None:
    share_two(session, shop)
    path, before = exported(session, tmp_path / "out.json"), (values(other), view_history(other), view_backups(other))
    found = look(other, path)
    assert (found.new["preferences"], found.new["items"], found.new["shops"]) == (3, 2, 1)
    (shoes,) = found.otherwise
    assert (shoes.key, shoes.here, shoes.there) == (SHOE_SIZE, Value("44", system="EU"), Value("43", system="EU"))
    assert (shoes.file_is_newer, shoes.sealed) == (False, False)
    assert "44" not in repr(found)
    assert (values(other), view_history(other), view_backups(other)) == before


def test_what_is_new_comes_in_and_what_was_chosen_changes(
    session: Session, other: Session, shop: Shop, tmp_path: Path, clock: SetClock
) -> None:
    share_two(session, shop)
    path = exported(session, tmp_path / "out.json")
    mine = values(other)
    merged = merge(other, look(other, path))
    assert (merged.new["preferences"], merged.changed) == (3, ())
    assert values(other) == {**values(session), **mine}
    assert view_shops(other) == view_shops(session)
    assert [each.entry.key for each in search(other, "schoenmaat")] == [SHOE_SIZE]
    again = look(other, path)
    assert (again.new, [each.key for each in again.otherwise]) == ({}, [SHOE_SIZE])
    assert merge(other, again, [SHOE_SIZE]).changed == (SHOE_SIZE,)
    assert values(other)[SHOE_SIZE] == values(session)[SHOE_SIZE]
    assert look(other, path).is_nothing
    assert {each.reason for each in view_backups(other).kept} == {"import"}
    other.lock()
    with unlock(tmp_path / "other", SECRET, catalogue=shipped(), clock=clock, random=secrets.token_bytes) as opened:
        assert end_what_is_over(opened).mended == ()
        assert view_history(opened)[-1].kind == "merged"
        export_to(opened, tmp_path / "again.json")


def test_the_same_file_twice_writes_nothing_the_second_time(session: Session, other: Session, tmp_path: Path) -> None:
    path = exported(session, tmp_path / "out.json")
    merge(other, look(other, path), [SHOE_SIZE])
    before = (view_history(other), view_backups(other))
    assert merge(other, look(other, path)).new == {}
    assert (view_history(other), view_backups(other)) == before


@pytest.mark.parametrize("form", [form for form in Form if form not in {Form.PAGE, Form.PDF}])
def test_each_form_comes_back_in_once(session: Session, other: Session, shop: Shop, tmp_path: Path, form: Form) -> None:
    share_two(session, shop)
    export_to(session, tmp_path / "out", what=Take(form))
    brought = merge(other, look(other, tmp_path / "out"), [SHOE_SIZE])
    assert brought.new["items"] == 2
    assert look(other, tmp_path / "out").is_nothing


@pytest.mark.parametrize("form", [Form.PAGE, Form.PDF])
def test_what_is_to_be_read_says_that_it_does_not_come_in(session: Session, tmp_path: Path, form: Form) -> None:
    export_to(session, tmp_path / "out", what=Take(form))
    with pytest.raises(StorageError, match="export_to_read"):
        look(session, tmp_path / "out")


def test_a_part_brings_its_part(session: Session, other: Session, shop: Shop, tmp_path: Path) -> None:
    share_two(session, shop)
    topic = exported(session, tmp_path / "topic.json", Scope(ScopeKind.TOPIC, "clothing"))
    merge(other, look(other, topic))
    assert set(values(other)) == {SHOE_SIZE, "clothing.fit", "clothing.shoe_width"}
    one = exported(session, tmp_path / "shop.json", Scope(ScopeKind.SHOP, shop.host))
    merge(other, look(other, one))
    assert view_shops(other) == view_shops(session)
    assert look(other, one).is_nothing


def test_a_stopped_share_is_not_brought_back_by_a_file_from_before(
    session: Session, shop: Shop, tmp_path: Path
) -> None:
    share_two(session, shop)
    path = exported(session, tmp_path / "out.json")
    stop(session, shop.host)
    found = look(session, path)
    assert found.is_nothing
    assert found.stays["items"] == 2
    merge(session, found)
    end_what_is_over(session)
    (view,) = view_shops(session)
    assert {item.state for item in view.items} == {ItemState.STOPPING}


def test_what_was_removed_here_waits_for_a_choice(session: Session, tmp_path: Path) -> None:
    path = exported(session, tmp_path / "out.json")
    remove_preference(session, SHOE_SIZE)
    found = look(session, path)
    assert [(each.key, each.here) for each in found.otherwise] == [(SHOE_SIZE, None)]
    merge(session, found)
    assert SHOE_SIZE not in values(session)


def test_what_is_sealed_on_either_side_is_marked(session: Session, other: Session, tmp_path: Path) -> None:
    set_words(other, "health.foot_health", "flat_feet")
    found = look(other, exported(session, tmp_path / "out.json"))
    assert {each.key: each.sealed for each in found.otherwise} == {SHOE_SIZE: False, "health.foot_health": True}


def test_a_vault_that_changed_in_the_meantime_is_looked_at_again(
    session: Session, other: Session, tmp_path: Path
) -> None:
    found = look(other, exported(session, tmp_path / "out.json"))
    set_words(other, "clothing.shoe_width", "G")
    before = view_history(other)
    with pytest.raises(ChoiceError, match="merge_stale"):
        merge(other, found)
    assert (view_history(other), view_backups(other).kept) == (before, ())


def test_a_key_that_is_the_same_cannot_be_chosen(session: Session, other: Session, tmp_path: Path) -> None:
    found = look(other, exported(session, tmp_path / "out.json"))
    before = view_history(other)
    with pytest.raises(ChoiceError, match="not_changed"):
        merge(other, found, ["clothing.shoe_width"])
    assert view_history(other) == before


def test_what_does_not_come_in_whole_does_not_come_in(
    session: Session, other: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, before = look(other, exported(session, tmp_path / "out.json")), (values(other), view_history(other))
    monkeypatch.setattr(merging, "take_in", lambda *_, **__: None)
    with pytest.raises(StorageError, match="export_not_whole"):
        merge(other, found)
    assert (values(other), view_history(other)) == before


def test_something_else_is_no_export(other: Session, tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text("{}", encoding="utf-8")
    with pytest.raises(StorageError, match="export_not_ours"):
        look(other, tmp_path / "other.json")


def test_a_file_changes_neither_when_this_vault_locks_nor_whom_it_asks(
    session: Session, other: Session, tmp_path: Path
) -> None:
    set_lock_rules(other, LockRules(NEVER, with_screen=False))
    set_status_host(other, "status.example")
    set_share_days(other, 30)
    assert {LOCK_AFTER, LOCK_WITH_SCREEN, STATUS_HOST} == settings.GUARDING
    difference = look(session, exported(other, tmp_path / "other.json"))
    assert (difference.new["settings"], difference.stays["settings"]) == (1, 3)
    merge(session, difference)
    assert lock_rules(session) == LockRules()
    assert status_host(session) is None
    with session.database.read() as reader:
        assert share_days(reader) == 30


def test_a_file_does_not_make_a_share_less_private_than_it_is(
    session: Session, other: Session, shop: Shop, tmp_path: Path
) -> None:
    set_words(session, "food.vegetarian", "yes")
    proposal = propose(session, shop.ask(item("food", "food.vegetarian")))
    share(session, proposal, Choices((Choice("food", Precision.EXACT),), 90))
    path = exported(session, tmp_path / "out.json")
    found = json.loads(path.read_text(encoding="utf-8"))
    found["items"][0]["level"] = "everyday"
    path.write_text(json.dumps(found), encoding="utf-8")
    merge(other, look(other, path))
    assert [each.level for held in view_shops(other) for each in held.items] == [Level.PERSONAL]
