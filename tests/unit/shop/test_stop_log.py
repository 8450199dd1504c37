"""An old copy of the database brings back nothing that a customer stopped."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from tests.unit.shop.example import CLIENT_ID, NEVER, NOW, PHONE, SIZE, Example, Vault, urn
from tests.unit.shop.test_refreshing import NEWER, form, fresh
from vault.core.errors import StorageError, TokenError
from vault.shop import tables
from vault.shop.answers import receive_answer
from vault.shop.proof import check_proof, kept_proof
from vault.shop.refreshing import receive_refresh
from vault.shop.retention import drop_expired
from vault.shop.stop_log import LOGGED, LoggedStop, append, log_of, read, rewrite
from vault.shop.stop_replay import replay_stops
from vault.shop.stopping import erasure_receipt_at, finish_stops, receive_stop, stop_by_code
from vault.shop.store import open_store
from vault.tokens.receipt import stop_code
from vault.tokens.security_event import stop_event


def stop(example: Example, vault: Vault, token: str | None, jti: str) -> str:
    event = stop_event(vault.key, aud=CLIENT_ID, iat=example.clock.now(), jti=jti, token_jti=token)
    return receive_stop(example.shop, event)


def count(example: Example, table: Any) -> int:
    with example.shop.store.transaction() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


@pytest.fixture
def shop(sqlite_shop: Example) -> Example:
    """What happens to files; on PostgreSQL it is ``test_put_back.py``."""
    return sqlite_shop


class Backup:
    """A copy of the shop's database, to be brought back."""

    def __init__(self, example: Example) -> None:
        self.store = example.shop.policy.store
        self.copy = Path(shutil.copy(self.store, self.store.with_suffix(".copy")))

    def bring_back(self, example: Example) -> Example:
        """The shop as it is when opened after that."""
        example.shop.store.close()
        shutil.copy(self.copy, self.store)
        return replace(example, shop=replace(example.shop, store=open_store(self.store)))


@pytest.fixture
def restored(shop: Example) -> Any:
    """What brings back a backup; closed at the end."""
    opened: list[Example] = []

    def bring(backup: Backup) -> Example:
        opened.append(backup.bring_back(shop))
        return opened[-1]

    yield bring
    for each in opened:
        each.shop.store.close()


Restored = Callable[[Backup], Example]


def test_what_was_stopped_is_erased_again(shop: Example, vault: Vault, restored: Restored) -> None:
    shop.share(vault, {"phone": PHONE, "shoe_size": SIZE})
    backup, jti = Backup(shop), urn()
    location = stop(shop, vault, vault.issued[0].jti, jti)
    finish_stops(shop.shop)
    again = restored(backup)
    assert count(again, tables.content) == 2
    assert replay_stops(again.shop) == 1
    assert count(again, tables.content) == 1
    finish_stops(again.shop)
    assert erasure_receipt_at(again.shop, location) is not None
    assert replay_stops(again.shop) == 0
    assert stop(again, vault, vault.issued[0].jti, jti) == location
    assert count(again, tables.stop) == 1


def test_a_stop_by_code_holds_too(shop: Example, vault: Vault, restored: Restored) -> None:
    shop.share(vault, {"phone": PHONE})
    backup = Backup(shop)
    stop_by_code(shop.shop, stop_code(vault.key.public))
    again = restored(backup)
    assert replay_stops(again.shop) == 1
    assert count(again, tables.content) == 0


def test_a_value_that_a_newer_one_replaced_does_not_come_back(shop: Example, vault: Vault, restored: Restored) -> None:
    shop.share(vault, {"phone": PHONE, "shoe_size": SIZE})
    old = vault.issued[0]
    backup = Backup(shop)
    receive_refresh(shop.shop, form(shop, vault, {"phone": (old, NEWER)}))
    assert replay_stops(shop.shop) == 0
    assert (count(shop, tables.content), count(shop, tables.stop)) == (2, 0)
    again = restored(backup)
    assert replay_stops(again.shop) == 1
    with again.shop.store.transaction() as connection:
        assert connection.execute(select(tables.content.c.jti)).scalars().all() == [vault.issued[1].jti]
    finish_stops(again.shop)
    assert b"Planted Phone 7" not in again.shop.policy.store.read_bytes()
    assert replay_stops(again.shop) == 0
    (proof,) = check_proof(kept_proof(again.shop, old.consent) or "", now=shop.clock.now())
    assert [item.jti for item in proof.items if item.erased] == [old.jti]


def test_a_crash_before_a_replaced_value_is_written_down_is_made_good(
    shop: Example, vault: Vault, restored: Restored
) -> None:
    """Nobody got a reply, so the same refresh comes again; it is written down once."""
    shop.share(vault, {"phone": PHONE})
    old, log = vault.issued[0], log_of(shop.shop.policy.store)
    backup = Backup(shop)
    new = {"phone": fresh(old, shop.clock.now())}
    log.mkdir()  # so that nothing can be written down
    with pytest.raises(StorageError):
        receive_refresh(shop.shop, form(shop, vault, {"phone": (old, NEWER)}, new=new))
    log.rmdir()
    for _ in range(2):
        receive_refresh(shop.shop, form(shop, vault, {"phone": (old, NEWER)}, new=new))
        assert [(line.jti, line.token) for line in read(log)] == [(old.jti, old.jti)]
    assert replay_stops(restored(backup).shop) == 1


