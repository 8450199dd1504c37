"""A CSV that somebody else wrote: encodings, delimiters, quotes, cells and columns of any kind."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.portability.takeouts.packed import ORDERS, read_all, rows_of, saved
from vault.core.errors import StorageError
from vault.portability.takeouts import tables
from vault.portability.takeouts.opening import Never, Opened, Place
from vault.portability.takeouts.purchase import LONGEST_TEXT, NotUnderstood
from vault.portability.takeouts.tables import Table
from vault.portability.takeouts.text_lines import Text


def of_bytes(data: bytes, name: str = "orders.csv") -> Opened:
    return Opened({name: Place(len(data), len(data), lambda: io.BytesIO(data))}, Never())


def rows(data: bytes | str) -> list[object]:
    content = data.encode() if isinstance(data, str) else data
    with Table(of_bytes(content), "orders.csv") as table:
        return [table.header, *table.rows()]


@pytest.mark.parametrize(
    ("encoding", "guessed"), [("utf-8", False), ("utf-8-sig", False), ("utf-16", False), ("cp1252", True)]
)
def test_letters_are_read_in_any_usual_encoding(encoding: str, guessed: bool) -> None:
    with Table(of_bytes("naam;prijs\nthee-ei café;€ 4,99\n".encode(encoding)), "orders.csv") as table:
        assert (table.header, list(table.rows())) == (("naam", "prijs"), [(2, ["thee-ei café", "€ 4,99"])])
        assert table.guessed is guessed


def test_an_encoding_that_shows_late_is_still_a_guess_and_loses_nothing() -> None:
    data = b"a,b\n" + b"x,y\n" * 40_000 + "é,€\n".encode("cp1252")
    with Table(of_bytes(data), "orders.csv") as table:
        assert list(table.rows())[-1] == (40_002, ["é", "€"])
        assert table.guessed


@given(st.text(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_any_text_comes_back(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    found = "".join(Text(io.BytesIO(data)).pieces())
    assert found == text.removeprefix("\ufeff" if encoding != "utf-16" else "").replace("\r\n", "\n").replace(
        "\r", "\n"
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_delimiter_and_the_ends_of_lines_are_found(delimiter: str, end: str) -> None:
    text = end.join((delimiter.join(("a", '"b, or; c"')), delimiter.join(("1", '"2, 3; 4"')), ""))
    assert rows(text) == [("a", "b, or; c"), (2, ["1", "2, 3; 4"])]


def test_the_line_for_excel_says_the_delimiter() -> None:
    assert rows("sep=;\r\na,b;c\r\n1;2\r\n") == [("a,b", "c"), (3, ["1", "2"])]
    assert rows("sep=\t\r\na,b\tc\r\n1\t2\r\n") == [("a,b", "c"), (3, ["1", "2"])]


def test_a_cell_has_lines_and_the_next_row_its_own_number() -> None:
    assert rows('a,b\n"1\n2",3\n4,5\n') == [("a", "b"), (2, ["1\n2", "3"]), (4, ["4", "5"])]


def test_forty_columns_and_no_five_hundred() -> None:
    wide = ",".join(f"c{n}" for n in range(40))
    assert len(rows(f"{wide}\n{wide}\n")[1][1]) == 40  # type: ignore[index]
    with pytest.raises(StorageError, match="takeout_columns"):
        rows(",".join("c" * 501))


def test_a_row_of_another_shape_is_named_and_the_next_is_read() -> None:
    assert rows("a,b,c\n1\n1,2\n1,2,3,4\n1,2,3,,\n\n,,\n7,8,9\n") == [
        ("a", "b", "c"),
        NotUnderstood("row_shape", "orders.csv", 2),
        (3, ["1", "2", ""]),
        NotUnderstood("row_shape", "orders.csv", 4),
        (5, ["1", "2", "3"]),
        (7, ["", "", ""]),
        (8, ["7", "8", "9"]),
    ]


def test_a_quote_that_is_never_closed_costs_its_line_and_no_other() -> None:
    good = [f"{n},x\n" for n in range(1000)]
    found = rows("a,b\n" + "".join(good[:500]) + '500,"open\n' + "".join(good[501:]))
    assert found.count(NotUnderstood("quote_open", "orders.csv", 502)) == 1
    assert [each for each in found[1:] if isinstance(each, tuple)] == [
        (n + 2, [str(n), "x"]) for n in range(1000) if n != 500
    ]


def test_one_at_the_end_of_the_file_is_named_too() -> None:
    assert rows('a,b\n1,"2\n3,4') == [("a", "b"), NotUnderstood("quote_open", "orders.csv", 2), (3, ["3", "4"])]


def test_quotes_without_end_in_every_line_end_the_reading() -> None:
    with pytest.raises(StorageError, match="takeout_quotes"):
        rows("a,b\n" + ('1,"2\n' + "3,4\n" * tables.MAX_ROW_LINES) * (tables.MAX_UNCLOSED + 1))


def test_a_cell_without_end_costs_its_line_and_little_memory() -> None:
    huge = "x" * (tables.MAX_LINE * 3)
    assert rows(f"a,b\n1,{huge}\n3,4\n") == [
        ("a", "b"),
        NotUnderstood("cell_long", "orders.csv", 2),
        (3, ["3", "4"]),
    ]


def test_formulas_nul_and_directions_are_text(tmp_path: Path) -> None:
    lines = ["=1+1", "+31 6", "-x", "@SUM(A1)", "a\0b", "a\u202eb\x1b[2J"]
    body = "".join(f"1,2025-01-01,{each},1.00,EUR,1,B\n" for each in lines)
    found, reading = read_all(saved(tmp_path, ORDERS + body, "Retail.OrderHistory.1.csv"))
    assert [each.product for each in found] == ["=1+1", "+31 6", "-x", "@SUM(A1)", "a?b", "ab?[2J"]
    assert reading.not_understood == 0


def test_a_long_text_is_cut(tmp_path: Path) -> None:
    body = f"1,2025-01-01,{'x' * 5000},1.00,EUR,1,B\n"
    found, _ = read_all(saved(tmp_path, ORDERS + body, "Retail.OrderHistory.1.csv"))
    assert found[0].product == "x" * LONGEST_TEXT


def test_an_empty_file_has_no_header(tmp_path: Path) -> None:
    assert rows("") == [()]
    assert rows("\n\n") == [()]
    assert rows_of(saved(tmp_path, b"\xff\xfe")) == [()]


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0"), max_size=12)


@settings(deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS.filter(bool)), max_size=20), st.sampled_from([",", ";", "\t"]))
def test_what_the_standard_writes_is_read_back(cells: list[tuple[str, str]], delimiter: str) -> None:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows([("first", "second"), *cells])
    assert [each[1] for each in rows(file.getvalue())[1:]] == [list(pair) for pair in cells]  # type: ignore[index]
