"""A goodbye: the plan that ends a vault, step by step. It can be left at any moment and goes on where it was.

A copy that was read back, or the customer's word that they want none; everything stopped; what each shop confirmed, or
a letter; a sheet that says all that; and only then the vault is deleted. What was done is kept inside the vault, and
what is true is looked up each time: a new share, a changed preference or a copy that is gone brings back its step.
The steps themselves are in :mod:`vault.customer.goodbye_steps`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vault.core.clock import from_text, to_text
from vault.customer.goodbye_shops import OPEN, ShopEnd, ShopState, shops_at_end
from vault.portability.export_json import collect, to_bytes
from vault.storage import settings

if TYPE_CHECKING:
    from datetime import datetime

    from vault.core.value import Json
    from vault.customer.session import Session
    from vault.portability.export_json import Export

_SETTING = f"{settings.HERE}goodbye"
_NOT_TYPED = frozenset(
    {
        *("format", "version", "made_at", "program", "catalogue", "sealed"),
        *("shops", "consents", "items", "receipts", "journal", "letters", "letter_events"),
    }
)
"""Members of an export that a goodbye changes itself. All others are the customer's: if one changes, a copy is old."""
_CHUNK = 1024 * 1024


class Step(StrEnum):
    """What comes next. Each has its words in ``resources/messages``."""

    BEGIN = "begin"
    COPY = "copy"
    STOP = "stop"
    CONFIRM = "confirm"
    SHEET = "sheet"
    DELETE = "delete"


class CopyState(StrEnum):
    """What is true of the copy: there and whole, never made, or no longer good."""

    NONE = "none"
    WHOLE = "whole"
    MISSING = "missing"
    CHANGED = "changed"
    """Another file has its name."""
    OLD = "old"
    """The vault holds something else since."""
    UNWANTED = "unwanted"
    """The customer said that they want none."""


@dataclass(frozen=True)
class Copy:
    """The copy as it was made and read back. ``left_behind`` counts sealed preferences that are not in it."""

    file: Path
    sha256: str
    content: str
    sealed: bool
    left_behind: int
    at: datetime
    locked: bool = False


@dataclass(frozen=True)
class Done:
    """What was done so far, as the vault keeps it. ``rest`` says per host what is to be of a shop that did not confirm:
    the name of a letter's file, or an empty text where the customer leaves it."""

    folder: Path
    begun: datetime
    copy: Copy | None = None
    without_copy: bool = False
    stopped: datetime | None = None
    rest: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None
    sheet_says: str | None = None


@dataclass(frozen=True)
class Goodbye:
    """The plan at this moment. ``done`` is None before it was begun."""

    next: Step
    done: Done | None
    copy: CopyState
    shops: tuple[ShopEnd, ...]

    @property
    def open(self) -> tuple[ShopEnd, ...]:
        """The shops that were stopped and have not confirmed yet, for which nothing was decided."""
        decided = self.done.rest if self.done is not None else {}
        return tuple(each for each in self.shops if each.state in OPEN and each.host not in decided)

    @property
    def holding(self) -> tuple[ShopEnd, ...]:
        """The shops with which something is shared now."""
        return tuple(each for each in self.shops if each.state is ShopState.HOLDS)


def view_goodbye(session: Session) -> Goodbye:
    """The plan as it is now. Reads the whole vault and the copy, so not where somebody waits."""
    done, shops = kept(session), shops_at_end(session)
    if done is None:
        return Goodbye(Step.BEGIN, None, CopyState.NONE, shops)
    found = Goodbye(Step.COPY, done, _copy_state(session, done), shops)
    if found.copy not in {CopyState.WHOLE, CopyState.UNWANTED}:
        return found
    if found.holding or done.stopped is None:
        return replace(found, next=Step.STOP)
    if found.open:
        return replace(found, next=Step.CONFIRM)
    sheet_fits = done.sheet is not None and done.sheet_says == said_by(found) and (done.folder / done.sheet).is_file()
    return replace(found, next=Step.DELETE if sheet_fits else Step.SHEET)


