"""An export as it lies there: plain, zipped, locked, or a folder. What comes out are the files that are imported.

Nothing is unpacked to the disk, and of a zip only the files of one form are read, by their names: the rest may say what
it likes.
"""

from __future__ import annotations

import io
import zlib
from itertools import chain
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from vault.core.errors import ChoiceError, StorageError
from vault.portability.datapackage import DESCRIPTOR, path_of
from vault.portability.import_json import MAX_EXPORT
from vault.portability.locking import check_header, is_locked, unlock
from vault.portability.recognising import Found, recognise
from vault.portability.tables import TABLES as KINDS
from vault.portability.zip_directory import directory_size
from vault.storage import safe_write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from vault.storage.secret import Passphrase

JSON_NAME = "preference-vault.json"
JSONLD_NAME = "preference-vault.jsonld"
TABLES = "table"
"""The folder of the CSV files, with the ``datapackage.json`` that describes them."""
FORMS = (
    (JSON_NAME,),
    (JSONLD_NAME,),
    tuple(f"{TABLES}/{name}" for name in (DESCRIPTOR, *map(path_of, (*KINDS, "settings")))),
)
"""The files of each form that comes back in, the one that says which form it is first. All forms say the same."""
MAX_FORM = 2 * MAX_EXPORT
"""Bytes of a form: JSON-LD and tables say for people what JSON leaves to the catalogue."""
MAX_FILE = 128 * 1024 * 1024
"""Bytes of a zip: the largest export, packed, with its tables, its page and its PDF."""
MAX_MEMBERS = 200
"""Members of a zip; ours have some thirty."""
MAX_DIRECTORY = 1024 * 1024
"""Bytes of its directory, before objects are made of it; ours have some thousand."""
_ZIP = b"PK"
_ENCRYPTED = 0x1
"""§4.4.4 of APPNOTE.TXT: bit 0 of a member's flags."""
_TO_READ = frozenset({"read.html", "read.pdf"})
_BOM = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def needs_passphrase(path: Path) -> bool:
    """Whether the file is locked, so that a passphrase has to be asked. Raises as :func:`read_any` does, of a locked
    file that no passphrase opens too."""
    if _is_folder(path):
        return False
    data = safe_write.read(path, max_bytes=MAX_FILE)
    if not is_locked(data):
        return False
    check_header(data)
    return True


def read_any(path: Path, passphrase: Passphrase | None = None) -> dict[str, bytes]:
    """The files of the first of :data:`FORMS` that is inside ``path``, by their names.

    Raises :class:`ChoiceError` ``export_locked`` (a passphrase is needed) or ``wrong_export_passphrase``, or
    :class:`StorageError` as :func:`vault.storage.safe_write.read`, :func:`vault.portability.locking.unlock` and
    :func:`form_in_zip`, ``export_encoding``, or ``export_table_alone`` of one table without the others.
    """
    if _is_folder(path):
        found: dict[str, bytes] = {}
        for name in _form_in(path):
            found[name] = safe_write.read(path / name, max_bytes=_most(name))
            _require_room(found)
        return _in_utf8(found)
    data = safe_write.read(path, max_bytes=MAX_FILE)
    if is_locked(data):
        if passphrase is None:
            raise ChoiceError("export_locked")
        data = unlock(data, passphrase)
    if data.startswith(_ZIP):
        return _in_utf8(form_in_zip(data))
    form = recognise(data.removeprefix(_BOM))
    if form is Found.TO_READ:
        raise StorageError("export_to_read")
    text = in_utf8(data)
    if form is Found.TABLE:
        raise StorageError("export_table_alone")
    if form is Found.OTHER:
        raise StorageError("export_not_ours")
    return {JSONLD_NAME if form is Found.JSON_LD else JSON_NAME: text}


def form_in_zip(data: bytes) -> dict[str, bytes]:
    """The same of a zip.

    Raises :class:`StorageError` ``zip_damaged``, ``zip_unsafe`` (a name that leads out of a folder, or twice the same
    one), ``zip_too_large`` (also if it only unpacks to that), ``export_to_read`` or ``export_not_ours``.
    """
    found: dict[str, bytes] = {}
    try:
        file = io.BytesIO(data)
        if directory_size(file, len(data)) > MAX_DIRECTORY:
            raise StorageError("zip_too_large")
        with ZipFile(file) as opened:
            for member in _members(opened.infolist()):
                with opened.open(member) as one:
                    found[member.filename] = one.read(_most(member.filename) + 1)
                _require_room(found)
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as problem:
        raise StorageError("zip_damaged") from problem
    return found


def in_utf8(data: bytes) -> bytes:
    """The same text without a mark in front of it. Raises :class:`StorageError` ``export_encoding``."""
    if data.startswith(_WIDE) or b"\x00" in data[:4]:
        raise StorageError("export_encoding")
    data = data.removeprefix(_BOM)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise StorageError("export_encoding") from problem
    return data


def _in_utf8(files: dict[str, bytes]) -> dict[str, bytes]:
    """Tables say themselves in which row another encoding begins."""
    return {name: in_utf8(data) if name in {JSON_NAME, JSONLD_NAME} else data for name, data in files.items()}


def _members(found: list[ZipInfo]) -> list[ZipInfo]:
    if len(found) > MAX_MEMBERS:
        raise StorageError("zip_too_large")
    names = [member.filename for member in found]
    if len(set(names)) < len(names) or any(_leads_out(name) for name in names):
        raise StorageError("zip_unsafe")
    form = _form(names)
    members = [member for member in found if member.filename in form]
    for member in members:
        if member.flag_bits & _ENCRYPTED or member.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise StorageError("zip_damaged")
        if member.file_size > _most(member.filename):
            raise StorageError("zip_too_large")
    return members


def _form_in(folder: Path) -> Sequence[str]:
    safe_write.refuse_link(folder / TABLES)
    try:
        names = [name for name in (*chain(*FORMS), *_TO_READ) if (folder / name).exists()]
    except OSError as problem:
        raise safe_write.storage_error(problem, folder) from problem
    return [name for name in _form(names) if name in names]


def _form(names: Sequence[str]) -> Sequence[str]:
    for form in FORMS:
        if form[0] in names:
            return form
    raise StorageError("export_not_ours" if _TO_READ.isdisjoint(names) else "export_to_read")


def _most(name: str) -> int:
    return MAX_EXPORT if name == JSON_NAME else MAX_FORM


def _require_room(files: dict[str, bytes]) -> None:
    if any(len(data) > _most(name) for name, data in files.items()) or sum(map(len, files.values())) > MAX_FORM:
        raise StorageError("zip_too_large")


def _leads_out(name: str) -> bool:
    """Nothing here is unpacked; but a zip with such a name was made to harm, and would where it is unpacked."""
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _is_folder(path: Path) -> bool:
    safe_write.refuse_link(path)
    return path.is_dir()
