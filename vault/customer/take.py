"""What a customer asks to take along, and its files: made, and proven to say what the export says.

Everything is in memory here. Nothing is written but by :mod:`vault.customer.taking_along`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from vault import bundled
from vault.core.errors import ChoiceError, StorageError
from vault.core.sentences import Sentences, parse_sentences
from vault.portability import bundle, export_json, export_jsonld, import_csv, import_json, import_jsonld
from vault.portability.apart import Cancel as Cancel
from vault.portability.locking import SUFFIX as LOCKED_SUFFIX
from vault.portability.opening import JSON_NAME
from vault.portability.parts import EVERY_PART
from vault.portability.parts import Part as Part
from vault.portability.parts import only as only
from vault.portability.reading_export import read_out
from vault.portability.reading_parts import numbered as numbered
from vault.portability.selection import Scope
from vault.portability.selection import ScopeKind as ScopeKind
from vault.portability.selection import select as select

if TYPE_CHECKING:
    from vault.core.catalogue import Catalogue
    from vault.portability.export_json import Export
    from vault.storage.secret import Passphrase

LANGUAGES: Final = ("en", "nl")
_READER = "reader/read_preferences.py"


class Form(StrEnum):
    """The form of what is taken. The page and the PDF are to be read; every other comes back in by an import."""

    EVERYTHING = "everything"
    """Every form in one zip."""
    FOLDER = "folder"
    """The same as a folder, which cannot be locked."""
    PAGE = "page"
    PDF = "pdf"
    TABLE = "table"
    """The CSV files in one zip."""
    JSON = "json"
    JSONLD = "jsonld"


_SUFFIX: Final = {
    Form.EVERYTHING: ".zip", Form.FOLDER: "", Form.PAGE: ".html", Form.PDF: ".pdf", Form.TABLE: "-tables.zip",
    Form.JSON: ".json", Form.JSONLD: ".jsonld",
}  # fmt: skip
_ALONE: Final = {
    Form.PAGE: bundle.PAGE_NAME, Form.PDF: bundle.PDF_NAME, Form.JSON: JSON_NAME, Form.JSONLD: bundle.JSONLD_NAME,
}  # fmt: skip
"""What the one file of a form is called in a bundle."""
_TO_READ: Final = frozenset({Form.PAGE, Form.PDF})
"""The forms that go on in a second file, and more, if they are long."""
_HOLDS: Final = (("page", bundle.PAGE_NAME, bundle.pages_hold), ("pdf", bundle.PDF_NAME, bundle.pdfs_hold))


Progress = Callable[[int, int | None], None]
"""Steps done, and all of them."""


@dataclass(frozen=True)
class Take:
    """What to take. ``scope`` is a topic or a shop, None is everything; ``lock`` None leaves the file open.

    ``language`` is that of the page, the PDF and the column that names a preference in words.
    """

    form: Form = Form.JSON
    scope: Scope | None = None
    parts: frozenset[Part] = EVERY_PART
    language: str = "en"
    lock: Passphrase | None = None

    def check(self) -> None:
        """Raise :class:`ChoiceError` ``folder_not_locked``, ``nothing_chosen`` or ``passphrase_short``."""
        if self.lock is not None:
            if self.form is Form.FOLDER:
                raise ChoiceError("folder_not_locked")
            self.lock.check_new()
        if not self.parts:
            raise ChoiceError("nothing_to_take")

    @property
    def file_name(self) -> str:
        """What to offer as a name. The same in every language, as the file is."""
        return f"preference-vault{_SUFFIX[self.form]}{LOCKED_SUFFIX if self.lock is not None else ''}"


class Steps:
    """Counts what is done, and stops between two steps where that was asked."""

    def __init__(self, count: int, progress: Progress | None, cancel: Cancel | None) -> None:
        self._done, self._all, self._progress = 0, count, progress
        self.cancel = cancel

    def step(self) -> None:
        """One more is done. Raises as :meth:`look`."""
        self.look()
        self._done += 1
        if self._progress is not None:
            self._progress(self._done, self._all)

    def more(self, count: int) -> None:
        """So many steps more than was thought: what is long has several files."""
        self._all += count

    def look(self) -> None:
        """Raise :class:`ChoiceError` ``cancelled`` if that was asked."""
        if self.cancel is not None and self.cancel.is_set():
            raise ChoiceError("cancelled")


def scope_of(*, topic: str | None = None, shop: str | None = None) -> Scope | None:
    """A topic or a shop by its name, or everything. Whether there is one is seen when it is taken."""
    if topic is not None:
        return Scope(ScopeKind.TOPIC, topic)
    return None if shop is None else Scope(ScopeKind.SHOP, shop)


def make(export: Export, catalogue: Catalogue, take: Take, steps: Steps) -> Iterator[tuple[str, bytes]]:
    """The files with their names in a bundle, each made when it is asked for. A step for each."""
    for name, data in _made(export, catalogue, take, steps):
        yield name, data
        if not name.startswith(bundle.TABLES):
            steps.step()
    if take.form is Form.TABLE:
        steps.step()


def _made(export: Export, catalogue: Catalogue, take: Take, steps: Steps) -> Iterator[tuple[str, bytes]]:
    sentences = _sentences(take.language)
    match take.form:
        case Form.EVERYTHING | Form.FOLDER:
            yield from bundle.files(export, catalogue, _texts(sentences), steps)
        case Form.PAGE:
            yield from bundle.pages(read_out(export, catalogue, sentences, look=steps.look), sentences, steps)
        case Form.PDF:
            reading = read_out(export, catalogue, sentences, look=steps.look)
            yield from bundle.pdfs(reading, export.made_at.date(), sentences, steps)
        case Form.JSONLD:
            yield bundle.JSONLD_NAME, export_jsonld.to_bytes(export, catalogue)
        case Form.TABLE:
            for name, data in bundle.tables(export, catalogue, take.language).items():
                yield f"{bundle.TABLES}/{name}", data
        case _:
            yield JSON_NAME, export_json.to_bytes(export)


def steps_of(form: Form) -> int:
    """How many steps :func:`make` and :func:`prove` take where no file goes on in another."""
    return 11 if form in {Form.EVERYTHING, Form.FOLDER} else 2


def pack(files: Iterable[tuple[str, bytes]], export: Export, take: Take) -> tuple[bytes, ...]:
    """The one file: a zip of them, or the only one. Of what is to be read and is long, each of its parts."""
    if take.form in _ALONE:
        return tuple(bundle.parts_in(dict(files), _ALONE[take.form]))
    return (bundle.to_zip(files, export.made_at),)


def unpack(found: Sequence[bytes], take: Take) -> Mapping[str, bytes]:
    """The reverse of :func:`pack`. Raises :class:`StorageError` ``zip_damaged``."""
    if take.form in _ALONE:
        return {numbered(_ALONE[take.form], number): data for number, data in enumerate(found, 1)}
    return bundle.from_zip(found[0])


def prove(files: Mapping[str, bytes], export: Export, catalogue: Catalogue, take: Take, steps: Steps) -> None:
    """Read every file for programs back and compare all records; in pages and PDFs, look for each row.

    Raises :class:`StorageError` ``export_not_whole`` with the part that is not.
    """
    sentences = _sentences(take.language)
    if JSON_NAME in files:
        _require(import_json.read(files[JSON_NAME], catalogue) == export, "file")
        steps.step()
    if bundle.JSONLD_NAME in files:
        _require(import_jsonld.read(files[bundle.JSONLD_NAME], catalogue) == export, "jsonld")
        steps.step()
    tables = {
        name.removeprefix(f"{bundle.TABLES}/"): files[name] for name in files if name.startswith(f"{bundle.TABLES}/")
    }
    if tables:
        _require(import_csv.read(tables, catalogue) == export, "table")
        steps.step()
    _prove_to_read(files, export, catalogue, sentences, steps)


def _prove_to_read(
    files: Mapping[str, bytes], export: Export, catalogue: Catalogue, sentences: Sentences, steps: Steps
) -> None:
    asked = [each for each in _HOLDS if each[1] in files]
    reading = read_out(export, catalogue, sentences, look=steps.look) if asked else None
    for part, name, holds in asked:
        _require(reading is not None and holds(bundle.parts_in(files, name), reading, sentences), part)
        steps.step()


def _require(holds: bool, part: str) -> None:
    if not holds:
        raise StorageError("export_not_whole", part=part)


def _texts(page: Sentences) -> bundle.Texts:
    return bundle.Texts(page, tuple(_sentences(each) for each in LANGUAGES), bundled.read(_READER))


def _sentences(language: str) -> Sentences:
    return parse_sentences(language, bundled.read(f"messages/{language}.json"))
