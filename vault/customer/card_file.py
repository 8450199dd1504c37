"""The card on paper and as a file: A6, as a PDF, as HTML, or as pictures for a printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vault.customer.kit_file import assert_free
from vault.storage import safe_write

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from vault.portability.card import Sheet

HTML_ENDINGS = (".html", ".htm")
"""A file of any other name is a PDF."""


def picture_card(sheet: Sheet) -> tuple[bytes, ...]:
    """Each sheet as a PNG, for a printer."""
    from vault.portability.card_page import card_pictures  # its libraries are for this alone

    return card_pictures(sheet)


def save_card(path: Path, sheet: Sheet, *, made: datetime, random: Callable[[int], bytes]) -> None:
    """Keep the card at ``path``, where nothing is: HTML if the name says so, else a PDF. The file is not locked.

    Raises as :func:`vault.customer.kit_file.assert_free` and :func:`safe_write.publish`.
    """
    from vault.portability.card_page import card_html, card_pdf

    assert_free(path)
    html = path.suffix.lower() in HTML_ENDINGS
    data = card_html(sheet) if html else card_pdf(sheet, made.astimezone().date())
    safe_write.publish(path, data, random=random)
