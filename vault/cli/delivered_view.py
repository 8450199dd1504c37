"""What came of each delivery, in words, for programs, and as an exit code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vault.cli.exit_codes import DONE, exit_code
from vault.cli.program import Program
from vault.core.value import Json

if TYPE_CHECKING:
    from vault.customer.outcomes import Delivered


def told(program: Program, delivered: Sequence[Delivered]) -> list[str]:
    """A line for each delivery, what was wrong with it, and where the browser goes on."""
    lines = [program.sentences.say("deliveries", each.state) for each in delivered]
    lines += problems(program, delivered)
    return lines + [program.say("go_on", url=each.redirect_uri) for each in delivered if each.redirect_uri]


def problems(program: Program, delivered: Sequence[Delivered]) -> list[str]:
    """What was wrong."""
    return [program.sentence(each.problem) for each in delivered if each.problem is not None]


def code_of(delivered: Sequence[Delivered]) -> int:
    """What arrived is done, whatever the shop's receipt was like; the rest is what stood in its way."""
    arrived = {"delivered", "refusal_heard"}
    found = [each.problem for each in delivered if each.state not in arrived and each.problem is not None]
    return exit_code(found[0]) if found else DONE


def as_json(delivered: Sequence[Delivered]) -> list[Json]:
    """The same for programs."""
    return [
        {
            "kind": str(each.kind),
            "state": each.state,
            "redirect_uri": each.redirect_uri,
            "problem": each.problem.code if each.problem else None,
        }
        for each in delivered
    ]
