"""Everything a customer takes along, in one zip or folder: for programs, for people, and a text that says what is what.

The same export gives the same bytes: members stand in one order and carry the moment of the export.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from vault.core.errors import StorageError
from vault.portability import export_csv, export_json, export_jsonld
from vault.portability.export_page import page_html
from vault.portability.export_pdf import MAX_ROWS as ROWS_OF_PDF
from vault.portability.export_pdf import page_pdf
from vault.portability.opening import JSON_NAME
from vault.portability.opening import JSONLD_NAME as JSONLD_NAME  # what a file is called is said here too
from vault.portability.opening import TABLES as TABLES
from vault.portability.reading_export import read_out
from vault.portability.reading_words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from vault.core.catalogue import Catalogue
    from vault.core.sentences import Sentences
    from vault.portability.apart import Cancel
    from vault.portability.export_json import Export

PAGE_NAME = "read.html"
PDF_NAME = "read.pdf"
READER_NAME = "read_preferences.py"
README_NAME = "README.txt"
ABOUT = "bundle"
"""The group of README.txt's sentences in ``resources/messages``."""
_ROW = re.compile(r'<tr><th scope="row">(.*?)</th><td>(.*?)</td>')
_OWNER_ONLY = 0o100600 << 16
_UNIX = 3


@dataclass(frozen=True)
class Texts:
    """What a bundle has beside the export: the page's language first, both for README.txt, and the reader's source."""

    page: Sentences
    both: tuple[Sentences, ...]
    reader: bytes


def page(export: Export, catalogue: Catalogue, sentences: Sentences) -> bytes:
    """``read.html``."""
    return page_html(read_out(export, catalogue, sentences))


def pdf(export: Export, catalogue: Catalogue, sentences: Sentences, cancel: Cancel | None = None) -> bytes:
    """``read.pdf``. Raises as :func:`vault.portability.export_pdf.page_pdf`."""
    return page_pdf(read_out(export, catalogue, sentences, most=ROWS_OF_PDF), export.made_at.date(), cancel)


def tables(export: Export, catalogue: Catalogue, language: str) -> Mapping[str, bytes]:
    """The CSV set and its description, by name, without a folder."""
    return export_csv.to_files(export, catalogue, language)


def page_lacks(data: bytes, export: Export, catalogue: Catalogue, sentences: Sentences) -> tuple[str, ...]:
    """The keys of the preferences whose name and value stand in no row of the page. Empty is good."""
    rows = set(_ROW.findall(data.decode("utf-8")))
    words = Words(sentences, catalogue, {}, 0)
    said = ((each.key, words.label(each.key), words.value(each.key, each.value)) for each in export.preferences)
    return tuple(key for key, name, value in said if (escape(name), escape(value)) not in rows)


def files(
    export: Export, catalogue: Catalogue, texts: Texts, cancel: Cancel | None = None
) -> Iterator[tuple[str, bytes]]:
    """Every file of the bundle, with ``/`` between a folder and a name, each made when it is asked for."""
    yield README_NAME, _about(texts.both)
    yield JSON_NAME, export_json.to_bytes(export)
    yield JSONLD_NAME, export_jsonld.to_bytes(export, catalogue)
    yield PAGE_NAME, page(export, catalogue, texts.page)
    yield PDF_NAME, pdf(export, catalogue, texts.page, cancel)
    yield READER_NAME, texts.reader
    for name, data in tables(export, catalogue, texts.page.language).items():
        yield f"{TABLES}/{name}", data


def to_zip(found: Iterable[tuple[str, bytes]], moment: datetime) -> bytes:
    """The files as one zip (deflated), each of them for its owner only. ``moment`` is that of every member."""
    stamp = (min(max(moment.year, 1980), 2107), *moment.timetuple()[1:6])  # APPNOTE.TXT §4.4.6
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in found:
            member = zipfile.ZipInfo(name, stamp)
            member.compress_type, member.create_system, member.external_attr = zipfile.ZIP_DEFLATED, _UNIX, _OWNER_ONLY
            made.writestr(member, data)
    return written.getvalue()


def from_zip(data: bytes) -> dict[str, bytes]:
    """The files of a zip that this program just made, to compare them. Raises :class:`StorageError` ``zip_damaged``.

    Not for a zip of somebody else: that is :func:`vault.portability.opening.read_any`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            return {name: opened.read(name) for name in opened.namelist()}
    except (zipfile.BadZipFile, KeyError) as problem:
        raise StorageError("zip_damaged") from problem


def _about(languages: tuple[Sentences, ...]) -> bytes:
    """What each file is for, in each language, in plain text that opens anywhere."""
    blocks = []
    for sentences in languages:
        said = [sentences.say(ABOUT, "title"), "", sentences.say(ABOUT, "whole"), ""]
        named = ((PAGE_NAME, "page"), (PDF_NAME, "pdf"), (JSON_NAME, "json"), (JSONLD_NAME, "jsonld"))
        for name, code in (*named, (f"{TABLES}/", "tables"), (READER_NAME, "reader")):
            said += [name, f"  {sentences.say(ABOUT, code)}", ""]
        blocks.append("\n".join([*said, sentences.say(ABOUT, "back"), sentences.say(ABOUT, "private"), ""]))
    return "\n\n".join(blocks).encode("utf-8")
