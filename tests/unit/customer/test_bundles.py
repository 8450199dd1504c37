"""A shop that asks for several preferences in one credential gets all of them in one token, or nothing."""

from __future__ import annotations

import json
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import Shop
from tests.unit.customer.conftest import PASSPHRASE
from vault.core.clock import SetClock
from vault.core.consent import ItemEvent, ItemState, after
from vault.core.errors import ChoiceError, RequestError, StorageError, TokenError
from vault.core.sensitivity import Level
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.editing import remove_preference, set_words
from vault.customer.ending import end_what_is_over
from vault.customer.history import view_history
from vault.customer.holdings import view_shops
from vault.customer.proposal import Off, Proposal, ProposedItem
from vault.customer.review import propose
from vault.customer.session import Session, create_vault
from vault.customer.sharing import share
from vault.customer.shop_detail import view_receipt, view_shop
from vault.customer.stopping import stop
from vault.customer.taking_along import export_to, import_from
from vault.portability import import_json
from vault.storage import consents, outbox
from vault.storage.kdf import SMALL
from vault.storage.secret import Passphrase
from vault.tokens import jwe
from vault.tokens.key_binding import Asked
from vault.tokens.preference_token import verify
from vault.tokens.presentation import verify_presentation

EXACT, RANGE, CATEGORY = Precision.EXACT, Precision.RANGE, Precision.CATEGORY
SIZE, WIDTH, SPORTS = "clothing.shoe_size", "clothing.shoe_width", "media.sports"
ALL = (SIZE, WIDTH, SPORTS)


def claim(key: str, *path: Any, **other: Any) -> dict[str, Any]:
    return {"path": [key, *path], **other}


def bundle(session: Session, shop: Shop, *claims: dict[str, Any], **other: Any) -> ProposedItem:
    (found,) = propose(session, shop.ask_for_claims(*claims, **other)).items
    return found


def shared(session: Session, shop: Shop, precision: Precision = EXACT) -> Proposal:
    proposal = propose(session, shop.ask_for_claims(*map(claim, ALL)))
    share(session, proposal, Choices((Choice("all", precision),), 0))
    return proposal


def keys(item: ProposedItem) -> tuple[str, ...]:
    return tuple(part.key for part in item.parts)


def sent(session: Session, shop: Shop) -> str:
    """The one presentation of the answer that waits."""
    with session.database.read() as reader:
        (row,) = outbox.waiting(reader, shop.host)
    answer = jwe.decrypt(dict(parse_qsl(row.outgoing.body.decode()))["response"], shop.agreement, max_bytes=65536)
    ((text,),) = answer["vp_token"].values()
    return str(text)


def asked(shop: Shop, clock: SetClock) -> Asked:
    window = (clock.now() - timedelta(minutes=1), clock.now() + timedelta(minutes=9))
    return Asked(shop.client_id, f"nonce-of-22-characters-{shop.asked}", window)


def test_claims_of_several_preferences_are_one_item(session: Session, shop: Shop) -> None:
    found = bundle(session, shop, *map(claim, ALL))
    assert (keys(found), found.off, found.required, found.start) == (ALL, None, True, EXACT)
    assert [value.to_json() for value in found.steps[0].values] == [
        {"value": "43", "system": "EU", "precision": "exact"},
        {"value": "h", "precision": "exact"},
        {"value": ["running_road"], "precision": "exact"},
    ]


def test_each_part_is_at_its_finest_step_that_is_not_finer(session: Session, shop: Shop) -> None:
    steps = bundle(session, shop, *map(claim, ALL)).steps
    assert [(step.precision, [value.precision for value in step.values]) for step in steps] == [
        (EXACT, [EXACT, EXACT, EXACT]),
        (RANGE, [RANGE, CATEGORY, CATEGORY]),
        (CATEGORY, [CATEGORY, CATEGORY, CATEGORY]),
    ]


def test_a_part_that_is_shared_less_precisely_stays_so(session: Session, shop: Shop) -> None:
    set_words(session, SIZE, "EU 43", most=CATEGORY)
    steps = bundle(session, shop, *map(claim, ALL)).steps
    assert [[value.precision for value in step.values] for step in steps] == [
        [CATEGORY, EXACT, EXACT],
        [CATEGORY, CATEGORY, CATEGORY],
    ]


def test_one_part_keeps_the_whole_bundle_off(session: Session, shop: Shop) -> None:
    def off(*others: str) -> tuple[Off | None, str | None]:
        found = bundle(session, shop, *map(claim, (SIZE, WIDTH, *others)))
        assert (found.steps, found.start) == ((), None)
        return found.off, found.off_key

    assert off("clothing.fit") == (Off.NOT_IN_VAULT, "clothing.fit")
    assert off("shop.loyalty") == (Off.NOT_IN_CATALOGUE, "shop.loyalty")
    assert off("health.foot_health") == (Off.ONLY_EVERYDAY, "health.foot_health")
    set_words(session, SPORTS, "running_road", level=Level.PERSONAL)
    assert off(SPORTS) == (Off.ONLY_EVERYDAY, SPORTS)
    set_words(session, WIDTH, "H", most=Precision.CLOSED)
    assert off() == (Off.CLOSED, WIDTH)


