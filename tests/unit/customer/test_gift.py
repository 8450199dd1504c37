"""Gift answers: somebody else's values, this visit, Everyday, marked; and nothing of it is taken for the customer's."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.unit.customer.asking import FEET, SHOE, SPORTS, WIDTH, Shop, item
from vault.core.errors import ChoiceError
from vault.core.precision import Precision
from vault.core.value import Value
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.editing import set_words
from vault.customer.gift import can_be_gift
from vault.customer.history import view_history
from vault.customer.holdings import view_shops
from vault.customer.people import PersonView, add_person, remove_person, set_words_for_person
from vault.customer.proposal import Off, Proposal
from vault.customer.refreshing import offers
from vault.customer.review import held_keys, propose, propose_for
from vault.customer.session import Session
from vault.customer.sharing import refuse, share
from vault.customer.who_holds import view_who_holds
from vault.storage import consents

EXACT = Precision.EXACT
CLOTHES = item("clothes", "clothing.top_size")


@pytest.fixture
def lou(session: Session) -> PersonView:
    made = add_person(session, "Lou")
    for key, typed in (("clothing.shoe_size", "eu 38"), ("clothing.top_size", "s")):
        set_words_for_person(session, made.id, key, typed)
    return made


def share_shoe(session: Session, proposal: Proposal) -> None:
    share(session, proposal, Choices((Choice("shoe_size", EXACT),), 0))


def test_values_are_those_of_the_person_and_only_everyday_can_go(session: Session, shop: Shop, lou: PersonView) -> None:
    mine = propose(session, shop.ask(SHOE, WIDTH, CLOTHES))
    gift = propose_for(session, mine, lou.id)
    shoe, width, clothes = gift.items
    assert shoe.steps[0].value == Value("38", system="EU")
    assert mine.items[0].steps[0].value == Value("43", system="EU")
    assert (width.off, clothes.off) == (Off.NOT_IN_VAULT, Off.GIFT_EVERYDAY)
    assert (gift.most_days, gift.usual_days, gift.id) == (0, 0, mine.id)
    nothing = add_person(session, "Anna")
    offs = [each.off for each in propose_for(session, mine, nothing.id).items]
    assert offs == [Off.NOT_IN_VAULT, Off.NOT_IN_VAULT, Off.GIFT_EVERYDAY]
    assert propose_for(session, gift, None) == mine


def test_what_leaves_is_marked_and_kept_for_this_visit(session: Session, shop: Shop, lou: PersonView) -> None:
    gift = propose_for(session, propose(session, shop.ask(SHOE)), lou.id)
    share_shoe(session, gift)
    deliver(session, shop)
    (held,) = shop.holds.values()
    assert (held.claims.subject, held.claims.keep, held.value["value"]) == ("other", "session", "38")
    with session.database.read() as reader:
        (consent,) = consents.consents(reader)
    assert (consent.subject, consent.keep) == ("other", "session")


def test_it_is_not_in_the_table_of_what_shops_know_of_the_customer(
    session: Session, shop: Shop, lou: PersonView
) -> None:
    share_shoe(session, propose_for(session, propose(session, shop.ask(SHOE)), lou.id))
    (view,) = view_shops(session)
    assert [each.about_other for each in view.holds] == [True]
    assert view_who_holds(session).holdings == ()


def test_the_history_says_for_somebody_else_and_not_for_whom(session: Session, shop: Shop, lou: PersonView) -> None:
    share(
        session,
        propose_for(session, propose(session, shop.ask(SHOE)), lou.id),
        Choices((Choice("shoe_size", EXACT),), 0),
    )
    (shared,) = [each for each in view_history(session) if each.kind == "shared"]
    assert shared.facts["subject"] == "other"
    assert shared.facts["visit"] is True
    said = repr(view_history(session))
    assert re.search(rf"Lou|{lou.id}|\b38\b", said) is None


def test_an_answer_of_the_customer_says_nothing_of_a_subject(session: Session, shop: Shop, lou: PersonView) -> None:
    share_shoe(session, propose(session, shop.ask(SHOE)))
    (shared,) = [each for each in view_history(session) if each.kind == "shared"]
    assert "subject" not in shared.facts
    deliver(session, shop)
    assert [each.claims.subject for each in shop.holds.values()] == [None]


@pytest.mark.parametrize("days", [1, 30, 90])
def test_it_is_never_longer_than_this_visit(session: Session, shop: Shop, lou: PersonView, days: int) -> None:
    gift = propose_for(session, propose(session, shop.ask(SHOE)), lou.id)
    with pytest.raises(ChoiceError, match="visit_only"):
        share(session, gift, Choices((Choice("shoe_size", EXACT),), days))


def test_what_is_more_than_everyday_cannot_be_chosen(session: Session, shop: Shop, lou: PersonView) -> None:
    mine = propose(session, shop.ask(SHOE, CLOTHES))
    gift = propose_for(session, mine, lou.id)
    with pytest.raises(ChoiceError, match="choice_off"):
        share(session, gift, Choices((Choice("clothes", EXACT),), 0))
    forged = replace(gift, items=(gift.items[0], replace(mine.items[1], off=None)))
    with pytest.raises(ChoiceError, match="choice_off"):
        share(session, forged, Choices((Choice("clothes", EXACT),), 0))


def test_it_counts_neither_as_held_nor_as_something_to_bring_up_to_date(
    session: Session, shop: Shop, lou: PersonView
) -> None:
    share(
        session,
        propose_for(session, propose(session, shop.ask(SHOE)), lou.id),
        Choices((Choice("shoe_size", EXACT),), 0),
    )
    deliver(session, shop)
    set_words(session, "clothing.shoe_size", "44")
    with session.database.read() as reader:
        assert held_keys(reader, shop.host) == frozenset()
    assert offers(session, "clothing.shoe_size") == ()
    (view,) = view_shops(session)
    assert [each.about_other for each in view.holds] == [True]


def test_only_a_shop_that_knows_the_mark_and_needs_no_more_than_everyday_can_be_answered(
    session: Session, shop: Shop, lou: PersonView
) -> None:
    without_terms = propose(session, shop.ask_for_claims({"path": ["clothing.shoe_size"]}))
    needs_more = propose(session, shop.ask(SHOE, item("clothes", "clothing.top_size", required=True)))
    no_everyday = propose(session, shop.ask(CLOTHES, FEET))
    for mine in (without_terms, needs_more, no_everyday):
        assert not can_be_gift(mine)
        with pytest.raises(ChoiceError, match="gift_not_possible"):
            propose_for(session, mine, lou.id)
    assert can_be_gift(propose(session, shop.ask(item("shoe_size", "clothing.shoe_size", required=True), CLOTHES)))


def test_what_changed_since_it_was_shown_is_looked_at_again(session: Session, shop: Shop, lou: PersonView) -> None:
    gift = propose_for(session, propose(session, shop.ask(SHOE)), lou.id)
    set_words_for_person(session, lou.id, "clothing.shoe_size", "eu 39")
    with pytest.raises(ChoiceError, match="proposal_changed"):
        share_shoe(session, gift)
    remove_person(session, lou.id)
    with pytest.raises(ChoiceError, match="person_unknown"):
        share_shoe(session, gift)
    with pytest.raises(ChoiceError, match="person_unknown"):
        propose_for(session, gift, lou.id)


def test_no_is_the_same_no(session: Session, shop: Shop, lou: PersonView) -> None:
    gift = propose_for(session, propose(session, shop.ask(SHOE, SPORTS)), lou.id)
    refuse(session, gift)
    (refused,) = [each for each in view_history(session) if each.kind == "refused"]
    assert set(refused.facts) == {"host", "request", "never_ask"}
