"""One run: every check in its order, each with its result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from vault.core.errors import NetworkError
from vault.shop.conformance import (
    held_checks,
    refresh_checks,
    refusal_checks,
    request_checks,
    share_checks,
    stop_checks,
    web_checks,
)
from vault.shop.conformance.checks import Check, CheckFailed, KitEnded, NotOffered, NotTried, Outcome, Result
from vault.shop.conformance.kit import Kit

ALL: Final[tuple[Check, ...]] = (
    *request_checks.CHECKS,
    *share_checks.CHECKS,
    *held_checks.CHECKS,
    *refusal_checks.BAD,
    *refusal_checks.REPLAYS,
    *refresh_checks.CHECKS,
    *stop_checks.CHECKS,
    *web_checks.CHECKS,
)
"""Later checks go on with what earlier ones did: the share first, the stop of everything near the end."""


def run(
    kit: Kit, *, checks: Sequence[Check] = ALL, heard: Callable[[Result], None] = lambda _: None
) -> Sequence[Result]:
    """Make every check, or those of ``checks``, in their order; ``heard`` gets each result as it comes.

    At the end everything that was shared is stopped.

    Raises :class:`NetworkError` if the connector cannot be reached at all.
    """
    results = []
    ended = ""
    for check in checks:
        result = Result(check.id, check.section, Outcome.NOT_TRIED, ended)
        if not ended:
            try:
                result = _made(kit, check)
            except KitEnded as bound:
                ended = str(bound)
                result = Result(check.id, check.section, Outcome.NOT_TRIED, ended)
        results.append(result)
        heard(result)
    kit.finish()
    return results


def _made(kit: Kit, check: Check) -> Result:
    outcome = Outcome.PASS
    try:
        evidence = check.work(kit)
    except CheckFailed as problem:
        outcome, evidence = Outcome.FAIL, str(problem)
    except NotOffered as problem:
        outcome, evidence = Outcome.NOT_OFFERED, str(problem)
    except NotTried as problem:
        outcome, evidence = Outcome.NOT_TRIED, str(problem)
    except NetworkError as problem:
        if kit.line.exchanges <= 1:  # nobody is there
            raise
        outcome, evidence = Outcome.FAIL, problem.code
    return Result(check.id, check.section, outcome, evidence)
