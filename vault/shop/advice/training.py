"""Ten questions for each role in a shop, and the small file that says in which roles somebody passed.

Whom a shop trains is its own affair: the file has a date, a role and a score, and initials only if somebody gives them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from vault import bundled
from vault.core.catalogue import Text
from vault.core.errors import PolicyError, TokenError
from vault.core.strict_json import loads
from vault.shop.durable import append

ROLES = ("marketing", "developer", "counter", "privacy")
PASSED = 8
"""Right answers out of ten."""
RESULTS = "training.jsonl"
"""The name of the file beside the settings: one JSON object a line."""
MAX_RESULTS = 1024 * 1024
"""Bytes; a line takes 70, and a shop that trains fifty people a year writes this for centuries."""

_INITIALS = re.compile(r"[^\W\d_]{1,4}")
_MEMBERS = {"date", "role", "right", "of", "who"}


@dataclass(frozen=True)
class Question:
    """One question. ``right`` is the place of the right answer; ``law`` names the article, or is empty."""

    id: str
    question: Text
    answers: tuple[Text, ...]
    right: int
    why: Text
    law: str


@dataclass(frozen=True)
class Course:
    """The questions for one role."""

    role: str
    title: Text
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Result:
    """How somebody did. ``who`` is their initials or None."""

    day: date
    role: str
    right: int
    of: int
    who: str | None

    @property
    def passed(self) -> bool:
        """Whether enough answers were right."""
        return self.right >= PASSED


def course(role: str) -> Course:
    """The course of one of :data:`ROLES`."""
    found = json.loads(bundled.read(f"training/{role}.json"))
    questions = tuple(
        Question(each["id"], each["question"], tuple(each["answers"]), each["right"], each["why"], each["law"])
        for each in found["questions"]
    )
    return Course(role, found["title"], questions)


def initials(text: str) -> str | None:
    """Up to four letters, or None for nothing. Raises :class:`PolicyError` ``initials_wrong``: a name is too much."""
    if text and not _INITIALS.fullmatch(text):
        raise PolicyError("initials_wrong")
    return text or None


def results_beside(policy_file: Path) -> list[Result]:
    """The results so far, oldest first; none if there is no file. Raises :class:`PolicyError` ``training_damaged``."""
    path = policy_file.parent / RESULTS
    try:
        with path.open("rb") as file:
            data = file.read(MAX_RESULTS + 1)
    except FileNotFoundError:
        return []
    except OSError as problem:
        raise PolicyError("training_damaged", file=path.name) from problem
    try:
        if len(data) > MAX_RESULTS:
            raise PolicyError("training_damaged", file=path.name)
        return [_result(loads(line, max_bytes=len(line))) for line in data.splitlines() if line.strip()]
    except (KeyError, TypeError, ValueError, TokenError) as problem:
        raise PolicyError("training_damaged", file=path.name) from problem


def keep_result(policy_file: Path, result: Result) -> None:
    """Add a result to the file. Raises :class:`PolicyError` ``file_unwritable``."""
    members = {"date": result.day.isoformat(), "role": result.role, "right": result.right, "of": result.of}
    if result.who is not None:
        members["who"] = result.who
    line = f"{json.dumps(members, ensure_ascii=False)}\n".encode()
    path = policy_file.parent / RESULTS
    try:
        append(path, line)
    except OSError as problem:
        raise PolicyError("file_unwritable", file=path.name) from problem


def passed_this_year(results: Iterable[Result], now: datetime) -> tuple[str, ...]:
    """The roles in which somebody passed in the calendar year of ``now``, in the order of :data:`ROLES`."""
    passed = {result.role for result in results if result.passed and result.day.year == now.astimezone().year}
    return tuple(role for role in ROLES if role in passed)


def _result(found: Any) -> Result:
    if not isinstance(found, dict) or not found.keys() <= _MEMBERS or found["role"] not in ROLES:
        raise ValueError
    numbers = (found["right"], found["of"])
    if not all(type(number) is int for number in numbers) or not 0 <= found["right"] <= found["of"]:
        raise ValueError
    who = found.get("who")
    if who is not None and not (isinstance(who, str) and _INITIALS.fullmatch(who)):
        raise ValueError
    return Result(date.fromisoformat(found["date"]), found["role"], *numbers, who)
