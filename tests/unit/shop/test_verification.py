from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.unit.shop.example import (
    CLIENT_ID,
    FEET,
    NEVER,
    NOW,
    PHONE,
    SIZE,
    SPORT_IDEAS,
    SPORTS,
    VALUES,
    WEEKLY,
    Example,
    Vault,
    adding,
    item,
    urn,
)
from vault.core.catalogue import Catalogue
from vault.core.errors import TokenError
from vault.core.sensitivity import Level
from vault.core.value import Precision, Value
from vault.openid4vp.response import Answer
from vault.shop import tables
from vault.shop.requests import PendingRequest, find_request
from vault.shop.verification import VerifiedAnswer, verify_answer
from vault.tokens.keys import SigningKey
from vault.tokens.preference_token import TokenClaims

Change = Callable[[str, TokenClaims], TokenClaims]


@pytest.fixture
def shop(sqlite_shop: Example) -> Example:
    """Verifying looks at no database; a request comes from one."""
    return sqlite_shop


def pending(example: Example, nonce: str) -> PendingRequest:
    with example.shop.store.transaction() as connection:
        request_id = connection.execute(tables.request.select().where(tables.request.c.nonce == nonce)).one().id
    found = find_request(example.shop, request_id=request_id)
    assert found is not None
    return found


def verify(
    example: Example,
    vault: Vault,
    values: dict[str, Value],
    *,
    change_answer: Callable[[dict[str, tuple[str, ...]]], dict[str, tuple[str, ...]]] = lambda same: same,
    change_request: Callable[[PendingRequest], PendingRequest] = lambda same: same,
    catalogue: Catalogue | None = None,
    later: timedelta = timedelta(0),
    **how: Any,
) -> VerifiedAnswer:
    asked = example.ask()
    request = pending(example, asked.nonce)
    presentations = {each: (text,) for each, text in vault.present(asked, values, **how).items()}
    return verify_answer(
        Answer(change_answer(presentations), request.state),
        change_request(request),
        client_id=CLIENT_ID,
        catalogue=catalogue or example.shop.catalogue,
        now=NOW + later,
    )


def refused(example: Example, vault: Vault, values: dict[str, Value], **how: Any) -> str:
    with pytest.raises(TokenError) as caught:
        verify(example, vault, values, **how)
    return caught.value.code


def only(wanted: str, **claims: Any) -> Change:
    """Other claims for one item."""
    return lambda each, found: replace(found, **claims) if each == wanted else found


def test_everything_that_was_asked_is_verified(shop: Example, vault: Vault) -> None:
    found = verify(shop, vault, {**VALUES, "feet": FEET})
    assert [each.asked.credential_id for each in found.items] == [
        "shoe_size", "sports", "sport_ideas", "phone", "email", "feet",
    ]  # fmt: skip
    assert [each.value for each in found.items] == [*VALUES.values(), FEET]
    assert [each.number for each in found.items] == [0, 1, 2, 3, 4, 5]
    assert found.items[5].level is Level.SEALED
    assert found.holder == vault.key.public
    assert "Planted" not in repr(found)


def test_a_part_of_it_is_an_answer_too(shop: Example, vault: Vault) -> None:
    found = verify(shop, vault, {"phone": PHONE, "sports": SPORTS})
    assert [each.asked.credential_id for each in found.items] == ["sports", "phone"]


def test_an_answer_after_the_request_ended(shop: Example, vault: Vault) -> None:
    assert refused(shop, vault, {"phone": PHONE}, later=timedelta(minutes=16)) == "answer_late"


def test_an_answer_with_another_state(shop: Example, vault: Vault) -> None:
    def other(request: PendingRequest) -> PendingRequest:
        return replace(request, state="another")

    assert refused(shop, vault, {"phone": PHONE}, change_request=other) == "state_wrong"


def test_an_answer_to_another_request(shop: Example, vault: Vault) -> None:
    def other(request: PendingRequest) -> PendingRequest:
        return replace(request, nonce="another-nonce-of-128-bits")

    assert refused(shop, vault, {"phone": PHONE}, change_request=other) == "nonce_wrong"