def test_what_is_private_only_together_is_not_bundled(session: Session, shop: Shop) -> None:
    set_words(session, "clothing.heel_height", "low")
    set_words(session, "clothing.shoe_closure", "laces")
    alone = (WIDTH, "clothing.heel_height", "clothing.shoe_closure")
    assert [bundle(session, shop, claim(key)).off for key in alone] == [None, None, None]
    assert bundle(session, shop, *map(claim, alone[:2])).off is None
    found = bundle(session, shop, *map(claim, alone))
    assert (found.off, found.level) == (Off.ONLY_EVERYDAY, Level.SEALED)


def test_expected_values_and_deeper_paths_are_respected(session: Session, shop: Shop) -> None:
    found = bundle(session, shop, claim(SIZE, "value", values=["43"]), claim(SPORTS, "value", None))
    assert [step.precision for step in found.steps] == [EXACT]
    other = bundle(session, shop, claim(SIZE, "value", values=["42"]), claim(WIDTH))
    assert (other.off, other.off_key) == (Off.OTHER_VALUE, SIZE)
    assert bundle(session, shop, claim(SIZE, "value", 0)).off is Off.OTHER_VALUE
    assert bundle(session, shop, claim(SPORTS, "value", 0, values=["running_road"]), claim(WIDTH)).off is None
    assert [step.precision for step in bundle(session, shop, claim(SIZE, "min"), claim(SIZE, "max")).steps] == [RANGE]


def test_the_first_claim_set_that_can_be_answered(session: Session, shop: Shop) -> None:
    claims = [
        claim(SIZE, "value", id="other", values=["42"]),
        claim(SIZE, id="size"),
        claim("clothing.fit", id="fit"),
        claim(WIDTH, id="width"),
        claim("given_name", id="name"),
    ]

    def chosen(*sets: list[str]) -> ProposedItem:
        return bundle(session, shop, *claims, claim_sets=list(sets))

    assert keys(chosen(["size", "width"], ["size"])) == (SIZE, WIDTH)
    assert keys(chosen(["name", "size"], ["size", "fit"], ["other", "width"], ["width"], ["size"])) == (WIDTH,)
    missing = chosen(["size", "fit"], ["other"])
    assert (keys(missing), missing.off, missing.off_key) == ((SIZE, "clothing.fit"), Off.NOT_IN_VAULT, "clothing.fit")
    set_words(session, "clothing.fit", "regular")
    assert chosen(["size", "fit"], ["other"]).off is None


@pytest.mark.parametrize(
    "other",
    [
        {"claims": [{"path": ["given_name"]}, {"path": [SIZE]}]},
        {"claims": [{"path": [0]}, {"path": [SIZE]}]},
        {"claims": [{"path": [None]}, {"path": [SIZE]}]},
        {"claims": [{"path": [f"clothing.k{number}"]} for number in range(21)]},
        {"trusted_authorities": [{"type": "aki", "values": ["x"]}]},
        {"claims": [{"id": "a", "path": ["given_name"]}], "claim_sets": [["a"]]},
    ],
)
def test_what_is_not_about_preferences_is_refused(session: Session, shop: Shop, other: dict[str, Any]) -> None:
    with pytest.raises(RequestError, match="query_unsupported"):
        propose(session, shop.ask_for_claims(claim(SIZE), **other))


def test_the_shop_gets_one_token_with_all_of_it(session: Session, shop: Shop) -> None:
    shared(session, shop)
    digests = verify(sent(session, shop).split("~")[0], aud=shop.client_id).digests
    assert (len(digests), list(digests)) == (3, sorted(digests))
    deliver(session, shop)
    found = shop.claims
    assert {key: found[key]["value"] for key in ALL} == {SIZE: "43", WIDTH: "h", SPORTS: ["running_road"]}
    assert not {"terms", "item"} & found.keys()
    assert found["keep"] == "session"
    assert {item.state for item in view_shops(session)[0].items} == {ItemState.ACTIVE}


def test_a_shop_of_ours_takes_no_bundle(session: Session, shop: Shop, clock: SetClock) -> None:
    shared(session, shop)
    how = asked(shop, clock)
    with pytest.raises(TokenError, match="bundle_refused"):
        verify_presentation(
            sent(session, shop),
            client_id=how.client_id,
            nonce=how.nonce,
            now=clock.now(),
            window=how.window,
            terms_hash=None,
            first=True,
        )


