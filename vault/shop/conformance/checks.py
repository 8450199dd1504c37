"""What a check is, and what can come of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from vault.shop.conformance.kit import Kit


class Outcome(StrEnum):
    """What came of a check."""

    PASS = "pass"  # noqa: S105  a word, not a secret
    FAIL = "fail"
    NOT_OFFERED = "not_offered"
    """The connector does not have the option that the check is about, and need not."""
    NOT_TRIED = "not_tried"
    """Something that failed before, or the kit's own bounds, stood in the way."""


class CheckFailed(Exception):
    """The connector does otherwise than the rule says. The text is the evidence: codes and numbers, never a value."""


class NotOffered(Exception):
    """The connector lacks the option, which it may. The text says which."""


class NotTried(Exception):
    """The check cannot be made. The text says why."""


class KitEnded(Exception):
    """The kit has sent, or waited, as much as it may."""


def fail(evidence: str) -> NoReturn:
    """Raise :class:`CheckFailed`."""
    raise CheckFailed(evidence)


def lacks(what: str) -> NoReturn:
    """Raise :class:`NotOffered`."""
    raise NotOffered(what)


def untried(why: str) -> NoReturn:
    """Raise :class:`NotTried`."""
    raise NotTried(why)


@dataclass(frozen=True)
class Check:
    """One rule. ``id`` is stable and the key of a sentence in the messages; ``section`` says where the rule stands.

    ``work`` returns the evidence, or raises :class:`CheckFailed`, :class:`NotOffered` or :class:`NotTried`.
    """

    id: str
    section: str
    work: Callable[[Kit], str]


@dataclass(frozen=True)
class Result:
    """What came of one check."""

    id: str
    section: str
    outcome: Outcome
    evidence: str