def test_an_empty_answer(shop: Example, vault: Vault) -> None:
    assert refused(shop, vault, {"phone": PHONE}, change_answer=lambda _: {}) == "answer_empty"


def test_an_id_that_was_not_asked(shop: Example, vault: Vault) -> None:
    code = refused(shop, vault, {"phone": PHONE}, change_answer=lambda found: {"tablet": found["phone"]})
    assert code == "query_id_unknown"


@pytest.mark.parametrize("count", [0, 2])
def test_one_presentation_for_each_id(shop: Example, vault: Vault, count: int) -> None:
    code = refused(shop, vault, {"phone": PHONE}, change_answer=lambda found: {"phone": found["phone"] * count})
    assert code == "answer_several"


def test_a_required_item_left_out(shop: Example, vault: Vault) -> None:
    asking = shop.with_policy(adding(item("reading", "media.reading_language", required=True)))
    assert refused(asking, vault, {"phone": PHONE}) == "required_missing"
    assert len(verify(asking, vault, {"phone": PHONE, "reading": Value(("nl",))}).items) == 2


def test_two_people_in_one_answer(shop: Example, vault: Vault) -> None:
    other = {"phone": SigningKey.generate()}
    assert refused(shop, vault, {"shoe_size": SIZE, "phone": PHONE}, signers=other) == "holders_differ"


