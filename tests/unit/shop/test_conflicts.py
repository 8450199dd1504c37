"""Two at once on PostgreSQL: one answer to a request, no share that a stop overtook, sweeps that wait for nobody."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from tests.real_postgresql import Places, Postgresql
from tests.unit.shop.example import NOW, OTHER_SESSION, PHONE, SIZE, Example, Vault, example
from vault.core.errors import PolicyError, StorageError, TokenError
from vault.shop import tables
from vault.shop.answers import receive_answer
from vault.shop.conflicts import hold_customer
from vault.shop.heard_stops import note_early
from vault.shop.nonces import new_nonce, spend_nonce
from vault.shop.retention import Dropped, drop_expired
from vault.shop.stop_replay import replay_stops
from vault.shop.stopping import Order, carry_out, log_stop
from vault.shop.store import open_store
from vault.tokens.did_jwk import did_of


@pytest.fixture
def shop(tmp_path: Path, on_postgresql: Places) -> Iterator[Example]:
    made = example(tmp_path, on_postgresql)
    yield made
    made.shop.store.close()


@pytest.fixture
def beside() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as pool:
        yield pool


def count(shop: Example, table: Any) -> int:
    with shop.shop.store.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def at_once(beside: ThreadPoolExecutor, *work: Callable[[], Any]) -> list[Any]:
    """What each returned, or the code of its error; all begin together."""
    start = threading.Barrier(len(work))

    def one(each: Callable[[], Any]) -> Any:
        start.wait(30)
        try:
            return each()
        except (TokenError, StorageError) as problem:
            return problem.code

    return [future.result(60) for future in [beside.submit(one, each) for each in work]]


def until_waiting(shop: Example) -> None:
    """Until somebody waits for a lock of PostgreSQL's."""
    waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'advisory'")
    ends = time.monotonic() + 4
    while time.monotonic() < ends:
        with shop.shop.store.reading() as connection:
            if connection.execute(waiting).scalar_one():
                return
    raise AssertionError


def test_copies_of_one_answer_are_one_import(shop: Example, vault: Vault, beside: ThreadPoolExecutor) -> None:
    for _ in range(5):
        form = vault.answer(shop.ask("phone"), {"phone": PHONE})
        replies = at_once(beside, *[lambda form=form: receive_answer(shop.shop, form)] * 6)  # type: ignore[misc]
        assert len({str(reply) for reply in replies}) == 1
    assert (count(shop, tables.item), count(shop, tables.receipt)) == (5, 5)


def test_of_several_answers_to_one_request_one_counts(shop: Example, beside: ThreadPoolExecutor) -> None:
    for _ in range(5):
        request = shop.ask("phone")
        forms = [Vault().answer(request, {"phone": PHONE}) for _ in range(6)]
        replies = at_once(beside, *[lambda form=form: receive_answer(shop.shop, form) for form in forms])
        assert sorted(map(str, replies)).count("nonce_spent") == 5
    assert (count(shop, tables.item), count(shop, tables.customer)) == (5, 5)


def test_one_token_in_two_answers_is_kept_once(shop: Example, vault: Vault, beside: ThreadPoolExecutor) -> None:
    first, second = shop.ask("phone"), shop.ask("phone", session=OTHER_SESSION)
    forms = [vault.answer(first, {"phone": PHONE})]
    same = vault.issued[0]
    forms.append(
        vault.answer(
            second, {"phone": PHONE}, change=lambda _, claims: replace(claims, jti=same.jti, consent=same.consent)
        )
    )
    replies = at_once(beside, *[lambda form=form: receive_answer(shop.shop, form) for form in forms])
    assert sorted("token_known" if each == "token_known" else "reply" for each in replies) == ["reply", "token_known"]
    with shop.shop.store.transaction() as connection:
        assert shop.shop.store.contents.of(connection, [same.jti])[same.jti].value == PHONE


def test_a_nonce_is_spent_once(shop: Example, beside: ThreadPoolExecutor) -> None:
    shop.share(Vault(), {"phone": PHONE})
    shop.share(Vault(), {"phone": PHONE}, session=OTHER_SESSION)
    nonce = str(new_nonce(shop.shop)["nonce"])

    def spend(customer: int) -> None:
        with shop.shop.store.transaction() as connection:
            spend_nonce(connection, nonce, customer=customer, now=NOW)

    assert at_once(beside, lambda: spend(1), lambda: spend(2)).count("shop_nonce_spent") == 1


