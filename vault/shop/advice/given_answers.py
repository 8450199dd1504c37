"""Answers for ``init`` that are there beforehand: a file, or what was typed after the command.

The file is TOML. A plain answer stands under the name of its question, and what is not there takes its default::

    host = "shop.example"
    name = "Shop B.V."
    address = "Dam 1, Amsterdam"
    duration = 90                       # days, as delete_within; proof_until in months

    [[items]]                           # or items = ["clothing.shoe_size"]
    key = "clothing.shoe_size"          # the rest is optional, and else as the catalogue has it
    purpose = "dpv:ServicePersonalisation"
    precision = "exact"
    required = false
    reason_en = "To show shoes in your size first."
    reason_nl = "Om schoenen in je maat eerst te tonen."

    [[recipients]]
    name = "Hosting B.V."
    role = "processor"                  # optional
    country = "NL"

    [[transfers]]
    country = "US"
    safeguard = "adequacy decision of 10 July 2023"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from vault.core.errors import PolicyError
from vault.shop.advice.draft import QUESTIONS, Draft
from vault.shop.policy import MAX_POLICY

Answers = Mapping[str, Any]
_LISTS = {
    "items": {"key", "purpose", "precision", "required", "reason_en", "reason_nl"},
    "recipients": {"name", "role", "country"},
    "transfers": {"country", "safeguard"},
}


def read_answers(path: Path) -> dict[str, Any]:
    """The answers of a file. Raises :class:`PolicyError` ``answers_file_unreadable`` or ``policy_malformed``."""
    try:
        found = path.read_bytes()
        if len(found) > MAX_POLICY:
            raise PolicyError("policy_malformed", file=path.name, where=f"{len(found)} bytes")
        return tomllib.loads(found.decode("utf-8"))
    except OSError as problem:
        raise PolicyError("answers_file_unreadable", file=path.name) from problem
    except ValueError as problem:
        raise PolicyError("policy_malformed", file=path.name, where=str(problem)[:80]) from problem


def typed_answers(pairs: Sequence[str]) -> dict[str, Any]:
    """Answers as ``NAME=ANSWER``. Raises :class:`PolicyError` ``answer_unknown``."""
    answers: dict[str, Any] = {}
    for pair in pairs:
        name, equals, answer = pair.partition("=")
        if not equals or name in _LISTS:
            raise PolicyError("answer_unknown", where=pair[:64])
        answers[name] = answer
    return answers


def fill(draft: Draft, answers: Answers, keys: Sequence[str] = ()) -> None:
    """Give a draft all answers, and defaults for the rest. ``keys`` are preferences beside the items of the answers.

    Raises :class:`PolicyError` as the draft does, and ``answer_missing``, ``answer_unknown`` or ``answer_wrong``.
    """
    unknown = answers.keys() - {question.name for question in QUESTIONS} - _LISTS.keys()
    if unknown:
        raise PolicyError("answer_unknown", where=min(unknown)[:64])
    for question in QUESTIONS:
        default = question.default(draft.settings)
        given = answers.get(question.name, default)
        if given is None and not question.optional:
            raise PolicyError("answer_missing", where=question.name)
        draft.put(question, _text("" if given is None else given, question.name).strip())
    for number, each in enumerate([*_listed(answers, "items"), *keys]):
        _item(draft, {"key": each} if isinstance(each, str) else each, f"items[{number}]")
    for number, each in enumerate(_listed(answers, "transfers")):
        found = _members(each, "transfers", f"transfers[{number}]")
        draft.add_transfer(found.get("country", ""), found.get("safeguard", ""))
    for number, each in enumerate(_listed(answers, "recipients")):
        found = _members(each, "recipients", f"recipients[{number}]")
        draft.add_recipient(found.get("name", ""), found.get("role", "processor"), found.get("country", ""))
    for country in draft.unprotected():
        raise PolicyError("answer_missing", where=f"transfers: {country}")


def _item(draft: Draft, given: Any, place: str) -> None:
    if isinstance(given, dict) and not isinstance(given.get("required", False), bool):
        raise PolicyError("answer_wrong", where=f"{place}.required")
    required = isinstance(given, dict) and given.get("required") is True
    shown = {name: member for name, member in given.items() if name != "required"} if isinstance(given, dict) else given
    found = _members(shown, "items", place)
    item = draft.suggested(found.get("key", ""))
    if "purpose" in found:
        item = draft.for_purpose(item, found["purpose"])
    reason = {language: found.get(f"reason_{language}", text) for language, text in item.reason.items()}
    precision = found.get("precision", item.precision)
    draft.add_item(replace(item, precision=precision, reason=reason, required=required))


def _listed(answers: Answers, name: str) -> list[Any]:
    found = answers.get(name, [])
    if not isinstance(found, list):
        raise PolicyError("answer_wrong", where=name)
    return found


def _members(given: Any, name: str, place: str) -> dict[str, str]:
    """The members of one table, as texts."""
    if not isinstance(given, dict):
        raise PolicyError("answer_wrong", where=place)
    unknown = given.keys() - _LISTS[name]
    if unknown:
        raise PolicyError("answer_unknown", where=f"{place}.{min(unknown)}"[:64])
    return {member: _text(found, f"{place}.{member}") for member, found in given.items()}


def _text(given: Any, place: str) -> str:
    if isinstance(given, bool) or not isinstance(given, str | int):
        raise PolicyError("answer_wrong", where=place)
    return str(given)
