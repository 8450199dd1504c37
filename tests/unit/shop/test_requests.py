from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.shop.example import HOST, OTHER_SESSION, PHONE, SESSION, Example, Vault
from vault.core.errors import PolicyError
from vault.openid4vp.link import parse_link
from vault.openid4vp.request_object import compare_code
from vault.shop.requests import create_request, find_request, request_object, waiting


def test_a_vault_reads_what_was_asked(shop: Example) -> None:
    request = shop.ask("phone", "feet")
    assert request.host == HOST
    assert request.signed
    assert request.terms is not None
    assert request.terms.credential_ids == ("phone", "feet")
    assert request.expires - request.issued == timedelta(minutes=10)
    assert request.response_uri == f"https://{HOST}/preferences/answer"
    names = ("stop", "nonce", "refresh", "held", "feedback")
    assert request.terms.endpoints == {name: f"https://{HOST}/preferences/{name}" for name in names}


def test_only_what_answers_is_listed(shop: Example) -> None:
    quiet = replace(shop, shop=replace(shop.shop, optional_endpoints=()))
    terms = quiet.ask("phone").terms
    assert terms is not None
    assert terms.endpoints == {"stop": f"https://{HOST}/preferences/stop"}


def test_without_ids_all_items_are_asked(shop: Example) -> None:
    request = shop.ask()
    assert request.terms is not None
    assert request.terms.credential_ids == tuple(item.id for item in shop.shop.policy.items)


def test_both_links_lead_to_the_request(shop: Example) -> None:
    created = create_request(shop.shop, ["phone"], browser_session=SESSION)
    first, second = parse_link(created.link), parse_link(created.preference_vault_link)
    assert first == second
    assert first.request_uri == f"https://{HOST}/preferences/request/{created.id}"
    assert created.preference_vault_link.startswith("preference-vault:")


def test_two_requests_share_nothing(shop: Example) -> None:
    first, second = shop.ask("phone"), shop.ask("phone")
    assert first.nonce != second.nonce
    assert first.state != second.state
    assert first.encryption is not None
    assert second.encryption is not None
    assert first.encryption.key != second.encryption.key


def test_a_request_can_be_fetched_until_it_ends_or_is_answered(shop: Example, vault: Vault) -> None:
    created = create_request(shop.shop, ["phone"], browser_session=SESSION)
    shop.clock.moment += timedelta(minutes=9)
    assert request_object(shop.shop, created.id) is not None
    shop.clock.moment += timedelta(minutes=1)
    assert request_object(shop.shop, created.id) is None
    assert request_object(shop.shop, "unknown") is None
    shop.share(vault, {"phone": PHONE})
    with shop.shop.store.transaction() as connection:
        ids = connection.exec_driver_sql("SELECT id FROM request WHERE answered IS NOT NULL").scalars().all()
    assert [request_object(shop.shop, each) for each in ids] == [None]


def test_the_code_to_compare_is_of_the_nonce(shop: Example) -> None:
    created = create_request(shop.shop, ["phone"], browser_session=SESSION)
    found = find_request(shop.shop, request_id=created.id)
    assert found is not None
    assert created.code == compare_code(found.nonce)
    expected = int(hashlib.sha256(found.nonce.encode()).hexdigest(), 16) % 10_000
    assert created.code == str(expected).zfill(4)
    assert found.state not in repr(found)


def test_the_waiting_page_is_for_the_browser_that_asked(shop: Example) -> None:
    created = create_request(shop.shop, ["phone"], browser_session=SESSION)
    assert waiting(shop.shop, created.id, browser_session=SESSION) == created
    assert waiting(shop.shop, created.id, browser_session=OTHER_SESSION) is None
    assert waiting(shop.shop, "unknown", browser_session=SESSION) is None
    shop.clock.moment += timedelta(minutes=10)
    assert waiting(shop.shop, created.id, browser_session=SESSION) is None


def open_ids(shop: Example) -> set[str]:
    with shop.shop.store.transaction() as connection:
        return set(connection.exec_driver_sql("SELECT id FROM request WHERE answer_hash IS NULL").scalars())


def test_one_browser_has_twenty_open_requests_and_the_oldest_goes(shop: Example) -> None:
    others = create_request(shop.shop, ["phone"], browser_session=OTHER_SESSION).id
    made = []
    for _ in range(22):
        made.append(create_request(shop.shop, ["phone"], browser_session=SESSION).id)
        shop.clock.moment += timedelta(seconds=1)
    assert open_ids(shop) == {others, *made[2:]}


def test_all_browsers_together_have_a_limit_too_and_answers_do_not_count(
    shop: Example, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vault.shop.requests.MAX_OPEN", 3)
    shop.share(vault, {"phone": PHONE})
    made = []
    for number in range(5):
        made.append(create_request(shop.shop, ["phone"], browser_session=f"{number:0>22}").id)
        shop.clock.moment += timedelta(seconds=1)
    assert open_ids(shop) == set(made[2:])


def test_a_request_that_a_vault_refuses_is_not_made(shop: Example) -> None:
    pricing = shop.with_policy(lambda policy: replace(policy, personal_prices=True))
    with pytest.raises(PolicyError, match="personal_prices"):
        pricing.ask()
