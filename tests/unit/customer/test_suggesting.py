"""Reading a shop's file: nothing is written, everything is counted."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.core.catalogue_values import shipped
from tests.unit.customer.shop_files import HEADER, PRIVATE, shirt, shoe, write_orders, write_unknown
from vault.core.errors import ChoiceError, StorageError
from vault.core.value import Value
from vault.customer.bringing import Answer, decide
from vault.customer.reviewing import review
from vault.customer.session import Session
from vault.customer.suggesting import (
    ColumnMapping,
    FileRead,
    Looked,
    NeedsColumns,
    Remembered,
    Underway,
    look,
    propose_columns,
    remembered,
)


def looked(path: Path, **given: object) -> Looked:
    found = look(path, shipped(), **given)  # type: ignore[arg-type]  # whatever a test gives
    assert isinstance(found, Looked)
    return found


def test_a_file_of_a_known_shop(tmp_path: Path) -> None:
    found = looked(write_orders(tmp_path / "mine", [shoe(1), shoe(2), shirt(3), PRIVATE, ("", "", *[""] * 7)]))
    assert (found.source, found.shop["en"]) == ("zalando", "Zalando")
    assert found.files == (FileRead("zalando-data/orders.csv", 4), FileRead("zalando-data/returns.csv", 1))
    assert (found.read, found.left_out) == (5, 1)
    shoe_size = next(each for each in found.suggestions if each.key == "clothing.shoe_size")
    assert shoe_size.value == Value("43", system="EU")
    assert "Dune" not in repr(found)


def test_progress_counts_lines_and_ends_with_all(tmp_path: Path) -> None:
    heard: list[tuple[int, int | None]] = []
    rows = [shoe(1 + at % 28) for at in range(600)]
    looked(write_orders(tmp_path / "mine", rows), progress=lambda done, every: heard.append((done, every)))
    assert heard[0] == (128, None)
    assert heard[-1] == (601, 601)
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)


def test_a_cancel_is_heard(tmp_path: Path) -> None:
    path, cancel = write_orders(tmp_path / "mine", [shoe(1 + at % 28) for at in range(600)]), threading.Event()
    with pytest.raises(ChoiceError, match="cancelled"):
        look(path, shipped(), cancel=cancel, progress=lambda done, every: cancel.set())


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        look(tmp_path / "nothing.csv", shipped())


def test_an_unknown_file_is_read_once_its_columns_are_explained(session: Session, tmp_path: Path) -> None:
    path = write_unknown(tmp_path / "list.csv")
    found = look(path, shipped())
    assert isinstance(found, NeedsColumns)
    (table,) = found.tables
    assert (table.header, found.guesses) == (("When", "What", "Fits"), ())
    columns = {table.name: propose_columns(table, {"What": "product"})}
    read = looked(path, columns=columns)
    assert (read.source, read.read) == ("file", 5)
    assert {each.key: each.value for each in read.suggestions}["clothing.shoe_size"] == Value("43", system="EU")

    assert remembered(session).columns == {}
    decide(session, review(session, read), {})
    assert remembered(session).columns == {table.fingerprint: columns[table.name]}
    assert looked(path, known=remembered(session)).suggestions == read.suggestions
    assert isinstance(look(path, shipped(), known=replace(remembered(session), columns=None)), NeedsColumns)


@pytest.mark.parametrize("places", [{}, {"at": 0}, {"product": 10**9}, {"product": 1, "at": 3}])
def test_remembered_columns_that_the_table_has_not_are_asked_again(tmp_path: Path, places: dict[str, int]) -> None:
    """They came with a file that was imported: else this one could never be read again."""
    path = write_unknown(tmp_path / "list.csv")
    found = look(path, shipped())
    assert isinstance(found, NeedsColumns)
    (table,) = found.tables
    assert look(path, shipped(), known=Remembered({table.fingerprint: ColumnMapping(places)})) == found


@pytest.mark.parametrize("typed", [{"Nope": "product"}, {"What": "nope"}, {"When": "at"}])
def test_columns_that_cannot_be(tmp_path: Path, typed: dict[str, str]) -> None:
    found = look(write_unknown(tmp_path / "list.csv"), shipped())
    assert isinstance(found, NeedsColumns)
    with pytest.raises(ChoiceError, match="mapping_unfit"):
        propose_columns(found.tables[0], typed)


def test_a_shop_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "list of zalando.csv"
    write_unknown(path)
    found = look(path, shipped())
    assert isinstance(found, NeedsColumns)
    assert "zalando" in {each.name for each in found.guesses}
    write_orders(tmp_path, [shoe(1)])
    (tmp_path / "zalando-data" / "orders.csv").rename(path)
    assert looked(path, shop="zalando").read == 1
    with pytest.raises(ChoiceError, match="reader_unknown"):
        look(path, shipped(), shop="nobody")


def test_what_is_refused_is_not_concluded(session: Session, tmp_path: Path) -> None:
    path = write_orders(tmp_path / "mine", [shoe(1), shoe(2), *[shirt(day) for day in (3, 4, 5)]], HEADER)
    colours = {each.key: each for each in looked(path).suggestions}["clothing.colours_worn"]
    assert colours.value == Value(("navy", "grey"))
    known = Remembered(refused=frozenset({("clothing.colours_worn", "navy")}))
    colours = {each.key: each for each in looked(path, known=known).suggestions}["clothing.colours_worn"]
    assert (colours.value, colours.counts.kept, colours.counts.of) == (Value(("grey",)), 3, 5)
    assert colours.confidence == "maybe"

    decide(session, review(session, looked(path)), {"clothing.colours_worn": Answer.NEVER})
    assert remembered(session).refused == {("clothing.colours_worn", option) for option in ("navy", "grey")}
    known = remembered(session)
    assert "clothing.colours_worn" not in {each.key for each in looked(path, known=known).suggestions}


def test_it_is_told_in_which_file_the_reading_is(tmp_path: Path) -> None:
    seen: list[Underway] = []
    look(write_orders(tmp_path, [shoe(1)] * 5000), shipped(), seen=seen.append)
    assert [[each.lines for each in told.files] for told in seen] == [[1], [2049], [4097]]
    assert {told.name for told in seen} == {"zalando-data/orders.csv"}
    shares = [told.share for told in seen]
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] <= 1
