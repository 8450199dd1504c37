"""``preference-shop lint``: what is wrong with the settings, how to mend it, and whether they may go live.

Exit codes, for a build: 0 good, 1 there is something to mend, 2 the settings may not go live. Settings that cannot be
read at all end with 7, and a database that fails with 4, as with every command.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from vault import bundled
from vault.core.catalogue import Catalogue
from vault.core.clock import Clock
from vault.core.request_check import Finding
from vault.core.sentences import Sentences, parse_sentences
from vault.shop.advice.lint import Around, Lint, Verdict, lint
from vault.shop.advice.notice import LANGUAGES
from vault.shop.advice.notice_review import published_beside, read_published
from vault.shop.advice.reading_review import readings_of
from vault.shop.advice.terminal import Terminal
from vault.shop.advice.training import passed_this_year, results_beside
from vault.shop.advice.words import mend, told, why
from vault.shop.policy import read_policy
from vault.shop.service import bundled_catalogue


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """``lint [FILE]``."""
    made = commands.add_parser(
        "lint",
        help="say what is wrong with the settings, and how to mend it",
        epilog="Exit codes: 0 good; 1 there is something to mend; 2 the settings may not go live.",
    )
    made.add_argument("file", type=Path, nargs="?", default=Path("preferences.toml"), help="the settings")
    made.add_argument(
        "--notice",
        type=Path,
        action="append",
        metavar="PAGE",
        help="a published notice; without it, each notice*.txt, .md or .html beside the settings",
    )
    made.add_argument("--json", action="store_true", help="for programs: one JSON object")


def lint_settings(asked: argparse.Namespace, terminal: Terminal, sentences: Sentences, clock: Clock) -> Verdict:
    """Look at everything, print it, and give the verdict.

    Raises :class:`PolicyError` for settings, a notice or a training file that cannot be read, and
    :class:`StorageError`.
    """
    now = clock.now()
    policy, catalogue = read_policy(asked.file), bundled_catalogue()
    pages = asked.notice if asked.notice is not None else published_beside(asked.file)
    around = Around(
        tuple(read_published(page) for page in pages),
        readings_of(policy, now),
        passed_this_year(results_beside(asked.file), now),
    )
    languages = {each: parse_sentences(each, bundled.read(f"messages/{each}.json")) for each in LANGUAGES}
    found = lint(policy, catalogue, languages, around, now)
    if asked.json:
        terminal.tell(json.dumps(_members(found, catalogue, sentences), ensure_ascii=False))
    else:
        terminal.tell(*report(found, catalogue, sentences))
    return found.verdict


def report(found: Lint, catalogue: Catalogue, sentences: Sentences) -> list[str]:
    """The findings, each with how to mend it, and the verdict at the end, where a terminal stops."""
    lines: list[str] = []
    for finding in found.findings:
        severity = sentences.say("shop", f"severity_{finding.severity.name.lower()}")
        place = f"{finding.credential_id}: " if finding.credential_id is not None else ""
        lines.append(f"{severity}: {place}{told(finding, catalogue, sentences)}")
        reason = why(finding, sentences)
        if reason is not None:
            lines.append(f"  {sentences.say('lint', 'why', reason=reason)}")
        lines.append(f"  {sentences.say('lint', 'mend', how=mend(finding, sentences))}")
    if lines:
        lines.append("")
    lines.append(sentences.say("shop", "check_counted", asked=found.asked, needed=found.needed))
    if not found.read:
        lines.append(sentences.say("lint", "nothing_read_yet"))
    if not found.trained:
        lines.append(sentences.say("lint", "nobody_trained"))
    return [*lines, _verdict(found.verdict, sentences)]


def _verdict(verdict: Verdict, sentences: Sentences) -> str:
    return sentences.say("lint", f"verdict_{verdict.name.lower()}")


def _members(found: Lint, catalogue: Catalogue, sentences: Sentences) -> dict[str, object]:
    return {
        "verdict": found.verdict.name.lower(),
        "exit": int(found.verdict),
        "says": _verdict(found.verdict, sentences),
        "asked": found.asked,
        "needed": found.needed,
        "notices": list(found.compared),
        "database": found.read,
        "trained": list(found.trained),
        "findings": [_finding(each, catalogue, sentences) for each in found.findings],
    }


def _finding(finding: Finding, catalogue: Catalogue, sentences: Sentences) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.name.lower(),
        "item": finding.credential_id,
        "facts": dict(finding.facts),
        "says": told(finding, catalogue, sentences),
        "why": why(finding, sentences),
        "mend": mend(finding, sentences),
    }
