"""What happens between two steps: lost replies, crashes, stops in flight, proposals that went stale."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import FEET, SHOE, SPORTS, Shop, item
from tests.unit.customer.conftest import PASSPHRASE
from tests.unit.customer.test_delivery import HOST, share_two, states, waiting
from vault import bundled
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError, NetworkError, RequestError
from vault.core.sensitivity import Level
from vault.core.sentences import parse_sentences
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices, explicit_words
from vault.customer.delivery import deliver, due, record, send
from vault.customer.editing import remove_preference, set_words
from vault.customer.ending import end_what_is_over
from vault.customer.review import propose
from vault.customer.session import SealedQuestion, Session
from vault.customer.sharing import ask_sealed, share
from vault.customer.stopping import stop, undo
from vault.net.fetcher import HttpRequest, HttpResponse
from vault.storage import journal, receipts
from vault.storage.secret import Passphrase
from vault.tokens.keys import SigningKey

ENGLISH = parse_sentences("en", bundled.read("messages/en.json"))
EXACT, CATEGORY = Precision.EXACT, Precision.CATEGORY


@dataclass
class LostReply:
    """The shop gets everything; the reply never comes back."""

    shop: Shop

    def fetch(self, request: HttpRequest) -> HttpResponse:
        self.shop.fetch(request)
        raise NetworkError("connection_lost", host=HOST)


def test_an_answer_whose_reply_was_lost_can_still_be_stopped(session: Session, shop: Shop, clock: SetClock) -> None:
    share_two(session, shop)
    deliver(session, LostReply(shop))
    clock.moment += timedelta(minutes=11)
    end_what_is_over(session)
    assert states(session) == ["uncertain", "uncertain"]
    assert len(shop.holds) == 2
    stop(session, HOST)
    deliver(session, shop)
    assert states(session) == ["erased", "erased"]
    assert shop.holds == {}


def test_a_crash_after_sending_is_not_taken_for_never_sent(session: Session, shop: Shop) -> None:
    share_two(session, shop)
    (row,) = due(session)
    send(row, shop)  # and the process ends here
    assert stop(session, HOST).untold == ()
    deliver(session, shop)
    assert states(session) == ["erased", "erased"]


def test_a_stop_while_the_answer_is_on_its_way(session: Session, shop: Shop) -> None:
    share_two(session, shop)
    (row,) = due(session)
    sent = send(row, shop)
    stop(session, HOST)
    assert record(session, sent).state == "superseded"
    deliver(session, shop)
    assert states(session) == ["erased", "erased"]


def test_a_late_reply_still_counts(session: Session, shop: Shop, clock: SetClock) -> None:
    share_two(session, shop)
    (row,) = due(session)
    sent = send(row, shop)
    clock.moment += timedelta(minutes=11)
    end_what_is_over(session)
    record(session, sent)
    assert states(session) == ["active", "active"]


def test_what_is_being_sent_is_not_sent_twice(session: Session, shop: Shop) -> None:
    share_two(session, shop)
    assert len(due(session)) == 1
    assert due(session) == ()


def test_an_uncertain_stop_cannot_be_undone(session: Session, shop: Shop, clock: SetClock) -> None:
    share_two(session, shop)
    deliver(session, LostReply(shop))
    stopped = stop(session, HOST, undo_seconds=10)
    assert not undo(session, stopped)
    assert states(session) == ["stopping", "stopping"]


def test_items_of_one_unanswered_answer_stop_together(session: Session, shop: Shop) -> None:
    shared = share_two(session, shop)
    deliver(session, LostReply(shop))
    stop(session, HOST, jti=shared.items[0])
    assert states(session) == ["stopping", "stopping"]
    deliver(session, shop)
    assert states(session) == ["erased", "erased"]


def test_a_shop_that_knows_nothing_says_so_and_blocks_nothing(session: Session, shop: Shop) -> None:
    share_two(session, shop)
    deliver(session, shop)
    stop(session, HOST)
    shop.mood = "forgot"
    assert [each.state for each in deliver(session, shop)] == ["denied"]
    assert states(session) == ["denied", "denied"]
    assert waiting(session) == []


def test_asking_after_a_receipt_never_loops(session: Session, shop: Shop, clock: SetClock) -> None:
    share_two(session, shop)
    deliver(session, shop)
    stop(session, HOST)
    shop.mood = "hasty"
    assert [each.state for each in deliver(session, shop)] == ["told", "not_reached"]
    (poll,) = shop.seen[-1:]
    clock.moment += timedelta(seconds=29)
    assert deliver(session, shop) == ()
    assert shop.seen[-1] is poll


def test_two_receipts_of_one_name_are_both_kept(session: Session, shop: Shop) -> None:
    shop.receipt_names = "urn:uuid:same"
    share_two(session, shop)
    deliver(session, shop)
    stop(session, HOST)
    deliver(session, shop)
    with session.database.read() as reader:
        assert {each.kind for each in receipts.receipts(reader)} == {"consent", "erasure"}


def test_what_ended_at_the_shop_meanwhile_does_not_make_it_late(session: Session, shop: Shop, clock: SetClock) -> None:
    share_two(session, shop, days=30)
    deliver(session, shop)
    again = propose(session, shop.ask(SHOE))
    share(session, again, Choices((Choice("shoe_size", EXACT),), 90))
    deliver(session, shop)
    stop(session, HOST)
    clock.moment += timedelta(days=30)
    shop.forget_ended()
    deliver(session, shop)
    assert sorted(states(session)) == ["erased", "expired", "expired"]


@pytest.mark.parametrize("change", ["raised", "removed", "changed", "closed"])
def test_what_changed_since_it_was_shown_does_not_leave(session: Session, shop: Shop, change: str) -> None:
    proposal = propose(session, shop.ask(SPORTS))
    if change == "removed":
        remove_preference(session, "media.sports")
    elif change == "raised":
        set_words(session, "media.sports", "running_road", level=Level.SEALED)
    elif change == "closed":
        set_words(session, "media.sports", "running_road", most=Precision.CLOSED)
    else:
        set_words(session, "media.sports", "yoga")
    with pytest.raises(ChoiceError, match="proposal_changed"):
        share(session, proposal, Choices((Choice("sports", EXACT),), 30))
    assert waiting(session) == []


def test_combinations_count_what_a_shop_may_still_have(session: Session, shop: Shop, clock: SetClock) -> None:
    combination = next(each for each in shipped().combinations if each.id == "income")
    first, second = sorted(combination.keys)[:2]
    for key in (first, second):
        entry = shipped().entry(key)
        set_words(session, key, f"{entry.low}-{entry.high}")
    asks = {
        key: item(name, key, purposes=[next(iter(shipped().entry(key).purposes))])
        for name, key in (("one", first), ("two", second))
    }
    early, late = (propose(session, shop.ask(asks[key])) for key in (first, second))
    shop.expects = shop.terms([asks[first]])
    share(session, early, Choices((Choice("one", early.items[0].steps[-1].precision),), 30))
    with pytest.raises(ChoiceError, match="sealed_needs_passphrase"):
        share(session, late, Choices((Choice("two", late.items[0].steps[-1].precision),), 30))


def test_a_permission_says_what_it_says(session: Session, shop: Shop, clock: SetClock) -> None:
    proposal = propose(session, shop.ask(FEET, SHOE))
    words = explicit_words(proposal, proposal.items[0], 30, clock.now(), shipped(), ENGLISH)
    check = ask_sealed(session, proposal, "feet", CATEGORY, 30, words, ENGLISH)
    given = session.permit(check.prove(Passphrase(PASSPHRASE)))
    for forged in (replace(given, days=90), replace(given, precision=EXACT), replace(given, ticket=b"x" * 32)):
        choice = Choice("feet", forged.precision, forged)
        with pytest.raises(ChoiceError):
            share(session, proposal, Choices((choice,), forged.days))


def test_other_terms_under_the_same_nonce_are_another_request(session: Session, shop: Shop) -> None:
    first = propose(session, shop.ask(FEET))
    shop.asked -= 1
    assert propose(session, shop.ask(FEET, duration="P30D")).id != first.id


def test_another_query_under_the_same_nonce_is_another_request(session: Session, shop: Shop) -> None:
    first = replace(shop.ask(SHOE), terms=None)
    second = replace(first, dcql=shop.ask(SPORTS).dcql)
    assert propose(session, first).id != propose(session, second).id
    with session.database.read() as reader:
        asked = [entry.body["keys"] for entry in journal.entries(reader) if entry.kind == "asked"]
    assert asked == [["clothing.shoe_size"], ["media.sports"]]


def test_what_the_customer_sealed_goes_to_no_unsigned_request(session: Session, shop: Shop, clock: SetClock) -> None:
    set_words(session, "media.sports", "running_road", level=Level.SEALED)
    proposal = propose(session, replace(shop.ask(SPORTS), signed=False))
    words = explicit_words(proposal, proposal.items[0], 30, clock.now(), shipped(), ENGLISH)
    with pytest.raises(ChoiceError, match="sealed_not_signed"):
        ask_sealed(session, proposal, "sports", CATEGORY, 30, words, ENGLISH)
    check = session.ask_passphrase(SealedQuestion(proposal.id, "sports", CATEGORY, 30, words))
    given = session.permit(check.prove(Passphrase(PASSPHRASE)))
    with pytest.raises(ChoiceError, match="sealed_not_signed"):
        share(session, proposal, Choices((Choice("sports", CATEGORY, given),), 30))


def test_a_query_that_is_not_about_preferences_is_refused(session: Session, shop: Shop) -> None:
    request = shop.ask(SHOE)
    (query,) = request.dcql.credentials
    (claim,) = query.claims
    for claims in ((), (replace(claim, path=("\x1b[2J",)),), (replace(claim, path=(None,)),)):
        dcql = replace(request.dcql, credentials=(replace(query, claims=claims),))
        with pytest.raises(RequestError, match="query_unsupported"):
            propose(session, replace(request, dcql=dcql, terms=None))


def test_receipt_keys_that_are_no_keys_are_refused(shop: Shop) -> None:
    good = {**SigningKey.generate().public.jwk(), "kid": "a"}
    shop.ask(SHOE, receipt_keys={"keys": [good]})
    for bad in ({"kid": "a"}, {**good, "x": "AA"}, {**good, "d": "secret"}):
        with pytest.raises(RequestError, match="invalid_transaction_data"):
            shop.ask(SHOE, receipt_keys={"keys": [bad]})
