"""``preference-shop``: check the shop's settings, serve its connector, ask at a counter, check what a receipt proves.

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
from vault.core.wording import in_language
from vault.shop import counter_command, receipt_command
from vault.shop.opening import open_shop
from vault.shop.policy import read_policy
from vault.shop.receipt_command import check_receipt, kept_for
from vault.shop.service import Shop, bundled_catalogue
from vault.shop.terms import check_policy

DONE, USAGE, STORE_PROBLEM, REFUSED, NOT_PROVED, NOT_USABLE, INTERRUPTED = 0, 2, 4, 5, 6, 7, 130
LISTEN = "127.0.0.1:8700"
"""Behind the web server that has the certificate; nothing else should reach it."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    asked = _parser().parse_args(argv)
    sentences = parse_sentences(asked.language, bundled.read(f"messages/{asked.language}.json"))
    try:
        if asked.command == "receipt":
            return _receipt(asked, sentences)
        if asked.command == "counter":
            print("\n".join(counter_command.at_counter(asked, sentences)))
            return DONE
        return _check(asked.file, sentences) if asked.command == "check" else _serve(asked, sentences)
    except KeyboardInterrupt:
        return INTERRUPTED
    except VaultError as problem:
        print(sentence_of(problem, sentences), file=sys.stderr)
        return exit_code(problem, sentences)


def sentence_of(problem: VaultError, sentences: Sentences) -> str:
    """A sentence for an error, or for a finding of the request check that refused settings."""
    group = "findings" if problem.code in sentences.texts["findings"] else "errors"
    return sentences.say(group, problem.code, **problem.facts)


def exit_code(problem: VaultError, sentences: Sentences) -> int:
    """The exit code for an expected failure."""
    if isinstance(problem, StorageError):
        return STORE_PROBLEM
    if isinstance(problem, TokenError | RequestError):
        return NOT_PROVED
    refused = isinstance(problem, PolicyError) and problem.code in sentences.texts["findings"]
    return REFUSED if refused else NOT_USABLE


def report(check: RequestCheck, catalogue: Catalogue, sentences: Sentences) -> list[str]:
    """The findings, gravest first, and the verdict."""
    lines = [
        f"{sentences.say('shop', f'severity_{finding.severity.name.lower()}')}: "
        f"{_place(finding)}{_told(finding, catalogue, sentences)}"
        for finding in check.findings
    ]
    verdict = "check_refused" if check.refused else "check_passed"
    lines.append(sentences.say("shop", "check_counted", asked=check.asked, needed=check.needed))
    return [*lines, sentences.say("shop", verdict)]


def _check(file: Path, sentences: Sentences) -> int:
    catalogue = bundled_catalogue()
    check = check_policy(read_policy(file), catalogue)
    print("\n".join(report(check, catalogue, sentences)))
    return REFUSED if check.refused else DONE


def _receipt(asked: argparse.Namespace, sentences: Sentences) -> int:
    if asked.action == "kept":
        sys.stdout.write(kept_for(asked.policy, asked.consent))
        return DONE
    now = SystemClock().now()
    print("\n".join(check_receipt(asked.file, catalogue=bundled_catalogue(), now=now, sentences=sentences)))
    return DONE


def _place(finding: Finding) -> str:
    return f"{finding.credential_id}: " if finding.credential_id is not None else ""


def _told(finding: Finding, catalogue: Catalogue, sentences: Sentences) -> str:
    """The sentence, with the name of the preference and the precision in words."""
    facts = dict(finding.facts)
    entry = catalogue.entries.get(str(facts.get("key")))
    if entry is not None:
        facts["key"] = in_language(entry.label, sentences.language)
    if finding.code == "finer_than_needed":
        facts["needed"] = sentences.say("precisions", str(facts["needed"]))
    return sentences.say("findings", finding.code, **facts)


def _serve(asked: argparse.Namespace, sentences: Sentences) -> int:
    shop = open_shop(asked.policy)
    try:
        host, _, port = asked.listen.rpartition(":")
        print(sentences.say("shop", "serving", host=shop.policy.host, address=asked.listen))
        serve(shop, host=host, port=int(port), certificate=asked.tls_certificate, key=asked.tls_key)
    finally:
        shop.store.close()
    return DONE


def serve(shop: Shop, *, host: str, port: int, certificate: Path | None = None, key: Path | None = None) -> None:
    """Serve the connector until a signal ends it. No access log: addresses hold codes."""
    import uvicorn

    from vault.shop.connector import connector

    uvicorn.run(
        connector(shop),
        host=host,
        port=port,
        ssl_certfile=certificate,
        ssl_keyfile=key,
        access_log=False,
        log_level="warning",
        server_header=False,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="preference-shop", description="The shop's side of Preference Vault.")
    language = "nl" if os.environ.get("LC_ALL", os.environ.get("LANG", "")).startswith("nl") else "en"
    parser.add_argument("--language", choices=("en", "nl"), default=language, help="language of messages")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="check what the settings ask, as a vault would")
    check.add_argument("file", type=Path, help="preferences.toml")
    serving = commands.add_parser("serve", help="serve the connector")
    serving.add_argument("--policy", type=Path, required=True, help="preferences.toml")
    serving.add_argument("--listen", type=_address, default=LISTEN, help=f"HOST:PORT, by default {LISTEN}")
    serving.add_argument("--tls-certificate", type=Path, help="PEM, if no web server in front has it")
    serving.add_argument("--tls-key", type=Path, help="PEM")
    receipt_command.add_commands(commands)
    counter_command.add_commands(commands)
    return parser


def _address(text: str) -> str:
    host, _, port = text.rpartition(":")
    if not host or not port.isascii() or not port.isdecimal() or int(port) > 65535:
        raise argparse.ArgumentTypeError(text)
    return text
