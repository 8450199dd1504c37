"""Findings in words: what is wrong, why it is refused, and how to mend it."""

from __future__ import annotations

from vault.core.catalogue import Catalogue
from vault.core.errors import VaultError
from vault.core.request_check import Finding, Severity
from vault.core.sentences import Sentences
from vault.core.wording import in_language

GROUPS = ("findings", "lint", "errors")
"""Where the sentence of a finding or error stands; the first group that has its code counts."""


def group_of(code: str, sentences: Sentences) -> str:
    """The group with a sentence for ``code``."""
    return next(group for group in GROUPS if code in sentences.texts[group])


def told(finding: Finding, catalogue: Catalogue, sentences: Sentences) -> str:
    """The sentence, with the name of the preference and the precision in words."""
    facts = dict(finding.facts)
    entry = catalogue.entries.get(str(facts.get("key")))
    if entry is not None:
        facts["key"] = in_language(entry.label, sentences.language)
    if finding.code == "finer_than_needed":
        facts["needed"] = sentences.say("precisions", str(facts["needed"]))
    if "purpose" in facts:
        purpose = catalogue.purposes.get(str(facts["purpose"]))
        facts["purpose"] = in_language(purpose.label, sentences.language) if purpose is not None else facts["purpose"]
    if "combination" in facts:
        why = next(each.why for each in catalogue.combinations if each.id == facts["combination"])
        facts["why"] = in_language(why, sentences.language)
    return sentences.say(group_of(finding.code, sentences), finding.code, **facts)


def told_error(problem: VaultError, catalogue: Catalogue, sentences: Sentences) -> str:
    """The sentence for an error, which may have the code of a finding; with the reason of what is always refused."""
    finding = Finding(problem.code, Severity.NOTE, None, problem.facts)
    return " ".join(filter(None, (told(finding, catalogue, sentences), why(finding, sentences))))


def why(finding: Finding, sentences: Sentences) -> str | None:
    """The reason with its law article, for what is refused whatever it is called."""
    end = finding.facts.get("end")
    return sentences.say("ends", str(end)) if end is not None else None


def mend(finding: Finding, sentences: Sentences) -> str:
    """What to do about a finding."""
    return sentences.say("mend", finding.code, **finding.facts)
