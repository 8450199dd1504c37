"""What another shop had of what is asked now, as lines, as JSON, and as choices: ``open`` and ``share --as-with``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from vault.core.clock import to_text
from vault.customer.from_another_shop import choices, offers

if TYPE_CHECKING:
    from vault.cli.program import Program
    from vault.core.value import Json
    from vault.customer.choosing import Choice
    from vault.customer.from_another_shop import Earlier
    from vault.customer.proposal import Proposal
    from vault.customer.session import Session


def earlier_line(program: Program, earlier: Earlier) -> str:
    """One shop with the names of what it had, and how to choose the same."""
    names = ", ".join(f"{program.labelled(each.key)} ({program.precision(each.precision)})" for each in earlier.items)
    return program.say("had_before", host=earlier.host, items=names)


def earlier_json(earlier: Earlier) -> Json:
    """The same for programs."""
    return {
        "host": earlier.host,
        "until": to_text(earlier.until),
        "still": earlier.still,
        "items": [
            {"id": each.credential_id, "key": each.key, "precision": each.precision.word} for each in earlier.items
        ],
        "sealed": list(earlier.sealed),
    }


def as_with(program: Program, session: Session, proposal: Proposal, host: str, named: Sequence[Choice]) -> list[Choice]:
    """What that shop had, then what was named here, which comes before it. Raises ``nothing_from_there``."""
    found = choices(session, proposal, host)
    here = {each.credential_id for each in named}
    program.tell(program.say("chosen_as_with", host=host))
    sealed = next(each.sealed for each in offers(session, proposal) if each.host == host)
    if sealed:
        items = (item for item in proposal.items if item.credential_id in sealed)
        names = ", ".join(program.labelled(part.key) for item in items for part in item.parts)
        program.tell(program.say("sealed_not_as_with", items=names))
    return [each for each in found.items if each.credential_id not in here] + list(named)
