"""The page and the PDF of an export: all that is meant for people is on them, and they can be read by everybody."""

from __future__ import annotations

import dataclasses
import inspect
import io
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from types import ModuleType
from typing import Any

import pypdf
import pytest

from tests.unit.core.catalogue_values import shipped
from tests.unit.portability.conftest import NOON
from vault import bundled
from vault.core.sentences import Sentences, parse_sentences
from vault.core.value import Value
from vault.portability import export_page, reading_export, reading_words
from vault.portability.export_json import Export, collect
from vault.portability.export_page import page_html
from vault.portability.export_pdf import page_pdf
from vault.portability.reading import Reading, Row, Section
from vault.portability.reading_export import read_out
from vault.portability.reading_words import NOT_SHOWN, NOT_SHOWN_INSIDE
from vault.portability.shapes import TakenItem
from vault.storage.connection import Database
from vault.storage.preferences import Preference

EMPTY = Export(NOON, "1", "2", sealed=True)
KINDS = {"changes": "preference_history"}
"""What :data:`NOT_SHOWN` calls a member of :class:`Export`, where that differs."""


@cache
def sentences(language: str) -> Sentences:
    return parse_sentences(language, bundled.read(f"messages/{language}.json"))


def reading(export: Export, language: str = "en") -> Reading:
    return read_out(export, shipped(), sentences(language))


def everything(full: Database) -> Export:
    return collect(full, shipped(), made_at=NOON, program="1", include_sealed=True)


class Page(HTMLParser):
    """What a reader's program sees: tags with their attributes, and the words."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(data.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def planted(full: Database) -> tuple[Export, dict[str, str]]:
    """An export with a mark of its own in each text of each record, and where each stands."""
    export, marks = everything(full), dict[str, str]()

    def mark(where: str) -> str:
        marks[where] = f"MARK{len(marks):04}X"
        return marks[where]

    def plant(found: Any, where: str) -> Any:
        if isinstance(found, Value):
            return Value(mark(where))
        if type(found) is str:
            return mark(where)
        if isinstance(found, Mapping):
            return {name: plant(member, f"{where}.{name}") for name, member in found.items()}
        if isinstance(found, TakenItem):
            return TakenItem(plant(found.item, where), mark(f"{where}.jwt"))
        if dataclasses.is_dataclass(found) and not isinstance(found, type):
            members = {each.name: getattr(found, each.name) for each in dataclasses.fields(found)}
            kept = {name for name in members if (where.partition("[")[0], name) in LINKS}
            return dataclasses.replace(
                found,
                **{name: plant(each, f"{where}.{name}") for name, each in members.items() if name not in kept},
            )
        return found

    parts: dict[str, Any] = {
        each.name: tuple(plant(one, f"{each.name}[{n}]") for n, one in enumerate(getattr(export, each.name)))
        for each in dataclasses.fields(Export)
        if isinstance(getattr(export, each.name), tuple)
    }
    parts["settings"] = {mark("settings.name"): plant(found, "settings") for found in export.settings.values()}
    return dataclasses.replace(export, **parts), marks


LINKS = {
    ("shops", "host"), ("consents", "host"), ("consents", "id"), ("items", "consent"), ("receipts", "host"),
    ("receipts", "consent"), ("people", "id"), ("people_preferences", "person"), ("wishes", "person"),
    ("letters", "id"),
    ("letter_events", "letter"), ("journal", "kind"),
}  # fmt: skip
"""What holds records together, or has its sentence: it keeps what it says, and is shown by what it leads to."""


def hidden(where: str) -> bool:
    kind, member = where.partition("[")[0], where.partition("].")[2]
    first, *inside = member.split(".")
    return first in NOT_SHOWN.get(KINDS.get(kind, kind), {}) or bool(NOT_SHOWN_INSIDE & set(inside))


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_text_of_every_record_is_on_the_page_or_said_why_not(full: Database, language: str) -> None:
    export, marks = planted(full)
    text = Page(page_html(reading(export, language))).text
    assert len(marks) > 60
    missing = [where for where, mark in marks.items() if mark not in text and not hidden(where)]
    assert missing == []
    assert [where for where, mark in marks.items() if mark in text and hidden(where)] == []


@pytest.mark.parametrize(("language", "size"), [("en", "43.5"), ("nl", "43,5")])
def test_a_size_at_a_brand_is_written_as_numbers_are(full: Database, language: str, size: str) -> None:
    assert f" Groenekom {size} " in Page(page_html(reading(everything(full), language))).text


def test_what_is_left_out_is_a_member_and_says_why() -> None:
    made = {KINDS.get(each.name, each.name) for each in dataclasses.fields(Export)}
    assert NOT_SHOWN.keys() <= made
    for members in NOT_SHOWN.values():
        assert all(len(why) > 3 for why in members.values())


def test_a_kind_that_comes_later_is_read_out_too(full: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_export, "_TOLD", reading_export._TOLD - {"wishes"})
    monkeypatch.setattr(reading_export, "_PARTS", ())
    assert "A scarf" in " ".join(Page(page_html(reading(everything(full)))).text.split())


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_member_has_a_word_in_this_language(full: Database, language: str) -> None:
    """Only a later version's member may appear under its own name."""
    export, texts = everything(full), sentences(language).texts["page"]
    for each in dataclasses.fields(Export):
        records = getattr(export, each.name)
        kind = KINDS.get(each.name, each.name)
        for record in records if isinstance(records, tuple) else ():
            inner = record.item if isinstance(record, TakenItem) else record
            names = {one.name for one in dataclasses.fields(inner)} - NOT_SHOWN.get(kind, {}).keys()
            assert {name for name in names if f"of_{name}" not in texts} <= HEADINGS.get(kind, set()), kind


