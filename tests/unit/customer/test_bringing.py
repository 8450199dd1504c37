"""Answers to suggestions: all together after a backup, or not at all."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from tests.one_customer import content
from tests.unit.customer.shop_files import USUAL, shoe, write_orders
from tests.unit.customer.test_reviewing import AT_BRAND, COLOURS, SHOE, SPORTS, reviewed
from tests.unit.customer.test_suggesting import looked
from vault.core.errors import ChoiceError, StorageError
from vault.core.value import Precision, Value
from vault.customer import bringing, keeping_lines
from vault.customer.backups import view_backups
from vault.customer.bringing import Answer, Brought, decide
from vault.customer.checking import check_vault
from vault.customer.editing import list_preferences, search, set_words
from vault.customer.history import view_history
from vault.customer.reviewing import Review, review
from vault.customer.session import Session
from vault.customer.size_help import view_sizes
from vault.storage import imported_facts

TOP = "clothing.top_size"


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    return write_orders(tmp_path / "mine")


@pytest.fixture
def found(session: Session, orders: Path) -> Review:
    return reviewed(session, orders)


def kept(session: Session) -> dict[str, Value]:
    return {each.entry.key: each.value for each in list_preferences(session)}


def facts(session: Session) -> list[dict[str, object]]:
    with session.database.read() as reader:
        return [dict(each.fact) for each in imported_facts.walk(reader)]


def test_what_was_taken_is_kept_and_nothing_else(session: Session, found: Review) -> None:
    before, backups = kept(session), len(view_backups(session).kept)
    own = Value(("black",))
    answers: dict[str, Answer | Value] = {TOP: Answer.TAKE, COLOURS: own, AT_BRAND: Answer.TAKE, SPORTS: Answer.SKIP}
    assert decide(session, found, answers) == Brought(added=3)
    assert kept(session) == {**before, TOP: Value("L", system="INT"), COLOURS: own}
    assert [(each.brand, each.size) for each in view_sizes(session).brands] == [("Groenekom", "EU 43")]
    assert [each.entry.key for each in search(session, "bovenkleding")] == [TOP]
    assert len(view_backups(session).kept) == backups + 1
    history = view_history(session)
    assert [each.kind for each in history[-3:]] == ["preference_set", "preference_set", "suggestions_answered"]
    assert dict(history[-1].facts) == {"source": "zalando", "added": 3, "refused": 0, "lines": 0}
    assert facts(session) == []
    assert check_vault(session).whole


def test_nothing_answered_changes_nothing(session: Session, found: Review) -> None:
    before, backups = content(session.database), view_backups(session).kept
    assert decide(session, found, {}) == Brought()
    assert decide(session, found, {SPORTS: Answer.TAKE, TOP: Answer.SKIP}) == Brought()  # it is there already
    assert content(session.database) == before
    assert view_backups(session).kept == backups


def test_the_same_file_again_changes_nothing(session: Session, orders: Path, found: Review) -> None:
    everything = {each.id: Answer.TAKE for each in found.suggested}
    assert decide(session, found, everything, lines=True).lines == len(USUAL)  # one left out, one returned
    before = content(session.database)
    again = reviewed(session, orders)
    assert {each.standing for each in again.suggested} == {"have"}
    assert decide(session, again, everything, lines=True) == Brought()
    assert content(session.database) == before


def test_lines_are_kept_on_purpose_without_those_left_out(session: Session, orders: Path, found: Review) -> None:
    decide(session, found, {}, lines=True)
    said = facts(session)
    assert {str(each["product"]) for each in said} == {"Running shoe “Dune 3”", "T-shirt with pocket"}
    assert said[0]["price_cents"] == 8195
    write_orders(orders, [*USUAL, shoe(28), shoe(28)])
    more = reviewed(session, orders)
    assert decide(session, more, {}, lines=True) == Brought(lines=2)
    assert len(facts(session)) == len(USUAL) + 2


def test_more_lines_than_a_vault_keeps(session: Session, found: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping_lines, "MAX_FACTS", 14)
    before = content(session.database)
    with pytest.raises(ChoiceError, match="lines_many"):
        decide(session, found, {TOP: Answer.TAKE}, lines=True)
    assert content(session.database) == before


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"nothing": Answer.TAKE}, "suggestion_unknown"),
        ({SHOE: Value("400", system="EU")}, "value_does_not_fit"),
        ({AT_BRAND: Answer.NEVER}, "suggestion_not_refusable"),
    ],
)
def test_answers_that_cannot_be(session: Session, found: Review, answers: dict[str, Answer | Value], code: str) -> None:
    before = content(session.database)
    with pytest.raises(ChoiceError, match=code):
        decide(session, found, {TOP: Answer.TAKE, **answers})
    assert content(session.database) == before


def test_a_vault_that_changed_meanwhile_is_looked_at_again(session: Session, found: Review) -> None:
    set_words(session, TOP, "M")
    with pytest.raises(ChoiceError, match="suggestion_changed"):
        decide(session, found, {TOP: Answer.TAKE})
    assert kept(session)[TOP] == Value("M", system="INT")


def test_without_a_backup_nothing_is_written(session: Session, found: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise StorageError("disk_full")

    monkeypatch.setattr(bringing, "keep_backup", full)
    before = content(session.database)
    with pytest.raises(StorageError, match="disk_full"):
        decide(session, found, {TOP: Answer.TAKE})
    assert content(session.database) == before


def test_a_cancel_and_a_file_that_changed_leave_the_vault_as_it_was(
    session: Session, orders: Path, found: Review
) -> None:
    cancel, before = threading.Event(), content(session.database)
    cancel.set()
    with pytest.raises(ChoiceError, match="cancelled"):
        decide(session, found, {TOP: Answer.TAKE}, lines=True, cancel=cancel)
    assert content(session.database) == before
    file = orders / "zalando-data" / "orders.csv"
    single = review(session, looked(file, shop="zalando"))
    file.write_text(file.read_text("utf-8") + "\n", encoding="utf-8")
    with pytest.raises(ChoiceError, match="file_changed"):
        decide(session, single, {TOP: Answer.TAKE}, lines=True)
    assert content(session.database) == before


def test_a_limit_of_the_customer_stays(session: Session, found: Review) -> None:
    set_words(session, SHOE, "EU 42", most=Precision.RANGE)
    decide(session, review(session, found.looked), {SHOE: Answer.TAKE})
    assert kept(session)[SHOE] == Value("43", system="EU")
    assert {each.entry.key: each.most for each in list_preferences(session)}[SHOE] is Precision.RANGE
