"""A letter that is half written, as the vault keeps it while it is locked, and read back from there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from vault.core.errors import ChoiceError
from vault.customer.drafts import keep_draft, kept_draft
from vault.customer.letters import Ground, LetterKind
from vault.desktop.letter_form_state import Typed

if TYPE_CHECKING:
    from vault.core.value import Json
    from vault.customer.session import Session

PLACE = "letters"
"""What the vault calls the draft of this page."""
_TEXTS = tuple(each.name for each in fields(Typed) if each.type == "str")
_BLANK = Typed()
"""What an earlier program did not ask for is as in a form that is new."""


@dataclass(frozen=True)
class HalfWritten:
    """All that stands in the form. ``ready`` says that it began as the letter that is due after a stop."""

    typed: Typed = field(repr=False)
    ready: bool = False

    def body(self) -> dict[str, Json]:
        """As JSON."""
        typed = self.typed
        return {
            **{name: getattr(typed, name) for name in _TEXTS},
            "kind": typed.kind.value,
            "ground": None if typed.ground is None else typed.ground.value,
            "everything": typed.everything,
            "ticked": sorted(typed.ticked),
            "corrections": [list(each) for each in typed.corrections],
            "ready": self.ready,
        }


def read_half_written(body: Mapping[str, Json]) -> HalfWritten | None:
    """What an earlier program kept, or None if there is nothing that this one can read."""
    found: Any = body
    try:
        corrections = tuple((_text(what), _text(wrong), _text(right)) for what, wrong, right in found["corrections"])
        typed = Typed(
            kind=LetterKind(found["kind"]),
            ground=None if found["ground"] is None else Ground(found["ground"]),
            everything=found["everything"] is True,
            ticked=frozenset(_text(key) for key in found["ticked"]),
            corrections=corrections,
            **{name: _text(found.get(name, getattr(_BLANK, name))) for name in _TEXTS},
        )
    except (KeyError, TypeError, ValueError):
        return None
    return HalfWritten(typed, found.get("ready") is True)


def keep_half_written(session: Session, half: HalfWritten | None) -> None:
    """Keep it over the lock, or forget what was kept. More than the vault takes is not kept."""
    try:
        keep_draft(session, PLACE, {} if half is None else half.body())
    except ChoiceError:
        keep_draft(session, PLACE, {})


def half_written(session: Session) -> HalfWritten | None:
    """What is kept, or None."""
    return read_half_written(kept_draft(session, PLACE))


def _text(found: object) -> str:
    if not isinstance(found, str):
        raise TypeError
    return found
