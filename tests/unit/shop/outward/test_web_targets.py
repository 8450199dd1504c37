"""Shopify, WooCommerce and Segment: requests of the shape that each documents, and what each answer means."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.integration.loopback_https import Answer, serve_https
from tests.unit.shop.example import Example
from tests.unit.shop.outward.fake_api import FakeApi, fake_api
from tests.unit.shop.outward.places import settings_of
from vault.core.errors import NetworkError, PolicyError, StorageError
from vault.core.value import Precision, Value
from vault.net.https_client import HttpsClient
from vault.net.testing_shops import TestShops
from vault.shop.outward.plugins import made
from vault.shop.outward.settings import TargetSettings
from vault.shop.outward.target import CustomerProfile, CustomerUnknown, Loss, SharedItem, Target

HOSTS = {
    "shopify": "schoenenhuis.myshopify.com",
    "woocommerce": "schoenenhuis.example",
    "segment": "eu1.api.segmentapis.com",
}
OPTIONS: dict[str, dict[str, object]] = {
    "shopify": {"shop": HOSTS["shopify"], "token_file": "token"},
    "woocommerce": {"host": HOSTS["woocommerce"], "key_file": "key", "secret_file": "secret"},
    "segment": {"key_file": "write_key"},
}
DAY, END = datetime(2026, 11, 1, tzinfo=UTC), datetime(2027, 1, 30, tzinfo=UTC)
SIZES = SharedItem(
    "shoe_size",
    "clothing.shoe_size",
    "dpv:ServicePersonalisation",
    Value(minimum="42", maximum="44", system="EU", precision=Precision.RANGE),
    DAY,
    END,
)
SPORTS = SharedItem("sports", "media.sports", "dpv:ServicePersonalisation", Value(("running", "hiking")), DAY, END)
PROFILE = CustomerProfile("25", (SIZES, SPORTS))
Opened = Callable[..., tuple[Target, FakeApi]]


@pytest.fixture
def opened(sqlite_shop: Example, tmp_path: Path) -> Iterator[Opened]:
    for name, text in (
        ("token", "shpat_planted_secret"),
        ("key", "ck_planted"),
        ("secret", "cs_planted_secret"),
        ("write_key", "planted_write_key"),
    ):
        (tmp_path / name).touch(0o600)
        (tmp_path / name).write_text(f"{text}\n")
    with ExitStack() as stack:

        def open_target(system: str, **options: object) -> tuple[Target, FakeApi]:
            api = stack.enter_context(fake_api(system, HOSTS[system], sqlite_shop.authority))
            found = {**OPTIONS[system], **options}
            settings = settings_of(sqlite_shop.shop, "shoe_size", "sports", plugin=system, fetcher=api.client, **found)
            return made(settings), api

        yield open_target


def test_shopify_gets_metafields_and_deletes_them(opened: Opened) -> None:
    target, api = opened("shopify")
    target.send([PROFILE])
    size, sports = api.bodies[0]["variables"]["metafields"]
    assert (size["ownerId"], size["namespace"], size["key"]) == (
        "gid://shopify/Customer/25",
        "preferences",
        "shoe_size",
    )
    assert json.loads(size["value"]) == {
        "min": "42",
        "max": "44",
        "system": "EU",
        "precision": "range",
        "purpose": "dpv:ServicePersonalisation",
        "until": "2027-01-30",
    }
    assert json.loads(sports["value"])["value"] == ["running", "hiking"]
    target.erase("25", ["shoe_size", "sports"], last=True)
    assert [each["key"] for each in api.bodies[1]["variables"]["metafields"]] == ["shoe_size", "sports"]


def test_shopify_takes_25_at_a_time_and_text_where_asked(opened: Opened) -> None:
    target, api = opened("shopify", form="text", namespace="our_own")
    many = tuple(SharedItem(f"field_{n}", "k", "p", Value("43"), DAY, END) for n in range(30))
    target.send([CustomerProfile("25", many)])
    assert [len(body["variables"]["metafields"]) for body in api.bodies] == [25, 5]
    field = api.bodies[0]["variables"]["metafields"][0]
    assert (field["type"], field["value"], field["namespace"]) == ("single_line_text_field", "43", "our_own")


def test_woocommerce_gets_meta_data_and_null_deletes_it(opened: Opened) -> None:
    target, api = opened("woocommerce")
    target.send([PROFILE])
    target.erase("25", ["sports"], last=False)
    assert api.bodies == [
        {
            "meta_data": [
                {"key": "preference_shoe_size", "value": "EU 42-44"},
                {"key": "preference_sports", "value": "running,hiking"},
            ]
        },
        {"meta_data": [{"key": "preference_sports", "value": None}]},
    ]


def test_woocommerce_in_a_folder(opened: Opened) -> None:
    target, api = opened("woocommerce", path="/blog/")
    target.send([PROFILE])
    assert len(api.bodies) == 1


def test_segment_gets_traits_with_the_consent_they_stand_on(opened: Opened) -> None:
    target, api = opened("segment", category="Personalisation", denied=["Advertising", "DataSharing"])
    target.send([PROFILE])
    target.erase("25", ["sports"], last=False)
    target.erase("25", ["shoe_size"], last=True)
    assert [body["traits"] for body in api.bodies] == [
        {"preference_shoe_size": "EU 42-44", "preference_sports": ["running", "hiking"]},
        {"preference_sports": None},
        {"preference_shoe_size": None},
    ]
    consents = [body["context"]["consent"]["categoryPreferences"] for body in api.bodies]
    never = {"Advertising": False, "DataSharing": False}
    assert consents == [{**never, "Personalisation": yes} for yes in (True, True, False)]


@pytest.mark.parametrize("system", sorted(HOSTS))
@pytest.mark.parametrize(
    ("answer", "code"),
    [("refused", "target_refused"), ("busy", "target_busy"), ("forbidden", "target_forbidden")],
)
def test_what_an_answer_means(opened: Opened, system: str, answer: str, code: str) -> None:
    target, api = opened(system)
    api.say = answer
    with pytest.raises(NetworkError) as found:
        target.send([PROFILE])
    assert found.value.code == code
    assert "planted" not in str(found.value)


def test_a_customer_of_nobody(opened: Opened) -> None:
    target, api = opened("woocommerce")
    api.say = "nobody"
    with pytest.raises(CustomerUnknown):
        target.send([PROFILE])


def test_the_shop_says_who_is_who(opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "customers.csv").write_text("our-number,77\nanother,seventy\n")
    target, api = opened("shopify", customers="customers.csv")
    target.send([CustomerProfile("our-number", (SIZES,))])
    assert api.bodies[0]["variables"]["metafields"][0]["ownerId"] == "gid://shopify/Customer/77"
    for number in ("another", "nobody", "25"):
        with pytest.raises(CustomerUnknown):
            target.send([CustomerProfile(number, (SIZES,))])
    (tmp_path / "customers.csv").write_text("our-number,77\nanother,78,one too many\n")
    with pytest.raises(StorageError, match="target_file_changed"):
        target.send([CustomerProfile("our-number", (SIZES,))])
    (tmp_path / "customers.csv").unlink()
    with pytest.raises(StorageError, match="target_file_failed"):
        target.send([CustomerProfile("our-number", (SIZES,))])


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'{"data": []}', b'{"data": {"metafieldsSet": {}}}', b"[" * 9999])
@pytest.mark.usefixtures("opened")
def test_an_answer_of_another_kind(sqlite_shop: Example, body: bytes) -> None:
    with serve_https(lambda _: Answer(200, body), sqlite_shop.authority, HOSTS["shopify"]) as server:
        client = HttpsClient(TestShops((server.shop,)))
        settings = settings_of(sqlite_shop.shop, "shoe_size", plugin="shopify", fetcher=client, **OPTIONS["shopify"])
        with pytest.raises(NetworkError, match="target_reply_wrong"):
            made(settings).send([PROFILE])


def test_losses_are_said(sqlite_shop: Example, opened: Opened) -> None:
    def losses(system: str, **options: object) -> set[Loss]:
        target, _ = opened(system, **options)
        return set(target.losses(sqlite_shop.shop.policy))

    assert losses("shopify") == {Loss.EXPIRY, Loss.PROOF}
    assert losses("shopify", form="text") == set(Loss) - {Loss.HISTORY}
    assert losses("woocommerce") == set(Loss) - {Loss.HISTORY}
    assert losses("segment") == set(Loss) - {Loss.PURPOSE}


@pytest.mark.parametrize(
    ("system", "wrong"),
    [
        ("shopify", {"namespace": "ab"}),
        ("shopify", {"version": "latest"}),
        ("shopify", {"form": "xml"}),
        ("shopify", {"shop": "127.0.0.1"}),
        ("shopify", {"token": "in the file itself"}),
        ("woocommerce", {"path": "a b"}),
        ("woocommerce", {"host": "shop"}),
        ("segment", {"region": "moon"}),
        ("segment", {"denied": ["Functional"]}),
    ],
)
def test_wrong_settings_are_refused(sqlite_shop: Example, system: str, wrong: dict[str, Any]) -> None:
    settings = settings_of(sqlite_shop.shop, "shoe_size", plugin=system, **{**OPTIONS[system], **wrong})
    with pytest.raises(PolicyError, match="policy_member_"):
        made(settings)


def test_secrets_stay_where_they_are(sqlite_shop: Example, tmp_path: Path) -> None:
    settings: TargetSettings = settings_of(sqlite_shop.shop, "shoe_size", token_file="token")
    with pytest.raises(PolicyError, match="target_secret_missing"):
        settings.secret("token")
    (tmp_path / "token").touch(0o640)
    with pytest.raises(PolicyError, match="target_secret_open"):
        settings.secret("token")
    (tmp_path / "token").chmod(0o600)
    for content in ("", "two\nlines", "planted_\u20ac"):
        (tmp_path / "token").write_text(content)
        with pytest.raises(PolicyError) as found:
            settings.secret("token")
        assert "planted" not in str(found.value)
    (tmp_path / "token").write_text("planted\n")
    assert settings.secret("token") == "planted"


def test_a_target_that_is_away(sqlite_shop: Example, tmp_path: Path) -> None:
    (tmp_path / "token").touch(0o600)
    (tmp_path / "token").write_text("x")

    def nowhere(_: str) -> tuple[str, ...]:
        raise OSError

    client = HttpsClient(resolver=nowhere)
    settings = settings_of(sqlite_shop.shop, "shoe_size", plugin="shopify", fetcher=client, **OPTIONS["shopify"])
    with pytest.raises(NetworkError, match="cannot_resolve"):
        made(settings).send([PROFILE])
