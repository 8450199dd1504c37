"""Tags and texts of a page: as the standard library's parser finds them, and in one pass over anything."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault.portability.takeouts.page_tags import MAX_TAG, EndlessTag, Tag, tags_and_texts

HARMLESS = st.sampled_from(
    ["<div class='outer-cell x'>", '<a href="https://x.example/?a=1&amp;b=2">', "</a>", "</div>", "<br>", "<p>",
     "Gekeken naar", " ", "a &amp; b", "é", "<style>.a{b:c}</style>", "<!-- <a href='x'> -->", "\n", "8 mrt 2019"]
)  # fmt: skip


class Standard(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Tag | str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(Tag(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(Tag(f"/{tag}"))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem is None:
            self.found.append(data)


def joined(found: list[Tag | str]) -> list[Tag | str]:
    """Texts that stand beside each other as one."""
    told: list[Tag | str] = []
    for each in found:
        if isinstance(each, str) and told and isinstance(told[-1], str):
            told[-1] += each
        else:
            told.append(each)
    return told


@given(st.lists(HARMLESS, max_size=30).map("".join))
def test_a_page_says_what_the_standard_parser_finds(page: str) -> None:
    standard = Standard()
    standard.feed(page)
    standard.close()
    assert joined([*tags_and_texts([page])]) == joined(standard.found)


@given(st.lists(HARMLESS, max_size=12).map("".join), st.integers(1, 9))
def test_in_pieces_it_says_the_same(page: str, size: int) -> None:
    pieces = [page[at : at + size] for at in range(0, len(page), size)]
    tags = [each for each in tags_and_texts(pieces) if isinstance(each, Tag)]
    assert tags == [each for each in tags_and_texts([page]) if isinstance(each, Tag)]


@given(st.text(st.sampled_from("<>!-/aA\"'=&#;9 xstyle"), max_size=200), st.integers(1, 50))
def test_any_text_is_read(page: str, size: int) -> None:
    assert all(
        isinstance(each, Tag | str) for each in tags_and_texts(page[at : at + size] for at in range(0, 200, size))
    )


def test_a_tag_without_end_is_the_end() -> None:
    pieces = ["<p>", *["<a href='"] * MAX_TAG]
    with pytest.raises(EndlessTag):
        list(tags_and_texts(pieces))


@pytest.mark.parametrize("page", ["<!--" * 200_000, "<style>" + "<" * 900_000, "&#" + "9" * 900_000, "<a>" * 200_000])
def test_long_and_wrong_is_read_once(page: str) -> None:
    assert len([*tags_and_texts(page[at : at + 16384] for at in range(0, len(page), 16384))]) <= 200_000