def test_an_objection_stays_and_what_is_shared_later_lives(shop: Example, vault: Vault, restored: Restored) -> None:
    def marked(_: str, claims: Any) -> Any:
        return replace(claims, objection=True, exp=NOW + timedelta(days=5 * 365))

    shop.share(vault, {"email": NEVER}, change=marked)
    shop.share(vault, {"phone": PHONE})
    stop(shop, vault, None, urn())
    shop.clock.moment += timedelta(minutes=1)
    shop.share(vault, {"shoe_size": SIZE})
    backup = Backup(shop)
    again = restored(backup)
    assert replay_stops(again.shop) == 0
    with again.shop.store.transaction() as connection:
        connection.execute(tables.stop.delete())
    assert replay_stops(again.shop) == 1
    assert count(again, tables.content) == 2


def test_an_answer_that_was_stopped_is_refused_after_it_too(shop: Example, vault: Vault, restored: Restored) -> None:
    """The copy is from before the customer was known: the request is open in it."""
    request = shop.ask("phone")
    backup = Backup(shop)
    form = vault.answer(request, {"phone": PHONE}, now=shop.clock.now())
    receive_answer(shop.shop, form)
    shop.clock.moment += timedelta(minutes=1)
    stop(shop, vault, None, urn())
    again = restored(backup)
    assert replay_stops(again.shop) == 1
    with pytest.raises(TokenError, match="token_stopped"):
        receive_answer(again.shop, form)


def test_an_old_stop_is_not_recorded_anew_unless_it_ends_something(
    shop: Example, vault: Vault, restored: Restored
) -> None:
    asking = shop.with_policy(lambda policy: replace(policy, duration="P366D"))
    asking.share(vault, {"phone": PHONE})
    backup = Backup(shop)
    stop(shop, vault, None, urn())
    finish_stops(shop.shop)
    shop.clock.moment += timedelta(days=91)
    drop_expired(shop.shop)
    assert count(shop, tables.stop) == 0
    assert replay_stops(shop.shop) == 0
    again = restored(backup)
    assert replay_stops(again.shop) == 1
    assert count(again, tables.content) == 0


def test_lines_go_when_nothing_can_be_left_of_what_they_ended(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    stop(shop, vault, None, urn())
    path = log_of(shop.shop.policy.store)
    shop.clock.moment += LOGGED - timedelta(seconds=1)
    replay_stops(shop.shop)
    assert len(list(read(path))) == 1
    shop.clock.moment += timedelta(seconds=1)
    replay_stops(shop.shop)
    assert list(read(path)) == []


def test_a_stop_that_cannot_be_logged_is_not_a_stop(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    log_of(shop.shop.policy.store).mkdir()
    with pytest.raises(StorageError, match="store_failed"):
        stop(shop, vault, None, urn())
    assert count(shop, tables.content) == 1
    with pytest.raises(StorageError, match="store_failed"):
        replay_stops(shop.shop)


def test_a_log_is_its_owners(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    stop(shop, vault, None, urn())
    assert log_of(shop.shop.policy.store).stat().st_mode & 0o777 == 0o600


LINES = st.builds(
    LoggedStop,
    thumbprint=st.text(min_size=1, max_size=43),
    did=st.text(max_size=200),
    jti=st.text(min_size=1, max_size=128),
    token=st.none() | st.text(min_size=1, max_size=45),
    issued=st.integers(0, 2**40),
    received=st.integers(0, 2**40),
)


@given(st.lists(LINES, max_size=5), st.data())
def test_whatever_a_crash_leaves_whole_lines_are_read(
    tmp_path_factory: pytest.TempPathFactory, stops: list[LoggedStop], data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("log") / "shop.stops"
    assert list(read(path)) == []
    for each in stops:
        append(path, each)
    whole = path.read_bytes() if stops else b""
    assert list(read(path)) == stops
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole)))])
    left = list(read(path))
    assert left == stops[: len(left)]
    append(path, LoggedStop("t", "d", "j", None, 1, 2))
    assert list(read(path)) == [*left, LoggedStop("t", "d", "j", None, 1, 2)]
    rewrite(path, left)
    assert list(read(path)) == left


@pytest.mark.parametrize(
    "line", [b"[]", b"{}", b"\xff", b'{"thumbprint":1,"did":"","jti":"","token":null,"issued":1,"received":1}']
)
def test_a_line_that_is_not_one_is_left_out(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "shop.stops"
    path.write_bytes(line + b"\n")
    assert list(read(path)) == []
