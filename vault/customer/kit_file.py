"""The recovery kit as a page to keep: its PDF, and the file of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from vault import bundled
from vault.core.errors import ChoiceError
from vault.core.sentences import parse_sentences
from vault.customer.vault_names import shown_name
from vault.storage import safe_write

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from vault.storage.recovery_code import RecoveryCode


def draw_kit(code: RecoveryCode, *, vault_name: str, made: datetime, language: str) -> bytes:
    """The page as a PDF. It is open: who has it and the vault's files can open the vault."""
    from vault.portability.recovery_kit import make_kit  # its libraries are for this alone

    name = _shown(vault_name, language)
    return make_kit(
        groups=code.groups, check=code.check, vault_name=name, made=made.astimezone().date(), language=language
    )


def picture_kit(code: RecoveryCode, *, vault_name: str, made: datetime, language: str) -> bytes:
    """The page as a PNG of a whole sheet, for a printer. It is as open as the PDF."""
    from vault.portability.recovery_kit import make_kit_picture

    name = _shown(vault_name, language)
    return make_kit_picture(
        groups=code.groups, check=code.check, vault_name=name, made=made.astimezone().date(), language=language
    )


def assert_free(path: Path) -> None:
    """Raise :class:`ChoiceError` ``file_exists`` if something is at ``path``, or as ``storage_error`` does."""
    try:
        taken = path.is_symlink() or path.exists()
    except OSError as problem:
        raise safe_write.storage_error(problem, path) from problem
    if taken:
        raise ChoiceError("file_exists", file=path.name)


def save_kit(path: Path, page: bytes, *, random: Callable[[int], bytes]) -> None:
    """Keep a page at ``path``, where nothing is: whole, or not at all.

    Raises as :func:`assert_free` and :func:`safe_write.publish`.
    """
    assert_free(path)
    safe_write.publish(path, page, random=random)


def _shown(vault_name: str, language: str) -> str:
    return shown_name(vault_name, parse_sentences(language, bundled.read(f"messages/{language}.json")))
