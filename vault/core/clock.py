"""Time as a parameter. Every timestamp is an aware datetime in UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Protocol

_WHOLE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


class Clock(Protocol):
    """Anything that knows the present moment."""

    def now(self) -> datetime:
        """The present, aware and in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class SetClock:
    """A clock that stands where it is put: for the demo's example day and for tests."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


def to_seconds(moment: datetime) -> int:
    """Seconds since 1970, as JWT's NumericDate (RFC 7519 §2)."""
    return int(moment.timestamp())


def from_seconds(seconds: int) -> datetime:
    """The moment of a NumericDate."""
    return datetime.fromtimestamp(seconds, UTC)


def to_text(moment: datetime) -> str:
    """RFC 3339 in UTC with a ``Z`` and whole seconds: ``2026-05-12T12:04:00Z``. Sorts as time does."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def from_text(text: str) -> datetime:
    """The reverse of :func:`to_text`. Raises ``ValueError`` for any other form."""
    if not _WHOLE.fullmatch(text):
        message = "not a moment in UTC, to the second"
        raise ValueError(message)
    return datetime.fromisoformat(text)