def test_everything_that_is_kept_names_every_part(session: Session, shop: Shop) -> None:
    shared(session, shop, RANGE)
    entry = view_history(session)[-1]
    assert (entry.kind, entry.keys) == ("shared", ALL)
    assert view_history(session)[-2].keys == ALL  # asked
    (held,) = view_shops(session)[0].holds
    parts = [(SIZE, RANGE), (WIDTH, CATEGORY), (SPORTS, CATEGORY)]
    assert [(part.key, part.precision) for part in held.parts] == parts
    (seen,) = view_shop(session, shop.host).items
    assert [(key, value.precision) for key, value in seen.values.items()] == parts
    receipt = view_receipt(session, entry.seq)
    assert receipt is not None
    assert [(item.key, item.precision) for item in receipt.items] == parts
    assert receipt.not_shared == ()
    assert propose(session, shop.ask_for_claims(claim("clothing.fit"))).held == frozenset(ALL)


def test_a_bundle_stops_as_a_whole_and_cannot_be_told(session: Session, shop: Shop) -> None:
    shared(session, shop)
    deliver(session, shop)
    (held,) = view_shops(session)[0].holds
    stopped = stop(session, shop.host, jti=held.jti)
    assert (stopped.keys, stopped.letters) == (ALL, ())
    assert [item.state for item in view_shops(session)[0].items] == [ItemState.UNREACHABLE]
    (seen,) = view_shop(session, shop.host).items
    assert seen.values == {}
    kinds = [(entry.kind, entry.keys) for entry in view_history(session)[-2:]]
    assert kinds == [("stopped", ALL), ("gave_up", ALL)]
    assert end_what_is_over(session).mended == ()


def test_a_bundle_ends_with_the_visit(session: Session, shop: Shop, clock: SetClock) -> None:
    shared(session, shop)
    clock.moment += timedelta(days=1)
    ended = end_what_is_over(session)
    assert ended.mended == ()
    assert view_shops(session)[0].holds == ()


def test_a_part_that_changed_has_to_be_looked_at_again(session: Session, shop: Shop) -> None:
    proposal = propose(session, shop.ask_for_claims(*map(claim, ALL)))
    set_words(session, WIDTH, "G")
    with pytest.raises(ChoiceError, match="proposal_changed"):
        share(session, proposal, Choices((Choice("all", EXACT),), 0))
    again = propose(session, proposal.request)
    remove_preference(session, SPORTS)
    with pytest.raises(ChoiceError, match="proposal_changed"):
        share(session, again, Choices((Choice("all", EXACT),), 0))
    with session.database.read() as reader:
        assert consents.items(reader) == []


def test_a_bundle_goes_along_in_an_export(session: Session, shop: Shop, tmp_path: Path, clock: SetClock) -> None:
    shared(session, shop, RANGE)
    stop(session, shop.host)
    export_to(session, tmp_path / "mine.json")
    (written,) = json.loads((tmp_path / "mine.json").read_text("utf-8"))["items"]
    assert written["also"] == [{"key": WIDTH, "precision": "category"}, {"key": SPORTS, "precision": "category"}]
    made = create_vault(
        tmp_path / "other",
        Passphrase(PASSPHRASE),
        catalogue=shipped(),
        clock=clock,
        random=secrets.token_bytes,
        profile=SMALL,
    )
    with made as other:
        import_from(other, tmp_path / "mine.json")
        assert view_shops(other)[0].items == view_shops(session)[0].items
        assert end_what_is_over(other).mended == ()


@pytest.mark.parametrize(
    "also",
    [
        None,
        [],
        [{"key": WIDTH, "precision": "exact"}],
        [{"key": WIDTH, "precision": "exact"}, {"key": SIZE, "precision": "exact"}],
        [{"key": WIDTH, "precision": "exact"}, {"key": SPORTS, "precision": "finest"}],
        [{"key": WIDTH, "precision": "exact"}, {"key": SPORTS}],
        [WIDTH, SPORTS],
        {WIDTH: "exact", SPORTS: "exact"},
    ],
)
def test_an_export_that_names_other_parts_is_refused(session: Session, shop: Shop, tmp_path: Path, also: Any) -> None:
    shared(session, shop)
    export_to(session, tmp_path / "mine.json")
    found = json.loads((tmp_path / "mine.json").read_text("utf-8"))
    del found["items"][0]["also"]
    if also is not None:
        found["items"][0]["also"] = also
    data = json.dumps(found).encode()
    with pytest.raises(StorageError, match="export_malformed") as refused:
        import_json.read(data, session.catalogue)
    assert str(refused.value.facts["where"]).startswith("items[0].also")


@given(st.sampled_from([None, *ItemState]), st.sampled_from(ItemEvent))
def test_an_event_that_is_told_for_each_part_counts_once(state: ItemState | None, event: ItemEvent) -> None:
    assert after(after(state, event), event) == after(state, event)
