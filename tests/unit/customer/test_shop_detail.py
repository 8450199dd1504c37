"""What a shop sees now, and the receipt of a share."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.customer.asking import FEET, SHOE, SPORTS, WIDTH, Shop
from vault.core.clock import SetClock
from vault.core.consent import ItemState
from vault.core.errors import ChoiceError
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.history import view_history
from vault.customer.review import propose
from vault.customer.session import Session
from vault.customer.sharing import Shared, share
from vault.customer.shop_detail import ShareReceipt, stop_receipt, view_receipt, view_shop
from vault.customer.stopping import stop, undo
from vault.storage import receipts
from vault.tokens.receipt import stop_code

HOST = "schoenenhuis.example"


def share_two(session: Session, shop: Shop, days: int = 90) -> Shared:
    proposal = propose(session, shop.ask(SHOE, SPORTS, WIDTH, FEET))
    items = (Choice("shoe_size", Precision.RANGE), Choice("sports", Precision.CATEGORY))
    return share(session, proposal, Choices(items, days))


def newest_receipt(session: Session) -> ShareReceipt:
    seq = [entry.seq for entry in view_history(session) if entry.kind == "shared"][-1]
    receipt = view_receipt(session, seq)
    assert receipt is not None
    return receipt


def test_a_shop_sees_the_values_that_left(session: Session, shop: Shop) -> None:
    shared = share_two(session, shop)
    deliver(session, shop)
    detail = view_shop(session, HOST)
    seen = {item.held.key: value.to_json() for item in detail.items for value in item.values.values()}
    assert seen == {found.key: found.value for found in shop.holds.values()}
    assert seen["media.sports"] == {"value": ["running"], "precision": "category"}
    assert {item.reason["en"] for item in detail.items} == {"To show what fits first."}
    assert (detail.country, detail.shop.calls_itself) == ("NL", "Schoenenhuis B.V.")
    (agreement,) = detail.agreements
    assert (agreement.until, agreement.visit, set(agreement.items)) == (shared.until, False, set(shared.items))
    assert detail.promises is not None
    assert (detail.promises.delete_within_days, detail.promises.recipients) == (30, ())


def test_the_code_is_the_one_that_the_shop_writes_in_its_receipt(session: Session, shop: Shop) -> None:
    share_two(session, shop)
    deliver(session, shop)
    (holder,) = {each.holder for each in shop.holds.values()}
    assert view_shop(session, HOST).code == stop_code(holder)


def test_values_go_when_a_stop_can_no_longer_be_undone(session: Session, shop: Shop) -> None:
    share_two(session, shop)
    deliver(session, shop)
    stopped = stop(session, HOST, undo_seconds=10)
    assert all(item.values for item in view_shop(session, HOST).items)
    assert undo(session, stopped)
    stop(session, HOST)
    deliver(session, shop)
    detail = view_shop(session, HOST)
    assert [dict(item.values) for item in detail.items] == [{}, {}]
    assert {item.held.state for item in detail.items} == {ItemState.ERASED}


def test_newest_agreement_comes_first(session: Session, shop: Shop, clock: SetClock) -> None:
    share_two(session, shop)
    deliver(session, shop)
    clock.moment += timedelta(days=1)
    proposal = propose(session, shop.ask(WIDTH, delete_within="P7D"))
    share(session, proposal, Choices((Choice("width", Precision.CATEGORY),), 0))
    detail = view_shop(session, HOST)
    assert [(each.visit, len(each.items)) for each in detail.agreements] == [(True, 1), (False, 2)]
    assert detail.promises is not None
    assert detail.promises.delete_within_days == 7
    assert newest_receipt(session).number == "2026-0002"


def test_unknown_shop(session: Session) -> None:
    with pytest.raises(ChoiceError, match="shop_unknown"):
        view_shop(session, HOST)


def test_receipt_names_what_went_and_what_did_not(session: Session, shop: Shop) -> None:
    share_two(session, shop)
    deliver(session, shop)
    receipt = newest_receipt(session)
    assert receipt.number == "2026-0001"
    assert {item.key: (item.precision, item.state) for item in receipt.items} == {
        "clothing.shoe_size": (Precision.RANGE, ItemState.ACTIVE),
        "media.sports": (Precision.CATEGORY, ItemState.ACTIVE),
    }
    assert receipt.not_shared == ("clothing.shoe_width", "health.foot_health")
    assert receipt.promises is not None
    assert receipt.promises.purposes == ("dpv:ServicePersonalisation",)
    assert len(receipt.jwts) == 1
    assert "'42'" not in repr(receipt)
    assert '"42"' not in repr(receipt)


@pytest.mark.parametrize("mood", ["no receipt", "false receipt", "down"])
def test_only_a_kept_receipt_counts_as_signed_by_the_shop(session: Session, shop: Shop, mood: str) -> None:
    shop.mood = mood
    share_two(session, shop)
    deliver(session, shop)
    assert newest_receipt(session).jwts == ()


def test_a_receipt_that_came_unchecked_must_hold(session: Session, shop: Shop) -> None:
    """An import brings receipts along as they are."""
    share_two(session, shop)
    deliver(session, shop)
    (good,) = newest_receipt(session).jwts
    with session.database.transaction() as transaction:
        (kept,) = receipts.receipts(transaction)
        head, body, _signature = good.split(".")
        altered = ".".join([head, body, "A" * 86])
        for number, jwt in enumerate(["", "a.b.c", altered]):
            receipts.add_receipt(transaction, replace(kept, id=f"urn:uuid:{number}", jwt=jwt))
    assert newest_receipt(session).jwts == (good,)


def test_an_entry_that_is_no_share_has_no_receipt(session: Session) -> None:
    assert view_receipt(session, 1) is None
    assert view_receipt(session, 999) is None


def test_a_share_without_terms(session: Session, shop: Shop) -> None:
    """A shop that does not say why: nothing is promised, and no receipt is written."""
    request = replace(shop.ask(SHOE), terms=None)
    proposal = propose(session, request)
    share(session, proposal, Choices((Choice("shoe_size", Precision.CATEGORY),), 0))
    detail, receipt = view_shop(session, HOST), newest_receipt(session)
    assert (detail.country, detail.promises) == (None, None)
    assert [dict(item.reason) for item in detail.items] == [{}]
    assert (receipt.promises, receipt.calls_itself, receipt.visit) == (None, HOST, True)


def test_stopping_a_share_stops_that_share(session: Session, shop: Shop, clock: SetClock) -> None:
    share_two(session, shop)
    deliver(session, shop)
    first = newest_receipt(session)
    clock.moment += timedelta(hours=1)
    share(session, propose(session, shop.ask(WIDTH)), Choices((Choice("width", Precision.CATEGORY),), 90))
    deliver(session, shop)
    stopped = stop_receipt(session, first)
    assert {jti for each in stopped for jti in each.items} == {item.jti for item in first.items}
    deliver(session, shop)
    assert [each.key for each in shop.holds.values()] == ["clothing.shoe_width"]
    (last,) = stop_receipt(session, newest_receipt(session))
    assert last.keys == ("clothing.shoe_width",)
    assert stop_receipt(session, first) == ()


def test_stopping_a_share_that_never_left(session: Session, shop: Shop) -> None:
    share_two(session, shop)
    deliver(session, shop)
    share(session, propose(session, shop.ask(WIDTH)), Choices((Choice("width", Precision.CATEGORY),), 90))
    (stopped,) = stop_receipt(session, newest_receipt(session))
    assert stopped.untold
    assert {item.held.state for item in view_shop(session, HOST).items} == {ItemState.ACTIVE, ItemState.NOT_DELIVERED}