def test_the_terms_are_agreed_to_in_the_first_binding(shop: Example, vault: Vault) -> None:
    def without_first(found: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        return {"phone": found["phone"]}

    code = refused(shop, vault, {"shoe_size": SIZE, "phone": PHONE}, change_answer=without_first)
    assert code == "transaction_data_hashes_missing"


def test_another_key_than_the_item_asked_for(shop: Example, vault: Vault) -> None:
    code = refused(shop, vault, {"phone": PHONE}, keys={"phone": "home.printer_model"})
    assert code == "key_not_asked"


def test_an_item_with_the_number_of_another(shop: Example, vault: Vault) -> None:
    assert refused(shop, vault, {"phone": PHONE}, change=only("phone", item=0)) == "item_number_wrong"


def test_a_token_without_terms_and_item(shop: Example, vault: Vault) -> None:
    code = refused(shop, vault, {"phone": PHONE}, change=only("phone", item=None, terms=None))
    assert code == "terms_hash_wrong"


def test_a_key_that_this_catalogue_does_not_have(shop: Example, vault: Vault) -> None:
    entries = {key: entry for key, entry in shop.shop.catalogue.entries.items() if key != "media.phone_model"}
    smaller = replace(shop.shop.catalogue, entries=entries)
    assert refused(shop, vault, {"phone": PHONE}, catalogue=smaller) == "token_key_unknown"


@pytest.mark.parametrize(
    "value",
    [
        Value("43"),
        Value("99", system="EU"),
        Value(("43",), system="EU"),
        Value(True),
        Value("huge", precision=Precision.CATEGORY),
        Value(minimum="44", maximum="42", system="EU", precision=Precision.RANGE),
    ],
)
def test_a_value_that_does_not_fit(shop: Example, vault: Vault, value: Value) -> None:
    assert refused(shop, vault, {"shoe_size": value}) == "value_refused"


def test_finer_than_asked(shop: Example, vault: Vault) -> None:
    assert refused(shop, vault, {"sport_ideas": SPORTS}) == "finer_than_asked"
    assert verify(shop, vault, {"sports": SPORT_IDEAS}).items[0].value == SPORT_IDEAS


def test_longer_than_the_terms_say(shop: Example, vault: Vault) -> None:
    longer = only("phone", exp=NOW + timedelta(days=90, hours=3))
    assert refused(shop, vault, {"phone": PHONE}, change=longer) == "lasts_too_long"
    just = only("phone", exp=NOW + timedelta(days=90, hours=1))
    assert len(verify(shop, vault, {"phone": PHONE}, change=just).items) == 1


def test_this_visit_is_a_day_at_most(shop: Example, vault: Vault) -> None:
    visit = only("phone", keep="session", exp=NOW + timedelta(days=1))
    assert verify(shop, vault, {"phone": PHONE}, change=visit).items[0].claims.keep == "session"
    with pytest.raises(TokenError, match="lifetime_too_long"):
        verify(shop, vault, {"phone": PHONE}, change=only("phone", keep="session", exp=NOW + timedelta(days=2)))


def test_an_objection_is_a_no_and_lasts_five_years(shop: Example, vault: Vault) -> None:
    marked = only("email", objection=True, exp=NOW + timedelta(days=5 * 365))
    assert verify(shop, vault, {"email": NEVER}, change=marked).items[0].says_no
    assert refused(shop, vault, {"email": WEEKLY}, change=marked) == "objection_refused"
    assert refused(shop, vault, {"phone": PHONE}, change=only("phone", objection=True)) == "objection_refused"
    assert verify(shop, vault, {"email": NEVER}).items[0].says_no
    assert not verify(shop, vault, {"email": WEEKLY}).items[0].says_no


def test_a_gift_answer_is_everyday_and_for_this_visit(shop: Example, vault: Vault) -> None:
    gift: dict[str, Any] = {"subject": "other", "keep": "session", "exp": NOW + timedelta(hours=20)}
    found = verify(shop, vault, {"shoe_size": SIZE}, change=only("shoe_size", **gift))
    assert found.items[0].claims.subject == "other"
    assert refused(shop, vault, {"email": WEEKLY}, change=only("email", **gift)) == "subject_refused"


def test_one_token_for_two_items(shop: Example, vault: Vault) -> None:
    code = refused(shop, vault, {"shoe_size": SIZE, "phone": PHONE}, change=lambda _, c: replace(c, jti=ONE))
    assert code == "token_twice"


ONE = urn()


def together(_: str, claims: TokenClaims) -> TokenClaims:
    return replace(claims, consent=ONE)


def test_a_sealed_preference_has_its_own_consent(shop: Example, vault: Vault) -> None:
    code = refused(shop, vault, {"shoe_size": SIZE, "feet": FEET}, change=together)
    assert code == "sealed_without_own_consent"
    assert len(verify(shop, vault, {"feet": FEET}, change=together).items) == 1


def test_a_value_that_is_sealed_has_its_own_consent(shop: Example, vault: Vault) -> None:
    asking = shop.with_policy(adding(item("novels", "media.novel_genres")))
    crime, religious = Value(("crime",)), Value(("crime", "religious"))
    assert len(verify(asking, vault, {"phone": PHONE, "novels": crime}).items) == 2
    assert refused(asking, vault, {"phone": PHONE, "novels": religious}) == "sealed_without_own_consent"
    alone = only("novels", consent=urn())
    assert len(verify(asking, vault, {"phone": PHONE, "novels": religious}, change=alone).items) == 2


def test_preferences_that_are_sealed_together_have_their_own_consents(shop: Example, vault: Vault) -> None:
    asking = shop.with_policy(adding(item("reading", "media.reading_language"), item("music", "media.music_genres")))
    values = {"reading": Value(("fy",)), "music": Value(("pop",))}
    assert len(verify(asking, vault, {"music": Value(("pop",)), "phone": PHONE}).items) == 2
    assert refused(asking, vault, values) == "sealed_without_own_consent"
    assert len(verify(asking, vault, values, change=lambda _, claims: replace(claims, consent=urn())).items) == 2


def test_two_items_of_a_sealed_key_are_two_consents(shop: Example, vault: Vault) -> None:
    again = item("feet_too", "health.foot_health")
    asking = shop.with_policy(adding(again))
    assert refused(asking, vault, {"feet": FEET, "feet_too": FEET}, change=together) == "sealed_without_own_consent"


def test_ordinary_items_share_one_consent_or_stand_alone(shop: Example, vault: Vault) -> None:
    values = {each: VALUES[each] for each in ("shoe_size", "sports", "sport_ideas", "phone")}
    first, second = urn(), urn()

    def halves(each: str, claims: TokenClaims) -> TokenClaims:
        return replace(claims, consent=first if each in {"shoe_size", "sports"} else second)

    assert refused(shop, vault, values, change=halves) == "consents_differ"
    assert len(verify(shop, vault, values, change=only("phone", consent=urn())).items) == 4
