"""What is long is in parts, as pages and as PDFs: nothing is missing or twice, and each part is whole by itself."""

from __future__ import annotations

import io
from contextlib import closing
from dataclasses import replace
from itertools import pairwise

import pypdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.core.catalogue_values import shipped
from tests.unit.portability.conftest import NOON
from tests.unit.portability.test_export_page import EMPTY, Page, outline, reading, sentences, structure
from vault.core.value import Value
from vault.customer.take import Steps
from vault.portability import bundle
from vault.portability.export_pdf import page_pdf, rows_in, rows_of
from vault.portability.reading import Reading, Row, Section
from vault.portability.reading_export import read_out
from vault.portability.reading_parts import OF_A_ROW, in_parts, numbered
from vault.storage.journal import Entry
from vault.storage.preferences import Preference

MANY = 12_000


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Sections as an export has them: the first of level 2, none a step deeper than one more, every row its own."""
    sections: list[Section] = []
    count = 0
    for _ in range(draw(st.integers(1, 8))):
        level = draw(st.integers(2, min(4, sections[-1].level + 1) if sections else 2))
        length = draw(st.integers(0, 6))
        texts = draw(st.lists(st.integers(0, 300), min_size=length, max_size=length))
        rows = tuple(Row(f"row {count + n}", "x" * size) for n, size in enumerate(texts))
        count += length
        sections.append(Section(f"Section {len(sections)}", level, ("Said.",), rows=rows))
    return Reading("Title", "en", ("About.",), tuple(sections), "Contents", "Skip")


@given(readings(), st.integers(1, 2000))
def test_parts_together_have_every_row_once_and_in_order(whole: Reading, most: int) -> None:
    parts = in_parts(whole, most, sentences("en"))
    assert [row for part in parts for section in part.sections for row in section.rows] == [
        row for section in whole.sections for row in section.rows
    ]
    said = [section.said for part in parts for section in part.sections if section.said]
    assert len(said) == len(whole.sections)  # what goes on does not say it again
    if len(parts) == 1:
        assert parts == (whole,)
    for number, part in enumerate(parts, 1):
        assert len(parts) == 1 or part.title == f"Title, part {number} of {len(parts)}"
        levels = [section.level for section in part.sections]
        assert levels[0] == 2
        assert all(below - above <= 1 for above, below in pairwise(levels))
        rows = [row for section in part.sections for row in section.rows]
        size = sum(OF_A_ROW + len(row.name) + len(row.text) for row in rows)
        assert size <= most or len(rows) == 1


def test_a_part_begins_under_the_headings_it_is_in() -> None:
    rows = tuple(Row(f"row {n}", "") for n in range(4))
    whole = Reading("Title", "en", (), (Section("Shops"), Section("A", 3), Section("Items", 4, rows=rows)), "", "")
    titles = [[each.title for each in part.sections] for part in in_parts(whole, 500, sentences("en"))]
    assert titles == [["Shops", "A", "Items"], ["Shops (continued)", "A (continued)", "Items (continued)"]]


def test_a_heading_goes_where_its_rows_go() -> None:
    row = Row("x" * 300, "")
    whole = Reading("T", "nl", (), (Section("A", rows=(row,)), Section("B"), Section("C", 3, rows=(row,))), "", "")
    titles = [[each.title for each in part.sections] for part in in_parts(whole, 700, sentences("nl"))]
    assert titles == [["A"], ["B", "C"]]


@pytest.mark.parametrize(
    ("name", "second"),
    [
        ("read.pdf", "read-2.pdf"), ("my.copy.html", "my.copy-2.html"), ("a.pdf.age", "a-2.pdf.age"),
        ("out", "out-2"), (".pdf", ".pdf-2"), ("out.age", "out-2.age"),
    ],
)  # fmt: skip
def test_names_of_parts(name: str, second: str) -> None:
    assert numbered(name, 1) == name
    assert numbered(name, 2) == second


@pytest.mark.parametrize(("language", "rows", "most"), [("en", MANY, bundle.LETTERS_OF_PDF), ("nl", 300, 20_000)])
def test_no_row_is_missing_in_tagged_parts(
    language: str, rows: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "LETTERS_OF_PDF", most)
    kept = tuple(Preference(f"later.k{n:05}", Value(f"v{n:05}x"), NOON) for n in range(rows // 2))
    told = tuple(Entry(n, NOON, "preference_set", {"key": f"later.j{n:05}"}, b"", b"") for n in range(rows // 2))
    export = replace(EMPTY, preferences=kept, journal=told)
    whole, going = read_out(export, shipped(), sentences(language)), Steps(0, None, None)
    found = list(bundle.pdfs(whole, NOON.date(), sentences(language), going))
    assert [name for name, _ in found] == [numbered("read.pdf", number) for number in range(1, len(found) + 1)]
    assert len(found) > 1
    text = ""
    for number, (_, data) in enumerate(found, 1):
        reader = pypdf.PdfReader(io.BytesIO(data), strict=True)
        with closing(pypdfium2.PdfDocument(data)) as document:
            text += "".join(page.get_textpage().get_text_range() for page in document)
        root = reader.trailer["/Root"]
        assert (root["/Lang"], bool(root["/MarkInfo"]["/Marked"])) == (language, True)
        title = sentences(language).say("page", "part", title=whole.title, number=number, of=len(found))
        assert reader.metadata is not None
        assert reader.metadata.title == title
        assert next(outline(reader.outline)) == title
        if rows < MANY:  # a tree of tens of thousands takes long to walk; that each row is in it, is counted below
            assert {"/H1", "/H2", "/Table", "/TR", "/TH", "/TD"} <= set(structure(root["/StructTreeRoot"]))
    keys = (*(each.key for each in kept), *(str(each.body["key"]) for each in told))
    words = set(text.split())
    assert [key for key in keys if key not in words] == []
    assert [f"v{n:05}x" for n in range(rows // 2) if f"v{n:05}x" not in words] == []
    data = [each for _, each in found]
    assert bundle.pdfs_hold(data, whole, sentences(language))
    assert not bundle.pdfs_hold(data[:-1], whole, sentences(language))
    assert not bundle.pdfs_hold([*data[:-1], data[0]], whole, sentences(language))


def test_pages_that_are_read_back_have_each_row_in_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "LETTERS_OF_PAGE", 1000)
    kept = tuple(Preference(f"later.k{n:03}", Value(f"v{n:03}x & more"), NOON) for n in range(50))
    whole = reading(replace(EMPTY, preferences=kept))
    found = [data for _, data in bundle.pages(whole, sentences("en"), Steps(0, None, None))]
    assert len(found) > 5
    texts = [Page(data).text for data in found]
    assert all(f"part {number} of {len(found)}" in text for number, text in enumerate(texts, 1))
    assert [each.key for each in kept if each.key not in " ".join(texts)] == []
    assert bundle.pages_hold(found, whole, sentences("en"))
    assert not bundle.pages_hold(found[:-1], whole, sentences("en"))
    assert not bundle.pages_hold([found[0], *found[2:], found[1]], whole, sentences("en"))
    spoilt = found[3].replace(b"x &amp; more", b"y &amp; more", 1)
    assert not bundle.pages_hold([*found[:3], spoilt, *found[4:]], whole, sentences("en"))


def test_a_row_longer_than_a_sheet_goes_on_on_the_next() -> None:
    lines = tuple(f"line{n:03}" for n in range(300))
    whole = Reading("T", "en", (), (Section("S", heads=("a", "b", "c"), rows=(Row("n", "t", lines),)),), "C", "S")
    data = page_pdf(whole, NOON.date())
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    assert max(text.count("line") for text in pages) < 80  # more has no room between the edges of A4
    assert [line for line in lines if line not in "".join(pages)] == []
    assert rows_in(data) == rows_of(whole) == 2
