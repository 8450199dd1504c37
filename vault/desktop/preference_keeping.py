"""What is typed and not saved, as the vault keeps it while it is locked, and read back from there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from vault.core.catalogue import Catalogue
from vault.core.errors import ChoiceError
from vault.core.sensitivity import Level
from vault.core.value import Precision
from vault.customer.drafts import keep_draft
from vault.desktop.preference_state import Draft
from vault.desktop.preference_typed import Typed

if TYPE_CHECKING:
    from vault.core.value import Json
    from vault.customer.session import Session

PLACE = "preferences"
"""What the vault calls drafts of this page."""


@dataclass(frozen=True)
class Unsaved:
    """Rows in which something is typed, by their preference, and which of them is open."""

    rows: Mapping[str, Draft] = field(default_factory=dict)
    open: str | None = None

    def body(self) -> dict[str, Json]:
        """As JSON; empty if nothing is unsaved."""
        if not self.rows:
            return {}
        rows: dict[str, Json] = {key: _row(draft) for key, draft in self.rows.items()}
        return {"open": self.open, "rows": rows}


def read_unsaved(catalogue: Catalogue, body: Mapping[str, Json]) -> Unsaved:
    """What an earlier program kept. A row that this one does not know, or cannot read, is left out."""
    kept, opened = body.get("rows"), body.get("open")
    found = {
        key: draft
        for key, row in (kept.items() if isinstance(kept, dict) else ())
        if key in catalogue.entries and (draft := _draft(row)) is not None
    }
    return Unsaved(found, opened if isinstance(opened, str) and opened in found else None)


def keep_unsaved(session: Session, unsaved: Unsaved) -> None:
    """Keep it over the lock. Of more than the vault takes, the open row is what somebody is busy with."""
    try:
        keep_draft(session, PLACE, unsaved.body())
    except ChoiceError:
        open_row = {key: draft for key, draft in unsaved.rows.items() if key == unsaved.open}
        keep_draft(session, PLACE, Unsaved(open_row, unsaved.open).body())


def _row(draft: Draft) -> dict[str, Json]:
    typed = draft.typed
    return {
        "word": typed.word,
        "upper": typed.upper,
        "system": typed.system,
        "words": list(typed.words),
        "level": int(draft.level),
        "most": int(draft.most),
    }


def _draft(row: Any) -> Draft | None:
    try:
        words = tuple(_text(word) for word in row["words"])
        typed = Typed(_text(row["word"]), _text(row["upper"]), _text(row["system"]), words)
        return Draft(typed, Level(row["level"]), Precision(row["most"]))
    except (KeyError, TypeError, ValueError):
        return None


def _text(found: object) -> str:
    if not isinstance(found, str):
        raise TypeError
    return found
