"""A receipt as a file to take away: what a third party needs to check it, below words for whoever opens it.

Words stand on lines that begin with ``#``, which prove nothing and are passed over by the check. The rest is signed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from vault.core.consent import ItemEvent
from vault.core.errors import ChoiceError
from vault.core.wording import in_language
from vault.customer.history import view_history
from vault.storage import safe_write

if TYPE_CHECKING:
    from vault.core.catalogue import Catalogue
    from vault.core.sentences import Sentences
    from vault.customer.session import Session
    from vault.customer.shop_detail import ShareReceipt

ENDING = ".txt"
"""What a computer opens so that it can be read."""


@dataclass(frozen=True)
class NumberedShare:
    """One share of the history, by the number on its receipt; ``seq`` finds it in :func:`view_receipt`."""

    number: str
    seq: int
    agreed: datetime
    host: str
    keys: tuple[str, ...]


def numbered_shares(session: Session) -> tuple[NumberedShare, ...]:
    """Every share, oldest first, with the number on its receipt: ``2026-0031`` is the 31st of 2026."""
    found: list[NumberedShare] = []
    counted: dict[int, int] = {}
    for entry in view_history(session, kinds={ItemEvent.SHARED}):
        year = entry.at.year
        counted[year] = counted.get(year, 0) + 1
        found.append(
            NumberedShare(f"{year}-{counted[year]:04}", entry.seq, entry.at, entry.host or "", tuple(entry.keys))
        )
    return tuple(found)


def receipt_text(receipt: ShareReceipt, catalogue: Catalogue, sentences: Sentences) -> str:
    """The file's text. Raises :class:`ChoiceError` ``receipt_not_kept``: the shop signed none that holds."""
    if not receipt.proof:
        raise ChoiceError("receipt_not_kept", host=receipt.host)
    say, language = sentences.say, sentences.language
    lines = [
        say("proof", "file_title", number=receipt.number, host=receipt.host),
        say("proof", "file_agreed", date=sentences.minute(receipt.agreed), until=sentences.date(receipt.until)),
    ]
    for item in receipt.items:
        entry = catalogue.entries.get(item.key)
        label = in_language(entry.label, language) if entry is not None else item.key
        lines.append(say("proof", "file_item", item=label, precision=say("precisions", item.precision.word)))
    lines += [say("proof", each) for each in ("file_no_values", "file_comments", "file_check")]
    return "".join([*(f"# {line}\n" for line in lines), *(f"{part}\n" for part in receipt.proof)])


def save_receipt(receipt: ShareReceipt, path: Path, catalogue: Catalogue, sentences: Sentences) -> None:
    """Write it to a new file. Needs no session.

    Raises :class:`ChoiceError` ``file_exists`` or as :func:`receipt_text`, or :class:`StorageError` as
    :func:`vault.storage.safe_write.create`.
    """
    text = receipt_text(receipt, catalogue, sentences)
    try:
        taken = path.is_symlink() or path.exists()
    except OSError as problem:
        raise safe_write.storage_error(problem, path) from problem
    if taken:
        raise ChoiceError("file_exists", file=path.name)
    safe_write.create(path, text.encode())
