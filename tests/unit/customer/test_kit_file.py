"""The recovery kit as a file."""

from __future__ import annotations

import io
import secrets
from datetime import UTC, datetime
from pathlib import Path

import pypdf
import pytest

from vault.core.errors import ChoiceError, StorageError
from vault.customer.kit_file import assert_free, draw_kit, picture_kit, save_kit
from vault.storage.recovery_code import RecoveryCode

NOON = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
CODE = RecoveryCode(bytes(range(20)))


def test_a_kit_is_drawn_and_kept_for_the_owner_only(tmp_path: Path) -> None:
    page = draw_kit(CODE, vault_name="vault", made=NOON, language="nl")
    save_kit(tmp_path / "kit.pdf", page, random=secrets.token_bytes)
    assert (tmp_path / "kit.pdf").read_bytes() == page
    assert page.startswith(b"%PDF-")
    assert (tmp_path / "kit.pdf").stat().st_mode & 0o777 == 0o600


def test_nothing_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "kit.pdf"
    path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(ChoiceError, match="file_exists"):
        save_kit(path, b"%PDF-", random=secrets.token_bytes)


def test_a_name_that_no_disk_takes_is_said(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="folder_unusable"):
        assert_free(tmp_path / ("a" * 300))


def test_a_printer_gets_the_same_page_as_a_whole_sheet() -> None:
    picture = picture_kit(CODE, vault_name="vault", made=NOON, language="en")
    assert picture.startswith(b"\x89PNG")
    width, height = (int.from_bytes(picture[at : at + 4], "big") for at in (16, 20))
    assert (width, height) == (2480, 3508)  # A4 at 300 dots an inch


@pytest.mark.parametrize(
    ("name", "language", "said"),
    [
        ("vault", "en", "Your vault on your computer"),
        ("vault", "nl", "Je kluis op je computer"),
        ("Anna", "nl", "Anna"),
    ],
)
def test_the_page_says_which_vault_in_words(name: str, language: str, said: str) -> None:
    page = draw_kit(CODE, vault_name=name, made=NOON, language=language)
    text = pypdf.PdfReader(io.BytesIO(page), strict=True).pages[0].extract_text()
    assert said in text
    assert ("vault" in text.replace(said, "")) is (language == "en")