@pytest.mark.parametrize("module", [reading_export, reading_words])
def test_every_phrase_of_the_page_is_there(module: ModuleType) -> None:
    asked = set(re.findall(r'phrase\(\s*"([a-z_]+)"', inspect.getsource(module)))
    assert asked <= sentences("en").texts["page"].keys()


HEADINGS = {"shops": {"name", "host"}, "people": {"nickname"}}
"""Members that are a heading, and need no word before them."""


@pytest.mark.parametrize("language", ["en", "nl"])
def test_page_needs_nothing_and_runs_nothing(full: Database, language: str) -> None:
    data = page_html(reading(everything(full), language))
    page = Page(data)
    names = {tag for tag, _ in page.tags}
    assert not names & {"script", "img", "link", "iframe", "object", "form", "input", "base", "svg"}
    assert not any(name in {"src", "srcset", "style"} or name.startswith("on") for _, has in page.tags for name in has)
    assert all((has["href"] or "").startswith("#") for tag, has in page.tags if tag == "a")
    assert b"url(" not in data
    assert b"@import" not in data
    (policy,) = [has["content"] for tag, has in page.tags if has.get("http-equiv") == "Content-Security-Policy"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_page_can_be_listened_to(full: Database, language: str) -> None:
    page = Page(page_html(reading(everything(full), language)))
    assert ("html", {"lang": language}) in page.tags
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))
    ids = [has["id"] for _, has in page.tags if "id" in has]
    assert len(ids) == len(set(ids))
    assert {(has["href"] or "")[1:] for tag, has in page.tags if tag == "a"} <= set(ids)
    assert all(has.get("aria-labelledby") in ids for tag, has in page.tags if tag == "table")
    assert {has.get("scope") for tag, has in page.tags if tag == "th"} == {"row", "col"}
    first = next(has for tag, has in page.tags if tag == "a")
    assert first == {"class": "skip", "href": "#s0"}


def test_lists_of_the_contents_are_closed(full: Database) -> None:
    data = page_html(reading(everything(full)))
    for tag in (b"ul", b"li", b"table", b"tr", b"td", b"th", b"thead", b"tbody", b"span", b"p"):
        assert len(re.findall(rb"<" + tag + rb"[ >]", data)) == data.count(b"</" + tag + b">"), tag


def test_markup_of_a_value_is_only_words() -> None:
    evil = "<script>alert(1)</script>&\"'"
    shown = reading(dataclasses.replace(EMPTY, preferences=(Preference("later.thing", Value(evil), NOON),)))
    data = page_html(shown)
    assert b"<script" not in data
    assert evil in Page(data).text


def test_colours_are_the_programs_and_can_be_read() -> None:
    tokens = json.loads(bundled.read("theme/tokens.json"))["color"]
    for theme, colours in (("light", export_page.LIGHT), ("dark", export_page.DARK)):
        assert {name: tokens[theme][name] for name in colours} == colours
        for ink in ("ink", "ink2", "primary"):
            for ground in ("canvas", "surface"):
                assert contrast(colours[ink], colours[ground]) >= 4.5
        assert contrast(colours["ink"], colours["primaryTint"]) >= 4.5
        assert contrast(colours["focus"], colours["canvas"]) >= 3


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's ratio of two colours."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted((light(one), light(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_an_empty_vault_says_so() -> None:
    assert [each.title for each in reading(EMPTY).sections] == ["Nothing is in it"]
    assert page_pdf(reading(EMPTY), NOON.date()).startswith(b"%PDF")


def outline(found: Any) -> Iterator[str]:
    for each in found:
        if isinstance(each, list):
            yield from outline(each)
        else:
            yield str(each.title).replace("\u200b", "")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_pdf_has_every_text_tags_language_and_outline(full: Database, language: str) -> None:
    export, _ = planted(full)
    shown = reading(export, language)
    reader = pypdf.PdfReader(io.BytesIO(page_pdf(shown, NOON.date())), strict=True)
    root = reader.trailer["/Root"]
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/StructTreeRoot"] is not None
    assert reader.metadata is not None
    assert reader.metadata.title == shown.title
    assert list(outline(reader.outline)) == [shown.title, *(each.title for each in shown.sections)]
    text = "".join("".join(page.extract_text() for page in reader.pages).replace("\u200b", "").split())
    for each in shown.texts():
        assert "".join(each.split()) in text, each
    kinds = set(structure(root["/StructTreeRoot"]))
    assert {"/H1", "/H2", "/H3", "/Table", "/TR", "/TH", "/TD", "/P"} <= kinds


def structure(node: Any) -> Iterator[str]:
    """The kind of every element of a tag tree."""
    found = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(found, list):
        for each in found:
            yield from structure(each)
    elif isinstance(found, dict):
        yield from [str(found["/S"])] if "/S" in found else []
        yield from structure(found.get("/K"))


def test_pdf_of_the_same_day_is_the_same(full: Database) -> None:
    shown = reading(everything(full))
    assert page_pdf(shown, NOON.date()) == page_pdf(shown, NOON.date())


def test_representation_shows_no_value() -> None:
    shown = Section("T", rows=(Row("secret name", "secret value", ("secret more",)),), said=("secret said",))
    made = Reading("T", "en", (), (shown,), "", "")
    assert "secret" not in repr(shown) + repr(made)
