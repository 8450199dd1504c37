"""A request on the command line: who asks, what for, and the very values that could leave. It only shows."""

from __future__ import annotations

from collections.abc import Iterable

from vault.cli.program import Program
from vault.cli.table import columns
from vault.core.clock import to_text
from vault.core.request_check import Finding, Severity
from vault.core.strict_json import unb64url
from vault.core.value import Json
from vault.core.wording import describe, in_language
from vault.customer.choosing import DecidedItem, Decision
from vault.customer.proposal import Part, Proposal, ProposedItem

CODE_CHARS = 32
"""128 bits."""
_MARKS = {Severity.NOTE: "·", Severity.WARNING: "!", Severity.REFUSAL: "x"}


def request_lines(program: Program, proposal: Proposal) -> list[str]:
    """Everything a person needs to see before choosing."""
    lines = [*_who(program, proposal), *_how_long(program, proposal)]
    findings = [_finding(program, finding) for finding in proposal.check.findings]
    lines += ["", *findings] if findings else []
    for item in proposal.items:
        lines += ["", *_item(program, item)]
    return lines


def request_json(program: Program, proposal: Proposal) -> dict[str, Json]:
    """The same for programs."""
    terms = proposal.request.terms
    return {
        "host": proposal.host,
        "calls_itself": terms.controller.name if terms else None,
        "signed": proposal.request.signed,
        "terms_code": terms_code(proposal) or None,
        "test_shop": program.trust().is_test(proposal.host),
        "first_time": proposal.first_time,
        "expires": to_text(proposal.request.expires),
        "refused": proposal.check.refused,
        "asked": proposal.asked,
        "needed": proposal.needed,
        "most_days": proposal.most_days,
        "usual_days": proposal.usual_days,
        "findings": [
            {"code": each.code, "severity": each.severity.name.lower(), "item": each.credential_id}
            for each in proposal.check.findings
        ],
        "items": [_item_json(program, item) for item in proposal.items],
    }


def terms_code(proposal: Proposal) -> str:
    """What tells these terms from any others; nothing where the shop sent none.

    Half of the hash of the terms, in letters that no shell and no option takes for something else. Both halves of a
    pair that a shop would swap are its own, so fewer than 128 bits could be made to agree.
    """
    terms = proposal.request.terms
    return unb64url(terms.hash, max_chars=len(terms.hash)).hex()[:CODE_CHARS] if terms else ""


def decision_lines(program: Program, proposal: Proposal, decision: Decision) -> list[str]:
    """Exactly what will leave: each value, what for, to whom, until when."""
    rows = [
        [
            _label(program, part),
            describe(part.entry, value, program.language) if part.entry else "",
            program.level(each.level),
            _purpose(program, each.item),
        ]
        for each in decision.items
        for part, value in each.values
    ]
    code = "leaves_visit" if decision.visit else "leaves_until"
    date = program.sentences.date(decision.until)
    return [program.say(code, host=proposal.host, date=date), *columns(rows, indent=2)]


def decision_json(items: Iterable[DecidedItem]) -> list[Json]:
    """What leaves, for programs."""
    return [
        {
            "item": each.item.credential_id,
            "key": each.item.key,
            "value": each.step.value.to_json(),
            "also": [{"key": part.key, "value": value.to_json()} for part, value in each.values[1:]],
            "level": each.level.word,
            "purpose": each.item.purpose,
        }
        for each in items
    ]


def _who(program: Program, proposal: Proposal) -> list[str]:
    terms = proposal.request.terms
    needed, count = proposal.needed, proposal.asked
    lines = [program.say("asks", host=proposal.host, count=count, needed=needed)]
    if program.trust().is_test(proposal.host):
        lines.append(program.say("test_shop"))
    lines.append(program.say("proven" if proposal.request.signed else "not_signed"))
    if proposal.first_time:
        lines.append(program.say("first_time"))
    if terms is not None:
        controller = terms.controller
        lines.append(program.say("calls_itself", name=controller.name))
        lines.append(program.say("reach", address=controller.address, contact=controller.contact))
        lines += [program.say("passes_on", name=each.name, country=each.country) for each in terms.recipients]
    return lines


def _how_long(program: Program, proposal: Proposal) -> list[str]:
    terms = proposal.request.terms
    lines = [
        program.say("compare", digits=proposal.code),
        program.say("answer_before", minute=program.sentences.minute(proposal.request.expires)),
    ]
    if terms is None:
        return lines
    lines.append(program.say("terms_code", terms=terms_code(proposal)))
    keeps = program.say("keeps", count=terms.duration_days)
    deletes = program.say("deletes_within", count=terms.delete_within_days)
    return [*lines, f"{keeps} {deletes}", program.say("proof", months=terms.proof_months)]


def _finding(program: Program, finding: Finding) -> str:
    facts = dict(finding.facts)
    if "key" in facts:
        facts["key"] = program.labelled(str(facts["key"]))
    if "needed" in facts and finding.code == "finer_than_needed":
        facts["needed"] = program.sentences.say("precisions", str(facts["needed"]))
    return f"{_MARKS[finding.severity]} {program.sentences.say('findings', finding.code, **facts)}"


def _item(program: Program, item: ProposedItem) -> list[str]:
    words = [item.credential_id, _labels(program, item), program.level(item.level)]
    if item.required:
        words.append(program.say("needed"))
    lines = ["  ".join(words)]
    if item.reason:
        # Whole sentences by the shop stand in quotes; ours do not. It may have written in neither of our languages.
        said = item.reason.get(program.language) or item.reason.get("en") or next(iter(item.reason.values()))
        lines.append(f"  “{said}”")
    purpose = _purpose(program, item)
    if purpose:
        lines.append(f"  {program.say('purpose', purpose=purpose)}")
    if item.also:
        lines.append(f"  {program.say('together', count=len(item.parts))}")
    if item.off is not None:
        return [*lines, f"  {_why_off(program, item)}"]
    steps = [
        [
            step.precision.word,
            " · ".join(
                describe(part.entry, value, program.language)
                for part, value in zip(item.parts, step.values, strict=True)
                if part.entry
            ),
            program.say("start_here") if step.precision is item.start else "",
        ]
        for step in item.steps
    ]
    lines += columns(steps, indent=4)
    return [*lines, f"  {program.say('sealed_how')}"] if item.sealed else lines


def _label(program: Program, part: Part) -> str:
    return program.label(part.entry) if part.entry else part.key


def _labels(program: Program, item: ProposedItem) -> str:
    return ", ".join(_label(program, part) for part in item.parts)


def _why_off(program: Program, item: ProposedItem) -> str:
    """Why an item is off; of a bundle, which part is the reason."""
    why = program.sentences.say("off", item.off or "")
    return f"{program.labelled(item.off_key)}: {why}" if item.also and item.off_key else why


def _purpose(program: Program, item: ProposedItem) -> str:
    purpose = program.catalogue.purposes.get(item.purpose or "")
    return in_language(purpose.label, program.language) if purpose else ""


def _item_json(program: Program, item: ProposedItem) -> Json:
    return {
        "item": item.credential_id,
        "key": item.key,
        "label": _labels(program, item),
        "also": [part.key for part in item.also],
        "purpose": item.purpose,
        "reason": dict(item.reason),
        "required": item.required,
        "level": item.level.word,
        "steps": [
            {
                "precision": step.precision.word,
                "value": step.value.to_json(),
                "also": [value.to_json() for value in step.also],
            }
            for step in item.steps
        ],
        "start": item.start.word if item.start else None,
        "off": item.off.value if item.off else None,
    }