def test_an_answer_waits_for_the_stop_that_overtook_it(shop: Example, vault: Vault, beside: ThreadPoolExecutor) -> None:
    form, thumbprint = vault.answer(shop.ask("phone"), {"phone": PHONE}), vault.key.public.thumbprint()
    with shop.shop.store.transaction() as connection:
        hold_customer(connection, thumbprint)
        coming: Future[Any] = beside.submit(receive_answer, shop.shop, form)
        until_waiting(shop)
        later = NOW + timedelta(seconds=1)
        note_early(connection, thumbprint=thumbprint, jti="urn:uuid:1", token=None, issued=later, now=NOW)
    with pytest.raises(TokenError, match="token_stopped"):
        coming.result(30)
    assert count(shop, tables.item) == 0


def test_a_sweep_leaves_out_whom_somebody_is_about(shop: Example, vault: Vault) -> None:
    shop.share(vault, {"phone": PHONE})
    shop.share(Vault(), {"shoe_size": SIZE}, session=OTHER_SESSION)
    shop.clock.moment += timedelta(days=90)
    with shop.shop.store.transaction() as connection:
        hold_customer(connection, vault.key.public.thumbprint())
        assert drop_expired(shop.shop) == Dropped(1, 0)
    assert drop_expired(shop.shop) == Dropped(1, 0)


def test_a_lock_that_does_not_come_free_is_a_failure_of_ours(shop: Example) -> None:
    with shop.shop.store.transaction() as connection:
        hold_customer(connection, "somebody")
        with pytest.raises(StorageError, match="LockNotAvailable"):
            _wait_in_vain(shop)


def _wait_in_vain(shop: Example) -> None:
    with shop.shop.store.transaction() as connection:
        connection.execute(text("SET LOCAL lock_timeout = '10ms'"))
        hold_customer(connection, "somebody")


def test_a_database_that_was_away_is_found_again(shop: Example, vault: Vault, server: Postgresql) -> None:
    shop.share(vault, {"phone": PHONE})
    ends = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"

    def cut_off() -> None:
        with shop.shop.store.transaction() as connection:
            server.run(f"{ends} AND application_name = 'preference-shop'")
            connection.execute(select(tables.item))

    with pytest.raises(StorageError, match="store_away"):
        cut_off()
    assert count(shop, tables.item) == 1


def test_a_database_that_is_not_there_and_settings_that_are_wrong(shop: Example, server: Postgresql) -> None:
    policy = shop.shop.policy
    nowhere = server.url("nowhere").replace("postgres@", "postgres:Planted@")
    with pytest.raises(StorageError, match="store_away") as caught:
        open_store(nowhere, key_store=policy.key_store, key_ring=policy.key_ring)
    assert "Planted" not in f"{caught.value!r} {caught.value.__cause__} {policy}"
    assert policy.database is not None
    for key_store, key_ring, code in (
        (None, policy.key_ring, "policy_member_missing"),
        (policy.key_store, None, "policy_member_missing"),
        (policy.database, policy.key_ring, "policy_member_wrong"),
    ):
        with pytest.raises(PolicyError, match=code):
            open_store(policy.database, key_store=key_store, key_ring=key_ring)
    with pytest.raises(PolicyError, match="policy_member_wrong"):
        open_store("postgresql://host:port/shop", key_store=policy.key_store, key_ring=policy.key_ring)


def test_a_shop_that_opens_while_a_stop_is_carried_out(shop: Example, vault: Vault, beside: ThreadPoolExecutor) -> None:
    shop.share(vault, {"phone": PHONE})
    order = Order(vault.key.public.thumbprint(), did_of(vault.key.public), "urn:uuid:1", None, NOW)
    with shop.shop.store.transaction() as connection:
        hold_customer(connection, order.thumbprint)
        customer = connection.execute(select(tables.customer)).one()
        carry_out(shop.shop, connection, order, customer, [], NOW)
        log_stop(shop.shop, order, NOW)
        opening: Future[int] = beside.submit(replay_stops, shop.shop)
        until_waiting(shop)
    assert opening.result(30) == 0
    assert count(shop, tables.stop) == 1