def said_by(plan: Goodbye) -> str:
    """A mark of all that a sheet says; another one means that the sheet has to be written again."""
    done = plan.done
    said = [
        [(each.host, each.state.value, each.objection) for each in plan.shops],
        sorted(done.rest.items()) if done is not None else [],
        done.copy.sha256 if done is not None and done.copy is not None else plan.copy.value,
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def kept(session: Session) -> Done | None:
    """What was done so far; None if nothing, or something that is not ours."""
    with session.database.read() as reader:
        found = settings.settings(reader).get(_SETTING)
    return _read(found) if isinstance(found, dict) else None


def keep(session: Session, done: Done) -> None:
    """Write down what was done."""
    with session.database.transaction() as transaction:
        settings.put(transaction, _SETTING, _written(done))


def stay(session: Session) -> None:
    """Forget the plan: the customer stays. What was stopped stays stopped, and files stay where they are."""
    with session.database.transaction() as transaction:
        settings.remove(transaction, _SETTING)


def sealed_kept(session: Session) -> bool:
    """Whether the vault holds anything that a copy without what is sealed would leave behind."""
    without, whole = (_collected(session, sealed=sealed).counts() for sealed in (False, True))
    return without != whole


def content_mark(session: Session) -> str:
    """A SHA-256 over all that the customer typed or chose, sealed too; it stays inside the vault."""
    members: dict[str, Any] = json.loads(to_bytes(_collected(session, sealed=True)))
    typed = {name: member for name, member in members.items() if name not in _NOT_TYPED}
    return hashlib.sha256(json.dumps(typed, sort_keys=True).encode()).hexdigest()


def _collected(session: Session, *, sealed: bool) -> Export:
    now = session.clock.now().replace(microsecond=0)
    return collect(session.database, session.catalogue, made_at=now, program="", include_sealed=sealed)


def file_mark(path: Path) -> str | None:
    """The SHA-256 of a file, None where it cannot be read."""
    found = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                found.update(chunk)
    except OSError:
        return None
    return found.hexdigest()


def _copy_state(session: Session, done: Done) -> CopyState:
    if done.without_copy:
        return CopyState.UNWANTED
    if done.copy is None:
        return CopyState.NONE
    mark = file_mark(done.copy.file)
    if mark is None:
        return CopyState.MISSING
    if mark != done.copy.sha256:
        return CopyState.CHANGED
    return CopyState.WHOLE if content_mark(session) == done.copy.content else CopyState.OLD


def _written(done: Done) -> dict[str, Json]:
    copy = done.copy
    return {
        "folder": str(done.folder),
        "begun": to_text(done.begun),
        "copy": None
        if copy is None
        else {
            "file": str(copy.file),
            "sha256": copy.sha256,
            "content": copy.content,
            "sealed": copy.sealed,
            "left_behind": copy.left_behind,
            "at": to_text(copy.at),
            "locked": copy.locked,
        },
        "without_copy": done.without_copy,
        "stopped": to_text(done.stopped) if done.stopped is not None else None,
        "rest": dict(done.rest),
        "sheet": done.sheet,
        "sheet_says": done.sheet_says,
    }


def _read(found: dict[str, Any]) -> Done | None:
    try:
        copy = found["copy"]
        return Done(
            Path(found["folder"]),
            from_text(found["begun"]),
            None
            if copy is None
            else Copy(
                Path(copy["file"]),
                str(copy["sha256"]),
                str(copy["content"]),
                copy["sealed"] is True,
                int(copy["left_behind"]),
                from_text(copy["at"]),
                copy["locked"] is True,
            ),
            found["without_copy"] is True,
            from_text(found["stopped"]) if found["stopped"] is not None else None,
            {str(host): str(letter) for host, letter in found["rest"].items()},
            found["sheet"],
            found["sheet_says"],
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
