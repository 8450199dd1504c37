"""A merge that somebody has had enough of leaves the vault as it was, wherever that comes, and can be begun again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.copied_vaults import copied_vault
from tests.unit.customer.conftest import PASSPHRASE
from vault.core.clock import SetClock
from vault.core.errors import ChoiceError
from vault.customer.editing import set_words
from vault.customer.merging import Difference, look, merge
from vault.customer.session import Session
from vault.portability.export_json import Export, collect, to_bytes
from vault.storage import imported_facts

SHOE_SIZE = "clothing.shoe_size"
KEPT_LINES = 20


class Enough:
    """A cancel that is asked for when it is looked at for the ``after``-th time; ``looked`` counts."""

    def __init__(self, after: int) -> None:
        self.after, self.looked = after, 0

    def is_set(self) -> bool:
        self.looked += 1
        return self.looked >= self.after


def ended(session: Session, difference: Difference, cancel: Enough) -> str:
    """What became of a merge: a code, or ``merged``."""
    try:
        merge(session, difference, [SHOE_SIZE], cancel=cancel)
    except ChoiceError as problem:
        return problem.code
    return "merged"


def held(session: Session) -> Export:
    return collect(session.database, session.catalogue, made_at=session.clock.now(), program="0", include_sealed=True)


@pytest.fixture
def other(tmp_path: Path, clock: SetClock) -> Iterator[Session]:
    """A second vault, of the same customer and in use."""
    made = copied_vault(tmp_path / "other", PASSPHRASE, clock)
    with made as opened:
        set_words(opened, SHOE_SIZE, "EU 44")
        yield opened


@pytest.fixture
def difference(session: Session, other: Session, tmp_path: Path) -> Difference:
    """What a file with kept lines and a preference that is otherwise would bring to the other vault."""
    with session.database.transaction() as transaction:
        lines = [{"title": f"Runners {number}"} for number in range(KEPT_LINES)]
        imported_facts.add(transaction, "amazon", lines, session.clock.now())
    path = tmp_path / "out.json"
    path.write_bytes(to_bytes(held(session)))
    return look(other, path)


def test_each_step_is_told(other: Session, difference: Difference) -> None:
    told: list[tuple[int, int | None]] = []
    merged = merge(other, difference, progress=lambda done, of: told.append((done, of)))
    assert told == [(number, 4) for number in range(1, 5)]
    assert merged.new["imported_facts"] == KEPT_LINES


def test_a_cancel_is_heard_wherever_it_comes_and_leaves_the_vault_as_it_was(
    other: Session, difference: Difference
) -> None:
    before, cancels = held(other), list[Enough]()
    while not cancels or ended(other, difference, cancels[-1]) == "cancelled":
        assert held(other) == before
        assert all(each.looked == each.after for each in cancels)
        cancels.append(Enough(1 + 17 * len(cancels)))
    assert len(cancels) > 4
    assert cancels[-1].looked > 3 * KEPT_LINES
    assert held(other).imported_facts == difference.export.imported_facts


def test_an_interrupt_leaves_the_vault_as_it_was(other: Session, difference: Difference) -> None:
    def interrupt(done: int, of: int | None) -> None:
        if done == 3:  # all is in, and not on the disk for good
            raise KeyboardInterrupt

    before = held(other)
    with pytest.raises(KeyboardInterrupt):
        merge(other, difference, [SHOE_SIZE], progress=interrupt)
    assert held(other) == before
    assert merge(other, difference, [SHOE_SIZE]).new["imported_facts"] == KEPT_LINES
