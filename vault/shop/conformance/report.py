"""What a run found, for people and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from vault.core.sentences import Sentences
from vault.shop.conformance.checks import Outcome, Result
from vault.shop.printing import json_text

SPECIFICATION: Final = "urn:preference-vault:preference:1"
"""What the sections are of: ``resources/protocol/README.md``, and the standards that it profiles."""


def line_of(result: Result, sentences: Sentences) -> list[str]:
    """One check for people, a line or two; what did not hold also says which rule that is, and what was seen."""
    word = sentences.say("shop", f"kit_{result.outcome}")
    line = f"{word}: {sentences.say('conformance', result.id)} [{result.id}]"
    return [line] if result.outcome is Outcome.PASS else [line, f"  {result.section}: {result.evidence}"]


def verdict(results: Sequence[Result], sentences: Sentences) -> list[str]:
    """How many came out how, and what that means."""
    count = Counter(result.outcome for result in results)
    counted = sentences.say(
        "shop",
        "kit_counted",
        passed=count[Outcome.PASS],
        failed=count[Outcome.FAIL],
        lacking=count[Outcome.NOT_OFFERED],
        untried=count[Outcome.NOT_TRIED],
    )
    code = "kit_failed" if count[Outcome.FAIL] else "kit_unfinished" if count[Outcome.NOT_TRIED] else "kit_passed"
    return [counted, sentences.say("shop", code)]


def as_json(results: Sequence[Result], sentences: Sentences, *, url: str, exchanges: int) -> str:
    """The whole run. ``url`` is without its query, which may hold a code."""
    found = [
        {
            "id": result.id,
            "section": result.section,
            "rule": sentences.say("conformance", result.id),
            "result": result.outcome.value,
            "evidence": result.evidence,
        }
        for result in results
    ]
    count = Counter(result.outcome for result in results)
    whole = {
        "url": url.partition("?")[0],
        "specification": SPECIFICATION,
        "exchanges": exchanges,
        "counts": {outcome.value: count[outcome] for outcome in Outcome},
        "checks": found,
    }
    return json_text(whole)
