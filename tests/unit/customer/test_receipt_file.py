"""A receipt to take away: readable, without values, whole, and never written over what is there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.asking import SHOE, SPORTS, Shop
from vault import bundled
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError, StorageError
from vault.core.sentences import Sentences, parse_sentences
from vault.core.value import Precision
from vault.customer.choosing import Choice, Choices
from vault.customer.delivery import deliver
from vault.customer.receipt_file import numbered_shares, receipt_text, save_receipt
from vault.customer.review import propose
from vault.customer.session import Session
from vault.customer.sharing import share
from vault.customer.shop_detail import ShareReceipt, view_receipt
from vault.customer.stopping import stop
from vault.storage import receipts

HOST = "schoenenhuis.example"


def words(language: str = "en") -> Sentences:
    return parse_sentences(language, bundled.read(f"messages/{language}.json"))


def newest(session: Session) -> ShareReceipt:
    found = view_receipt(session, numbered_shares(session)[-1].seq)
    assert found is not None
    return found


def share_two(session: Session, shop: Shop) -> None:
    choices = (Choice("shoe_size", Precision.EXACT), Choice("sports", Precision.CATEGORY))
    share(session, propose(session, shop.ask(SHOE, SPORTS)), Choices(choices, 90))
    deliver(session, shop)


def test_people_read_words_and_the_rest_is_signed(session: Session, shop: Shop, tmp_path: Path) -> None:
    share_two(session, shop)
    receipt, path = newest(session), tmp_path / "receipt.txt"
    save_receipt(receipt, path, shipped(), words("nl"))
    lines = path.read_text("utf-8").splitlines()
    said = [line for line in lines if line.startswith("# ")]
    assert said[0] == f"# Bewijs 2026-0001 van wat je deelde met {HOST}"
    assert "# Gedeeld: Schoenmaat, precies." in said
    assert lines[len(said) :] == list(receipt.proof)
    assert '"43"' not in path.read_text("utf-8")
    assert not any("~" in line for line in receipt.proof)  # no disclosure


def test_it_has_the_terms_and_a_token_for_each_item(session: Session, shop: Shop) -> None:
    share_two(session, shop)
    receipt = newest(session)
    assert set(receipt.jwts) < set(receipt.proof)
    assert shop.expects.raw in receipt.proof
    assert len(receipt.proof) == len(receipt.jwts) + 1 + len(receipt.items)


def test_the_proof_of_erasure_comes_with_it(session: Session, shop: Shop) -> None:
    share_two(session, shop)
    before = newest(session).proof
    stop(session, HOST)
    deliver(session, shop)
    (erasure,) = set(newest(session).proof) - set(before)
    with session.database.read() as reader:
        (kept,) = [each for each in receipts.receipts(reader) if each.kind == "erasure"]
    assert erasure == kept.jwt


def test_what_does_not_hold_is_left_out(session: Session, shop: Shop) -> None:
    """An import brings receipts along as they are; one bad line would spoil the whole file."""
    share_two(session, shop)
    stop(session, HOST)
    deliver(session, shop)
    good = newest(session).proof
    with session.database.transaction() as transaction:
        for kept in receipts.receipts(transaction):
            altered = ".".join([*kept.jwt.split(".")[:2], "A" * 86])
            receipts.add_receipt(transaction, replace(kept, id=f"altered {kept.kind}", jwt=altered))
            receipts.add_receipt(transaction, replace(kept, id=f"no receipt {kept.kind}", jwt="a.b.c"))
    assert newest(session).proof == good


@pytest.mark.parametrize("mood", ["no receipt", "false receipt", "down"])
def test_without_a_receipt_of_the_shop_there_is_no_file(
    session: Session, shop: Shop, mood: str, tmp_path: Path
) -> None:
    shop.mood = mood
    share_two(session, shop)
    with pytest.raises(ChoiceError, match="receipt_not_kept"):
        save_receipt(newest(session), tmp_path / "receipt.txt", shipped(), words())
    assert list(tmp_path.glob("*.txt")) == []


def test_what_is_there_is_never_written_over(session: Session, shop: Shop, tmp_path: Path) -> None:
    share_two(session, shop)
    receipt, path = newest(session), tmp_path / "receipt.txt"
    path.write_text("mine", "utf-8")
    with pytest.raises(ChoiceError, match="file_exists"):
        save_receipt(receipt, path, shipped(), words())
    assert path.read_text("utf-8") == "mine"
    with pytest.raises(StorageError, match="folder_unusable"):
        save_receipt(receipt, tmp_path / ("x" * 300), shipped(), words())


def test_numbers_are_those_on_the_receipts(session: Session, shop: Shop, clock: SetClock) -> None:
    for _ in range(2):
        share_two(session, shop)
    clock.moment = clock.moment.replace(year=clock.moment.year + 1)
    share_two(session, shop)
    found = numbered_shares(session)
    year = clock.moment.year
    assert [each.number for each in found] == [f"{year - 1}-0001", f"{year - 1}-0002", f"{year}-0001"]
    for each in found:
        receipt = view_receipt(session, each.seq)
        assert receipt is not None
        assert (receipt.number, receipt.host, receipt.agreed) == (each.number, each.host, each.agreed)
    assert found[0].keys == ("clothing.shoe_size", "media.sports")


def test_nothing_of_it_is_shown_by_accident(session: Session, shop: Shop) -> None:
    share_two(session, shop)
    receipt = newest(session)
    assert receipt.proof[1] not in repr(receipt)
    assert receipt_text(receipt, shipped(), words()).endswith("\n")
