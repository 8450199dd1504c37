"""Everything a customer takes along, in one zip or folder: for programs, for people, and a text that says what is what.

The same export gives the same bytes: members stand in one order and carry the moment of the export.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from itertools import takewhile
from typing import TYPE_CHECKING, Protocol

from vault.core.errors import StorageError
from vault.portability import export_csv, export_json, export_jsonld
from vault.portability.export_page import page_html
from vault.portability.export_pdf import MAX_LETTERS as LETTERS_OF_PDF
from vault.portability.export_pdf import page_pdf, rows_in, rows_of
from vault.portability.opening import JSON_NAME
from vault.portability.opening import JSONLD_NAME as JSONLD_NAME  # what a file is called is said here too
from vault.portability.opening import TABLES as TABLES
from vault.portability.reading_export import read_out
from vault.portability.reading_parts import in_parts, numbered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime

    from vault.core.catalogue import Catalogue
    from vault.core.sentences import Sentences
    from vault.portability.apart import Cancel
    from vault.portability.export_json import Export
    from vault.portability.reading import Reading

PAGE_NAME = "read.html"
PDF_NAME = "read.pdf"
READER_NAME = "read_preferences.py"
README_NAME = "README.txt"
LETTERS_OF_PAGE = 4_000_000
"""Letters of one page, as :func:`in_parts` counts them: more take a browser long to open."""
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


class Going(Protocol):
    """What is told how the work goes on."""

    cancel: Cancel | None

    def look(self) -> None:
        """Raise where somebody has had enough."""

    def more(self, count: int) -> None:
        """So many files more than one of each kind."""


def to_read(export: Export, catalogue: Catalogue, sentences: Sentences, going: Going) -> Iterator[tuple[str, bytes]]:
    """``read.html`` and ``read.pdf``, each with the parts that it goes on in. Raises as :func:`pdfs`."""
    reading = read_out(export, catalogue, sentences, look=going.look)
    yield from pages(reading, sentences, going)
    yield from pdfs(reading, export.made_at.date(), sentences, going)


def pages(reading: Reading, sentences: Sentences, going: Going) -> Iterator[tuple[str, bytes]]:
    """``read.html``, and after it ``read-2.html`` if it is long."""
    parts = in_parts(reading, LETTERS_OF_PAGE, sentences)
    going.more(len(parts) - 1)
    for number, part in enumerate(parts, 1):
        yield numbered(PAGE_NAME, number), page_html(part)


def pdfs(reading: Reading, made: date, sentences: Sentences, going: Going) -> Iterator[tuple[str, bytes]]:
    """``read.pdf``, and after it ``read-2.pdf`` if it is long.

    Raises as :func:`vault.portability.export_pdf.page_pdf`.
    """
    parts = in_parts(reading, LETTERS_OF_PDF, sentences)
    going.more(len(parts) - 1)
    for number, part in enumerate(parts, 1):
        yield numbered(PDF_NAME, number), page_pdf(part, made, going.cancel)


def tables(export: Export, catalogue: Catalogue, language: str) -> Mapping[str, bytes]:
    """The CSV set and its description, by name, without a folder."""
    return export_csv.to_files(export, catalogue, language)


def parts_in(files: Mapping[str, bytes], name: str) -> list[bytes]:
    """The file of this name and those that it goes on in, in their order."""
    names = [numbered(name, number) for number in range(1, len(files) + 1)]
    return [files[each] for each in takewhile(files.__contains__, names)]


def pages_hold(found: Sequence[bytes], reading: Reading, sentences: Sentences) -> bool:
    """Whether pages that were read back have every row of the export, in its order, and no other."""
    parts = in_parts(reading, LETTERS_OF_PAGE, sentences)
    return len(found) == len(parts) and all(
        _ROW.findall(data.decode("utf-8"))
        == [(escape(row.name), escape(row.text)) for section in part.sections for row in section.rows]
        for data, part in zip(found, parts, strict=True)
    )


def pdfs_hold(found: Sequence[bytes], reading: Reading, sentences: Sentences) -> bool:
    """Whether PDFs that were read back have as many tagged rows as the export has, each in its part."""
    parts = in_parts(reading, LETTERS_OF_PDF, sentences)
    return len(found) == len(parts) and all(
        data.startswith(b"%PDF-") and rows_in(data) == rows_of(part) for data, part in zip(found, parts, strict=True)
    )


def files(export: Export, catalogue: Catalogue, texts: Texts, going: Going) -> Iterator[tuple[str, bytes]]:
    """Every file of the bundle, with ``/`` between a folder and a name, each made when it is asked for."""
    yield README_NAME, _about(texts.both)
    yield JSON_NAME, export_json.to_bytes(export)
    yield JSONLD_NAME, export_jsonld.to_bytes(export, catalogue)
    yield from to_read(export, catalogue, texts.page, going)
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


class _Zipped(Mapping[str, bytes]):
    """The members of a zip, each unpacked when it is asked for."""

    def __init__(self, opened: zipfile.ZipFile) -> None:
        self._opened, self._names = opened, opened.namelist()

    def __getitem__(self, name: str) -> bytes:
        try:
            return self._opened.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError) as problem:
            raise StorageError("zip_damaged") from problem

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names


def from_zip(data: bytes) -> Mapping[str, bytes]:
    """The files of a zip that this program just made, to compare them: each is unpacked when it is asked for, and then
    may raise as this does. Raises :class:`StorageError` ``zip_damaged``.

    Not for a zip of somebody else: that is :func:`vault.portability.opening.read_any`.
    """
    try:
        return _Zipped(zipfile.ZipFile(io.BytesIO(data)))
    except zipfile.BadZipFile as problem:
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
