"""What people read: the page and the PDF with all that was asked and nothing else, and letters as tagged PDFs."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pypdf

from tests.figures.figure import Figure
from tests.figures.portability_filled import filled_database
from tests.unit.core.catalogue_values import shipped
from tests.unit.portability.conftest import NOON
from tests.unit.portability.letters.examples import facts, words
from tests.unit.portability.test_export_page import Page, hidden, planted, structure
from vault import bundled
from vault.core.sentences import parse_sentences
from vault.customer.take import Steps
from vault.portability import bundle
from vault.portability.export_json import Export
from vault.portability.letters.page import letters_pdf
from vault.portability.letters.wording import write
from vault.portability.parts import EVERY_PART, Part, only
from vault.portability.reading_export import read_out
from vault.storage.letters import LetterKind

LANGUAGES = ("en", "nl")
GOING = Steps(0, None, None)


def figures(*, full: bool) -> Iterator[Figure]:
    """The same in both sizes."""
    del full
    with tempfile.TemporaryDirectory() as place, filled_database(Path(place)) as database:
        export, marks = planted(database)
    asked = {where: mark for where, mark in marks.items() if not hidden(where)}
    for name in ("page", "PDF"):
        missing = extra = tagged = 0
        for language in LANGUAGES:
            text, fit = _shown(name, export, language)
            missing += sum(mark not in text for mark in asked.values())
            extra += sum(mark in text for where, mark in marks.items() if hidden(where))
            tagged += fit
        yield Figure(
            f"the {name} of an export", f"{missing} missing, {extra} not asked, {tagged} of 2 languages tagged",
            "0, 0, 2", not missing and not extra and tagged == len(LANGUAGES) and len(asked) > 50,
            f"{len(marks)} marks, one in each text of each record, {len(asked)} of them to be read there and "
            f"{len(marks) - len(asked)} that never are (keys, hashes, what holds records together); language, headings "
            "and tables are asked of the file itself",
        )  # fmt: skip
    seen = left = 0
    for part in Part:
        without = only(export, EVERY_PART - {part})
        gone = _texts_of(export) - _texts_of(without)
        text, _ = _shown("page", without, "en")
        seen += sum(mark in text for mark in asked.values() if mark in gone)
        left += sum(mark in gone for mark in asked.values())
    yield Figure(
        "a part that was not asked", f"{seen} of {left} marks seen", "0", seen == 0 and left > len(Part),
        f"the page once without each of {len(Part)} parts; marks of that part are looked for",
    )  # fmt: skip
    fitting = sum(_is_tagged(_letter(kind, each), each) for kind in LetterKind for each in LANGUAGES)
    every = len(LetterKind) * len(LANGUAGES)
    yield Figure(
        "letters as tagged PDFs", f"{fitting} of {every}", "all", fitting == every and len(LetterKind) == 9,
        "each kind in each language: marked as tagged, with its language, a title and a heading in the tree of tags",
    )  # fmt: skip


def _shown(name: str, export: Export, language: str) -> tuple[str, bool]:
    """Its words, and whether it can be listened to."""
    sentences = parse_sentences(language, bundled.read(f"messages/{language}.json"))
    reading = read_out(export, shipped(), sentences)
    if name == "page":
        ((_, whole),) = bundle.pages(reading, sentences, GOING)
        page = Page(whole)
        names = {tag for tag, _ in page.tags}
        return page.text, ("html", {"lang": language}) in page.tags and {"h1", "h2", "table", "th"} <= names
    ((_, data),) = bundle.pdfs(reading, export.made_at.date(), sentences, GOING)
    found = pypdf.PdfReader(io.BytesIO(data), strict=True)
    text = "".join("".join(page.extract_text() for page in found.pages).replace("\u200b", "").split())
    return text, _is_tagged(data, language) and {"/H2", "/TH", "/TD"} <= set(_tags(found))


def _is_tagged(data: bytes, language: str) -> bool:
    found = pypdf.PdfReader(io.BytesIO(data), strict=True)
    root = _root(found)
    marked = bool(root.get("/MarkInfo", {}).get("/Marked"))
    titled = found.metadata is not None and bool(found.metadata.title)
    return marked and titled and root.get("/Lang") == language and "/H1" in set(_tags(found))


def _root(found: pypdf.PdfReader) -> Mapping[str, Any]:
    root: Mapping[str, Any] = found.trailer["/Root"].get_object()  # type: ignore[assignment]
    return root


def _tags(found: pypdf.PdfReader) -> Iterator[str]:
    return structure(_root(found).get("/StructTreeRoot"))


def _letter(kind: LetterKind, language: str) -> bytes:
    return letters_pdf((write(facts(kind, language), words(language)),), words(language), NOON.date())


def _texts_of(export: Export) -> set[str]:
    sentences = parse_sentences("en", bundled.read("messages/en.json"))
    said = " ".join(read_out(export, shipped(), sentences).texts())
    return {word.strip(".,:;()\u201c\u201d\u2018\u2019") for word in said.split()}
