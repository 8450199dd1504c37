"""An export in any of its forms: plain, zipped, locked, or a folder. What comes out is the file that is imported.

Nothing is unpacked to the disk, and of a zip one member is read, by its name: the rest may say what it likes.
"""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from vault.core.errors import ChoiceError, StorageError
from vault.portability.import_json import MAX_EXPORT
from vault.portability.locking import is_locked, unlock
from vault.storage import safe_write

if TYPE_CHECKING:
    from pathlib import Path

    from vault.storage.secret import Passphrase

JSON_NAME = "preference-vault.json"
"""The member, or the file of a folder, that comes back in."""
MAX_FILE = 128 * 1024 * 1024
"""Bytes of a zip: the largest export, packed, with its tables, its page and its PDF."""
MAX_MEMBERS = 200
"""Members of a zip; ours have some thirty."""
_ZIP = b"PK"
_ENCRYPTED = 0x1
"""§4.4.4 of APPNOTE.TXT: bit 0 of a member's flags."""
_BOM = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def needs_passphrase(path: Path) -> bool:
    """Whether the file is locked, so that a passphrase has to be asked. Raises as :func:`read_any` does."""
    if _is_folder(path):
        return False
    return is_locked(safe_write.read(path, max_bytes=MAX_FILE))


def read_any(path: Path, passphrase: Passphrase | None = None) -> bytes:
    """The JSON inside ``path``: for :func:`vault.portability.import_json.read`, which checks what it says.

    Raises :class:`ChoiceError` ``export_locked`` (a passphrase is needed) or ``wrong_export_passphrase``, or
    :class:`StorageError` as :func:`vault.storage.safe_write.read`, :func:`vault.portability.locking.unlock` and
    :func:`json_in_zip`, or ``export_encoding``.
    """
    if _is_folder(path):
        return in_utf8(safe_write.read(path / JSON_NAME, max_bytes=MAX_EXPORT))
    data = safe_write.read(path, max_bytes=MAX_FILE)
    if is_locked(data):
        if passphrase is None:
            raise ChoiceError("export_locked")
        data = unlock(data, passphrase)
    return in_utf8(json_in_zip(data) if data.startswith(_ZIP) else data)


def json_in_zip(data: bytes) -> bytes:
    """The member :data:`JSON_NAME` of a zip.

    Raises :class:`StorageError` ``zip_damaged``, ``zip_unsafe`` (a name that leads out of a folder, or twice the same
    one), ``zip_too_large`` (also if it only unpacks to that) or ``export_not_ours``.
    """
    try:
        with ZipFile(io.BytesIO(data)) as opened, opened.open(_member(opened.infolist())) as member:
            found = member.read(MAX_EXPORT + 1)
    except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as problem:
        raise StorageError("zip_damaged") from problem
    if len(found) > MAX_EXPORT:
        raise StorageError("zip_too_large")
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


def _member(found: list[ZipInfo]) -> ZipInfo:
    if len(found) > MAX_MEMBERS:
        raise StorageError("zip_too_large")
    names = [member.filename for member in found]
    if len(set(names)) < len(names) or any(_leads_out(name) for name in names):
        raise StorageError("zip_unsafe")
    member = next((member for member in found if member.filename == JSON_NAME), None)
    if member is None:
        raise StorageError("export_not_ours")
    if member.flag_bits & _ENCRYPTED or member.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise StorageError("zip_damaged")
    if member.file_size > MAX_EXPORT:
        raise StorageError("zip_too_large")
    return member


def _leads_out(name: str) -> bool:
    """Nothing here is unpacked; but a zip with such a name was made to harm, and would where it is unpacked."""
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _is_folder(path: Path) -> bool:
    safe_write.refuse_link(path)
    return path.is_dir()
