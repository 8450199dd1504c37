"""What may leave: every rule of a share, asked of the use case and not of a dialog."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import FEET, SHOE, SPORTS, WIDTH, Shop, item
from tests.unit.customer.conftest import PASSPHRASE
from vault import bundled
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError, RequestError
from vault.core.sentences import parse_sentences
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices, decide, explicit_words
from vault.customer.proposal import Off, Proposal
from vault.customer.review import propose
from vault.customer.session import Session, unlock
from vault.customer.sharing import ask_sealed, share
from vault.storage import preferences
from vault.storage.secret import Passphrase

EXACT, RANGE, CATEGORY = Precision.EXACT, Precision.RANGE, Precision.CATEGORY
ENGLISH = parse_sentences("en", bundled.read("messages/en.json"))


def refused(proposal: Proposal, choices: Choices, clock: SetClock) -> str:
    with pytest.raises(ChoiceError) as problem:
        decide(proposal, choices, shipped(), clock.now())
    return problem.value.code


def test_a_proposal_shows_the_very_values_that_would_leave(session: Session, shop: Shop) -> None:
    proposal = propose(session, shop.ask(SHOE, SPORTS))
    shoe = proposal.items[0]
    assert [step.value.to_json() for step in shoe.steps] == [
        {"value": "43", "system": "EU", "precision": "exact"},
        shoe.steps[1].value.to_json(),
        {"value": "adult", "precision": "category"},
    ]
    assert shoe.steps[1].precision is RANGE
    assert (shoe.off, shoe.start, shoe.required) == (None, EXACT, False)
    assert proposal.first_time


def test_a_step_finer_than_asked_is_not_offered(session: Session, shop: Shop) -> None:
    proposal = propose(session, shop.ask(item("shoe_size", "clothing.shoe_size", precision="range")))
    assert [step.precision for step in proposal.items[0].steps] == [RANGE, CATEGORY]


def test_an_item_starts_no_finer_than_its_purpose_needs(session: Session, shop: Shop) -> None:
    ask = item("shoe_size", "clothing.shoe_size", purposes=["dpv:ProvideProductRecommendations"])
    assert propose(session, shop.ask(ask)).items[0].start is RANGE


def test_the_customers_own_ceiling_counts(session: Session, shop: Shop, clock: SetClock) -> None:
    def limit(most: Precision) -> None:
        with session.database.transaction() as transaction:
            found = preferences.preference(transaction, "clothing.shoe_size")
            assert found is not None
            changed = preferences.Preference(found.key, found.value, clock.now(), None, most)
            preferences.set_preference(transaction, changed, "x")

    limit(CATEGORY)
    assert [step.precision for step in propose(session, shop.ask(SHOE)).items[0].steps] == [CATEGORY]
    limit(Precision.CLOSED)
    assert propose(session, shop.ask(SHOE)).items[0].off is Off.CLOSED


def test_what_is_not_kept_cannot_be_shared(session: Session, shop: Shop, clock: SetClock) -> None:
    proposal = propose(session, shop.ask(item("ring", "clothing.ring_size")))
    assert proposal.items[0].off is Off.NOT_IN_VAULT
    assert refused(proposal, Choices((Choice("ring", EXACT),), 90), clock) == "choice_off"


def test_nothing_leaves_by_an_empty_unknown_or_double_choice(session: Session, shop: Shop, clock: SetClock) -> None:
    proposal = propose(session, shop.ask(SHOE))
    assert refused(proposal, Choices((), 90), clock) == "nothing_chosen"
    assert refused(proposal, Choices((Choice("other", EXACT),), 90), clock) == "choice_unknown"
    twice = (Choice("shoe_size", EXACT), Choice("shoe_size", RANGE))
    assert refused(proposal, Choices(twice, 90), clock) == "choice_unknown"
    assert refused(proposal, Choices((Choice("shoe_size", Precision.CLOSED),), 90), clock) == "precision_not_offered"


def test_what_the_shop_needs_must_be_on(session: Session, shop: Shop, clock: SetClock) -> None:
    proposal = propose(session, shop.ask(item("shoe_size", "clothing.shoe_size", required=True), SPORTS))
    assert refused(proposal, Choices((Choice("sports", CATEGORY),), 90), clock) == "needed_item_off"
    assert decide(proposal, Choices((Choice("shoe_size", CATEGORY),), 90), shipped(), clock.now()).items


def test_no_share_is_longer_than_asked(session: Session, shop: Shop, clock: SetClock) -> None:
    proposal = propose(session, shop.ask(SHOE, duration="P30D"))
    assert (proposal.most_days, proposal.usual_days) == (30, 30)
    assert refused(proposal, Choices((Choice("shoe_size", EXACT),), 31), clock) == "too_long"
    decision = decide(proposal, Choices((Choice("shoe_size", EXACT),), 30), shipped(), clock.now())
    assert decision.until == clock.now().replace(minute=0) + timedelta(days=30)


def test_what_is_for_this_visit_only_gets_no_days(session: Session, shop: Shop, clock: SetClock) -> None:
    proposal = propose(session, replace(shop.ask(SHOE), terms=None))
    assert proposal.most_days == 0
    with pytest.raises(ChoiceError) as refusal:
        decide(proposal, Choices((Choice("shoe_size", EXACT),), 1), shipped(), clock.now())
    assert ENGLISH.error(refusal.value) == "You can share this with schoenenhuis.example for this visit only."
    assert decide(proposal, Choices((Choice("shoe_size", EXACT),), 0), shipped(), clock.now()).visit


def test_this_visit_ends_within_a_day(session: Session, shop: Shop, clock: SetClock) -> None:
    decision = decide(
        propose(session, shop.ask(SHOE)), Choices((Choice("shoe_size", EXACT),), 0), shipped(), clock.now()
    )
    assert decision.visit
    assert decision.until <= clock.now() + timedelta(days=1)


def test_a_request_that_is_over_or_refused_shares_nothing(session: Session, shop: Shop, clock: SetClock) -> None:
    choices = Choices((Choice("shoe_size", EXACT),), 90)
    assert refused(propose(session, shop.ask(SHOE, personal_prices=True)), choices, clock) == "request_refused"
    proposal = propose(session, shop.ask(SHOE))
    clock.moment += timedelta(minutes=10)
    assert refused(proposal, choices, clock) == "request_over"


def test_sealed_items_need_words_and_passphrase(session: Session, shop: Shop, clock: SetClock) -> None:
    proposal = propose(session, shop.ask(SHOE, FEET))
    feet = proposal.items[1]
    assert feet.sealed
    assert feet.start is CATEGORY
    assert refused(proposal, Choices((Choice("feet", CATEGORY),), 90), clock) == "sealed_needs_passphrase"
    words = explicit_words(proposal, feet, 90, clock.now(), shipped(), ENGLISH)
    assert words.startswith("I let schoenenhuis.example see my “")
    assert words.endswith("10 August 2026.")

    def permit(passphrase: str, words: str) -> Choice:
        check = ask_sealed(session, proposal, "feet", CATEGORY, 90, words, ENGLISH)
        return Choice("feet", CATEGORY, session.permit(check.prove(Passphrase(passphrase))))

    with pytest.raises(ChoiceError, match="wrong_passphrase"):
        permit("copper lantern", words)
    with pytest.raises(ChoiceError, match="words_differ"):
        permit(PASSPHRASE, words.replace("August", "December"))
    choice = permit(PASSPHRASE, words)
    assert refused(proposal, Choices((Choice("feet", EXACT, choice.permission),), 90), clock) == (
        "sealed_needs_passphrase"
    )
    assert refused(proposal, Choices((choice,), 30), clock) == "sealed_needs_passphrase"
    shared = share(session, proposal, Choices((Choice("shoe_size", EXACT), choice), 90))
    assert len(shared.consents) == 2
    again = propose(session, shop.ask(FEET))
    with pytest.raises(ChoiceError, match="sealed_needs_passphrase"):
        share(session, again, Choices((choice,), 90))


def test_what_no_passphrase_can_mend_is_said_before_it_is_asked(session: Session, shop: Shop, clock: SetClock) -> None:
    for request, code in (
        (shop.ask({**FEET, "legal_basis": "eu-gdpr:A6-1-a"}), "sealed_wrong_basis"),
        (replace(shop.ask(FEET), signed=False), "sealed_not_signed"),
    ):
        proposal = propose(session, request)
        words = explicit_words(proposal, proposal.items[0], 90, clock.now(), shipped(), ENGLISH)
        with pytest.raises(ChoiceError, match=code):
            ask_sealed(session, proposal, "feet", CATEGORY, 90, words, ENGLISH)


def test_a_proof_answers_one_question_once(session: Session, shop: Shop, clock: SetClock) -> None:
    proposal = propose(session, shop.ask(FEET))
    words = explicit_words(proposal, proposal.items[0], 90, clock.now(), shipped(), ENGLISH)
    proof = ask_sealed(session, proposal, "feet", CATEGORY, 90, words, ENGLISH).prove(Passphrase(PASSPHRASE))
    assert session.permit(proof).words == words
    with pytest.raises(ChoiceError, match="wrong_passphrase"):
        session.permit(proof)
    general = session.ask_passphrase().prove(Passphrase(PASSPHRASE))
    with pytest.raises(ChoiceError, match="wrong_passphrase"):
        session.permit(general)  # it says nothing of an item


def test_a_proof_does_not_outlive_the_lock(session: Session, clock: SetClock, tmp_path: Path) -> None:
    proof = session.ask_passphrase().prove(Passphrase(PASSPHRASE))
    session.lock()
    with (
        unlock(
            tmp_path / "vault", Passphrase(PASSPHRASE), catalogue=shipped(), clock=clock, random=secrets.token_bytes
        ) as again,
        pytest.raises(ChoiceError, match="wrong_passphrase"),
    ):
        again.accept(proof)


def test_a_permission_is_spent_once(session: Session, shop: Shop, clock: SetClock) -> None:
    proposal = propose(session, shop.ask(FEET))
    words = explicit_words(proposal, proposal.items[0], 90, clock.now(), shipped(), ENGLISH)
    check = ask_sealed(session, proposal, "feet", CATEGORY, 90, words, ENGLISH)
    given = session.permit(check.prove(Passphrase(PASSPHRASE)))
    session.spend(given, "health.foot_health")
    with pytest.raises(ChoiceError, match="sealed_needs_passphrase"):
        share(session, proposal, Choices((Choice("feet", CATEGORY, given),), 90))


def test_a_combination_seals_what_was_not(session: Session, shop: Shop, clock: SetClock) -> None:
    combination = next(c for c in shipped().combinations if c.level.word == "sealed")
    keys = sorted(combination.keys)[: combination.at_least]
    with session.database.transaction() as transaction:
        for key in keys:
            entry = shipped().entry(key)
            value = next(iter_values(key))
            preferences.set_preference(transaction, preferences.Preference(key, value, clock.now()), entry.key)
    items = [
        item(f"i{n}", key, purposes=[next(iter(shipped().entry(key).purposes))], legal_basis=basis(key))
        for n, key in enumerate(keys)
    ]
    proposal = propose(session, shop.ask(*items))
    chosen = tuple(Choice(each.credential_id, each.steps[-1].precision) for each in proposal.items)
    assert refused(proposal, Choices(chosen, 30), clock) == "sealed_needs_passphrase"


def basis(key: str) -> str:
    return "eu-gdpr:A9-2-a" if shipped().entry(key).level.word == "sealed" else "eu-gdpr:A6-1-a"


def iter_values(key: str):  # type: ignore[no-untyped-def]  # a generator of whatever the type allows
    from vault.core.catalogue import Type
    from vault.core.value import Value

    entry = shipped().entry(key)
    if entry.type is Type.CHOICES:
        yield Value((entry.options[0].id,))
    elif entry.type is Type.CHOICE:
        yield Value(entry.options[0].id)
    elif entry.type is Type.RANGE:
        yield Value(minimum=entry.low, maximum=entry.high, unit=entry.unit)
    elif entry.type is Type.YES_NO:
        yield Value(True)
    elif entry.table is not None:
        system = entry.table.systems[0]
        yield Value(entry.table.rows[0][system], system=system)


def test_unsigned_after_signed_and_never_ask_are_refused(session: Session, shop: Shop) -> None:
    from vault.customer.sharing import refuse

    refuse(session, propose(session, shop.ask(SHOE, WIDTH)), never_ask=True)
    with pytest.raises(RequestError, match="shop_never_ask"):
        propose(session, shop.ask(SHOE))
    other = Shop(host="fietsplein.example", now=shop.now)
    share(session, propose(session, other.ask(SHOE)), Choices((Choice("shoe_size", EXACT),), 30))
    with pytest.raises(RequestError, match="unsigned_after_signed"):
        propose(session, replace(other.ask(SHOE), signed=False))
