"""The composition root of the customer's command line: arguments, the world's edges, one exit code.

Exit codes are in :mod:`vault.cli.exit_codes`.
"""

from __future__ import annotations

import argparse
import os
import secrets
import sys
import time
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from platformdirs import user_config_path, user_data_path

from vault import bundled
from vault.cli.arguments import build_parser, language_asked, unreadable
from vault.cli.exit_codes import DONE, INTERRUPTED, NOT_WHOLE, VAULT_PROBLEM, exit_code
from vault.cli.language import locale_language
from vault.cli.passphrase_prompt import FromDescriptor, Prompt, from_keyboard
from vault.cli.program import Program
from vault.core.catalogue import parse
from vault.core.clock import SystemClock
from vault.core.errors import ChoiceError, PolicyError, StorageError, VaultError
from vault.core.plain_text import plain
from vault.core.sentences import Sentences, parse_sentences
from vault.customer.trust import Trust, system_trust
from vault.customer.vault_places import Places
from vault.customer.vaults import current_folder
from vault.net.fetcher import Fetcher
from vault.net.https_client import HttpsClient
from vault.net.testing_shops import TestShops, read_test_shops
from vault.storage.kdf import Profile, interactive
from vault.storage.secret import Passphrase
from vault.storage.unlocking import Raising

Demo = Callable[[Sequence[str]], int]
"""The demo, which lives above this package and is handed in."""
_HOW = {"database_damaged": "damage_how", "vault_not_empty": "merge_how"}
"""What more can be typed after an error."""


def main(argv: Sequence[str] | None = None, *, demo: Demo | None = None) -> int:
    """Run one command and give its exit code. ``argv`` is without the program's name."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if sys.stderr is None:  # closed: what is said there must not end up in the output
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  open to the end
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter shows "?", not a traceback
    try:
        sentences = load_sentences(language_asked(arguments) or locale_language(os.environ))
    except PolicyError as problem:
        print(f"preference-vault: {problem}", file=sys.stderr)  # without sentences there is only the code
        return NOT_WHOLE
    parser = build_parser(sentences, with_demo=demo is not None)
    found, rest = parser.parse_known_args(arguments)
    if found.command is None and demo is not None:
        return demo(rest)
    rest += unreadable(found)
    if rest:
        parser.error(plain(sentences.say("cli", "unknown_arguments", arguments=" ".join(rest))))
    try:
        if sys.stdout is None:
            raise StorageError("output_failed")  # before anything is done that nobody would hear of
        code = run(wire(found, sentences), found)
        sys.stdout.flush()
    except BrokenPipeError:
        _end_output()
        return DONE  # whoever read the output has had enough; what was done is done
    except OSError:  # all other places have errors of ours
        _end_output()
        print(sentences.say("errors", "output_failed"), file=sys.stderr)
        return VAULT_PROBLEM
    except VaultError as problem:
        print(plain(sentences.error(problem)), file=sys.stderr)
        return exit_code(problem)
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _end_output() -> None:
    """Let what was not written go nowhere: at its end the interpreter would try, and fail, again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def run(program: Program, arguments: argparse.Namespace) -> int:
    """Run the command that was parsed. Every expected failure becomes one sentence and an exit code."""
    try:
        code: int = arguments.command(program, arguments)
    except VaultError as problem:
        program.fail(problem)
        if problem.code in _HOW:
            print(program.say(_HOW[problem.code]), file=program.errors)
        return exit_code(problem)
    return code


def wire(arguments: argparse.Namespace, sentences: Sentences) -> Program:
    """The real clock, randomness, network and terminal. Raises :class:`PolicyError` or :class:`ChoiceError`."""
    descriptor: int | None = getattr(arguments, "passphrase_fd", None)
    prompt: Prompt = from_keyboard if descriptor is None else FromDescriptor(descriptor)
    folder: str | None = getattr(arguments, "vault", None)
    listed: str | None = getattr(arguments, "test_shops", None)
    places = Places.at(
        user_data_path("preference-vault", appauthor=False), user_config_path("preference-vault", appauthor=False)
    )

    @cache
    def test_shops() -> TestShops:
        return read_test_shops(Path(listed)) if listed else TestShops()

    @cache
    def fetcher() -> Fetcher:
        return HttpsClient(test_shops())

    @cache
    def trust() -> Trust:
        return system_trust(test_shops())

    return Program(
        folder=Path(folder) if folder else current_folder(places, secrets.token_bytes),
        sentences=sentences,
        catalogue=parse(*bundled.catalogue_files()),
        clock=SystemClock(),
        random=secrets.token_bytes,
        ask=lambda question: Passphrase(prompt(plain(question))),
        read_line=_read_line,
        fetcher=fetcher,
        trust=trust,
        out=sys.stdout,
        errors=sys.stderr,
        places=places,
        profile=_profile,
        raising=Raising(time.perf_counter, secrets.token_bytes),
        quick=getattr(arguments, "quick", False),
        as_json=getattr(arguments, "json", False),
        typed=descriptor is None,
        interactive=sys.stdin is not None and sys.stdin.isatty(),
    )


def load_sentences(language: str) -> Sentences:
    """The sentences of ``en`` or ``nl``. Raises :class:`PolicyError` ``messages_damaged``."""
    return parse_sentences(language, bundled.read(f"messages/{language}.json"))


def _profile() -> Profile:
    return interactive(time.perf_counter)


def _read_line(question: str) -> str:
    """One line from the input. The question goes where errors go, so that output can be piped. A file may have named
    what it is about, so nothing in it moves the cursor."""
    print(plain(question), end="", file=sys.stderr, flush=True)
    try:
        line = sys.stdin.readline() if sys.stdin is not None else ""
        line.encode("utf-8")
    except UnicodeError:  # without the cause: it holds what was typed
        raise ChoiceError("value_malformed") from None
    if not line:
        raise ChoiceError("input_ended")
    return line.rstrip("\r\n")
