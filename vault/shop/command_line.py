"""``preference-shop``: check the shop's settings, serve its connector, ask at a counter, check what a receipt proves.

``lint`` ends with 0 (good), 1 (there is something to mend) or 2 (may not go live), and ``train`` with 1 if too few
answers were right. ``conformance`` ends with 1 if a rule is broken, 8 if nobody was there and 9 if not everything could
be tried. ``import`` ends with 1 if a file or line was refused. For the rest:

=====  ===============================================================
0      done; with ``check``, nothing that a vault refuses; with ``receipt check``, it proves what is printed
2      the command was typed wrong
4      the database or a file failed
5      a vault would refuse what these settings ask
6      the receipt or answer does not hold, or something is missing beside it
7      the settings or keys cannot be used as they are
130    stopped by the keyboard
=====  ===============================================================
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from vault import bundled
from vault.core.catalogue import Catalogue
from vault.core.clock import SystemClock
from vault.core.errors import PolicyError, RequestError, StorageError, TokenError, VaultError
from vault.core.request_check import Finding, RequestCheck
from vault.core.sentences import Sentences, parse_sentences
from vault.shop import conformance_command, counter_command, keys_command, receipt_command, serve_command
from vault.shop.advice import commands as advice
from vault.shop.advice.words import group_of, told
from vault.shop.outward import commands as outward
from vault.shop.policy import read_policy
from vault.shop.printing import complain, say
from vault.shop.receipt_command import check_receipt, kept_for
from vault.shop.rights import commands as rights
from vault.shop.service import bundled_catalogue
from vault.shop.terms import check_policy

DONE, USAGE, STORE_PROBLEM, REFUSED, NOT_PROVED, NOT_USABLE, INTERRUPTED = 0, 2, 4, 5, 6, 7, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    asked = _parser().parse_args(argv)
    sentences = parse_sentences(asked.language, bundled.read(f"messages/{asked.language}.json"))
    try:
        if asked.command == "receipt":
            return _receipt(asked, sentences)
        if asked.command in advice.NAMES:
            return advice.run(asked, sentences)
        if asked.command in rights.NAMES:
            return rights.run(asked, sentences)
        if asked.command in outward.NAMES:
            return outward.run(asked, sentences)
        if asked.command == conformance_command.NAME:
            return conformance_command.run_conformance(asked, sentences)
        if asked.command == "keys":
            say(*keys_command.about_keys(asked, sentences))
            return DONE
        if asked.command == "counter":
            say(*counter_command.at_counter(asked, sentences))
            return DONE
        if asked.command == serve_command.NAME:
            serve_command.serve_connector(asked, sentences)
            return DONE
        return _check(asked.file, sentences)
    except KeyboardInterrupt:
        return INTERRUPTED
    except VaultError as problem:
        complain(sentence_of(problem, sentences))
        return exit_code(problem, sentences)


def sentence_of(problem: VaultError, sentences: Sentences) -> str:
    """A sentence for an error, or for a finding of the request check that refused settings."""
    sentence = sentences.say(group_of(problem.code, sentences), problem.code, **problem.facts)
    end = problem.facts.get("end")
    return f"{sentence} {sentences.say('ends', str(end))}" if end is not None else sentence


def exit_code(problem: VaultError, sentences: Sentences) -> int:
    """The exit code for an expected failure."""
    if isinstance(problem, StorageError):
        return STORE_PROBLEM
    if isinstance(problem, TokenError | RequestError):
        return NOT_PROVED
    refused = isinstance(problem, PolicyError) and group_of(problem.code, sentences) != "errors"
    return REFUSED if refused else NOT_USABLE


def report(check: RequestCheck, catalogue: Catalogue, sentences: Sentences) -> list[str]:
    """The findings, gravest first, and the verdict."""
    lines = [
        f"{sentences.say('shop', f'severity_{finding.severity.name.lower()}')}: "
        f"{_place(finding)}{told(finding, catalogue, sentences)}"
        for finding in check.findings
    ]
    verdict = "check_refused" if check.refused else "check_passed"
    lines.append(sentences.say("shop", "check_counted", asked=check.asked, needed=check.needed))
    return [*lines, sentences.say("shop", verdict)]


def _check(file: Path, sentences: Sentences) -> int:
    catalogue = bundled_catalogue()
    check = check_policy(read_policy(file), catalogue)
    say(*report(check, catalogue, sentences))
    return REFUSED if check.refused else DONE


def _receipt(asked: argparse.Namespace, sentences: Sentences) -> int:
    if asked.action == "kept":
        sys.stdout.write(kept_for(asked.policy, asked.consent))
        return DONE
    now = SystemClock().now()
    say(*check_receipt(asked.file, catalogue=bundled_catalogue(), now=now, sentences=sentences))
    return DONE


def _place(finding: Finding) -> str:
    return f"{finding.credential_id}: " if finding.credential_id is not None else ""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="preference-shop", description="The shop's side of Preference Vault.")
    language = "nl" if os.environ.get("LC_ALL", os.environ.get("LANG", "")).startswith("nl") else "en"
    parser.add_argument("--language", choices=("en", "nl"), default=language, help="language of messages")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="check what the settings ask, as a vault would")
    check.add_argument("file", type=Path, help="preferences.toml")
    serve_command.add_command(commands)
    receipt_command.add_commands(commands)
    counter_command.add_commands(commands)
    keys_command.add_commands(commands)
    conformance_command.add_commands(commands)
    advice.add_commands(commands)
    rights.add_commands(commands)
    outward.add_commands(commands)
    return parser
