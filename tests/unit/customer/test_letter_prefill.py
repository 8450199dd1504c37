"""What the vault fills in of a letter, and the letter that is ready after a stop without answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.unit.customer.asking import SHOE, SPORTS, Shop, item
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.ending import end_what_is_over
from vault.customer.holdings import ShopView, view_shops
from vault.customer.letter_files import prepare, text_of
from vault.customer.letter_next import complain
from vault.customer.letter_prefill import has_letter_ready, letter_for_stop, prefill, usual_ground
from vault.customer.letters import Addressee, Ground, LetterInput, LetterKind, Sender, SentHow, make, mark_sent
from vault.customer.review import propose
from vault.customer.session import Session
from vault.customer.sharing import share
from vault.customer.shop_detail import view_shop
from vault.customer.stopping import stop

HOST = "schoenenhuis.example"
SENDER = Sender("Noor de Vries", ("noor@example.org",))


def share_two(session: Session, shop: Shop) -> None:
    proposal = propose(session, shop.ask(SHOE, SPORTS))
    choices = (Choice("shoe_size", Precision.RANGE), Choice("sports", Precision.CATEGORY))
    share(session, proposal, Choices(choices, 90))
    deliver(session, shop)


def the_shop(session: Session) -> ShopView:
    (found,) = view_shops(session)
    return found


def test_of_a_shop_that_is_not_known_nothing_is_filled_in(session: Session) -> None:
    assert prefill(session).to == Addressee("")
    assert prefill(session).sender == Sender("", ())
    with pytest.raises(ChoiceError, match="shop_unknown"):
        prefill(session, "unknown.example")
    with pytest.raises(ChoiceError, match="shop_unknown"):
        letter_for_stop(session, "unknown.example", language="en")


def test_a_shop_is_filled_in_from_its_terms_and_receipts(session: Session, shop: Shop) -> None:
    share_two(session, shop)
    found = prefill(session, HOST)
    controller = shop.expects.controller
    assert found.to == Addressee(controller.name, (controller.address,), controller.dpo or controller.contact)
    assert found.known_by.code == view_shop(session, HOST).code
    assert found.known_by.shared == (date(2026, 5, 12),)
    assert [each.item.key for each in found.items] == ["clothing.shoe_size", "media.sports"]
    assert found.items[0].item.until == date(2026, 8, 10)
    assert found.ticked == tuple(each.item for each in found.items)
    assert usual_ground(LetterKind.ERASURE, found) is Ground.WITHDRAWN
    assert usual_ground(LetterKind.ERASURE, prefill(session)) is Ground.NO_LONGER_NEEDED
    assert usual_ground(LetterKind.OBJECTION, found) is Ground.MARKETING
    assert usual_ground(LetterKind.RESTRICTION, found) is None


def test_without_terms_the_proven_address_is_all(session: Session, shop: Shop) -> None:
    asked = shop.ask_for_claims({"path": ["clothing.shoe_size"]})
    share(session, propose(session, asked), Choices((Choice("all", Precision.CATEGORY),), 0))
    found = prefill(session, HOST)
    assert HOST in (found.to.name, *found.to.lines)
    assert found.to.contact == ""
    assert [each.item.until for each in found.items] == [None]


def test_what_is_erased_is_not_asked_about_any_more(session: Session, shop: Shop) -> None:
    share_two(session, shop)
    stop(session, HOST)
    deliver(session, shop)
    assert prefill(session, HOST).items == ()
    assert not has_letter_ready(the_shop(session))
    assert letter_for_stop(session, HOST, language="en") is None


def test_what_is_sealed_starts_unticked(session: Session, shop: Shop) -> None:
    feet = item("feet", "health.foot_health", precision="category", legal_basis="eu-gdpr:A9-2-a")
    proposal = propose(session, shop.ask(feet, SHOE))
    share(session, proposal, Choices((Choice("shoe_size", Precision.RANGE),), 90))
    deliver(session, shop)
    with session.database.transaction() as transaction:
        transaction.execute("UPDATE consent_item SET level = 3")
    assert [each.sealed for each in prefill(session, HOST).items] == [True]
    assert prefill(session, HOST).ticked == ()


def test_the_sender_of_the_last_letter_is_filled_in(session: Session) -> None:
    make(session, LetterInput(LetterKind.ACCESS, "en", Sender("Before", ("a@example.org",)), Addressee("A shop")))
    make(session, LetterInput(LetterKind.ACCESS, "en", SENDER, Addressee("A shop")))
    assert prefill(session).sender == SENDER


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("On 12 May 2026 I told you", "within 30 days", "(Article 17(1)(b))", "Shoe size")),
        ("nl", ("Op 12 mei 2026 heb ik u", "binnen 30 dagen", "(artikel 17, lid 1, onder b)", "Schoenmaat")),
    ],
)
def test_a_shop_that_proves_nothing_is_asked_to_erase(
    session: Session, shop: Shop, clock: SetClock, language: str, said: tuple[str, ...]
) -> None:
    share_two(session, shop)
    stop(session, HOST)
    shop.mood = "slow"
    deliver(session, shop)
    clock.moment += timedelta(days=31)
    end_what_is_over(session)
    assert has_letter_ready(the_shop(session))
    ready = letter_for_stop(session, HOST, language=language, sender=SENDER)
    assert ready is not None
    assert (ready.kind, ready.host) == (LetterKind.ERASURE, HOST)
    text = " ".join(text_of(prepare(session, make(session, ready).id)).split())
    for each in (*said, view_shop(session, HOST).code, shop.expects.controller.name):
        assert each in text
    assert "EU 43" not in text


def test_a_shop_that_never_heard_the_stop_gets_a_withdrawal(session: Session, shop: Shop, clock: SetClock) -> None:
    share_two(session, shop)
    stop(session, HOST)
    found = letter_for_stop(session, HOST, language="en", sender=SENDER)
    assert found is not None
    assert (found.kind, found.stopped, found.ground) == (LetterKind.WITHDRAWAL, None, None)
    assert [each.key for each in found.items] == ["clothing.shoe_size", "media.sports"]
    assert not has_letter_ready(the_shop(session))  # it is still being tried
    text = text_of(prepare(session, make(session, found).id))
    assert "This takes effect when you receive this letter" in " ".join(text.split())


def test_a_complaint_about_a_shop_of_the_vault_names_its_website(session: Session, shop: Shop, clock: SetClock) -> None:
    share_two(session, shop)
    found = LetterInput(LetterKind.ACCESS, "en", SENDER, Addressee("Schoenenhuis B.V."), HOST)
    made = mark_sent(session, make(session, found).id, date(2026, 5, 12), SentHow.MAIL)
    clock.moment += timedelta(days=40)
    assert f"- website: {HOST}\n" in text_of(prepare(session, complain(session, made.id).id))
