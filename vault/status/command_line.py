"""``preference-status``: serve a status host.

=====  ===============================================
0      done
2      the command was typed wrong
4      the database failed
7      the settings cannot be used as they are
130    stopped by the keyboard
=====  ===============================================
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from vault import bundled
from vault.core.errors import StorageError, VaultError
from vault.core.sentences import Sentences, parse_sentences
from vault.status.service import StatusHost, open_host_at

DONE, STORE_PROBLEM, NOT_USABLE, INTERRUPTED = 0, 4, 7, 130
LISTEN = "127.0.0.1:8710"
"""Behind the web server that has the certificate. That one has to say in X-Forwarded-For who calls."""
LEAVE_SECONDS = 5
"""How long requests under way may take when a signal ends the program."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    asked = _parser().parse_args(argv)
    sentences = parse_sentences(asked.language, bundled.read(f"messages/{asked.language}.json"))
    try:
        return _serve(asked, sentences)
    except KeyboardInterrupt:
        return INTERRUPTED
    except VaultError as problem:
        print(sentences.say("errors", problem.code, **problem.facts), file=sys.stderr)
        return STORE_PROBLEM if isinstance(problem, StorageError) else NOT_USABLE


def _serve(asked: argparse.Namespace, sentences: Sentences) -> int:
    host = open_host_at(asked.settings)
    try:
        address, _, port = asked.listen.rpartition(":")
        print(sentences.say("shop", "serving", host=host.settings.host, address=asked.listen), flush=True)
        serve(host, address=address, port=int(port), certificate=asked.tls_certificate, key=asked.tls_key)
    finally:
        host.store.close()
    return DONE


def serve(
    host: StatusHost, *, address: str, port: int, certificate: Path | None = None, key: Path | None = None
) -> None:
    """Serve until a signal ends it. No access log: it would say who stopped what, and when."""
    import uvicorn

    from vault.status.app import status_app

    uvicorn.run(
        status_app(host),
        host=address,
        port=port,
        ssl_certfile=certificate,
        ssl_keyfile=key,
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=LEAVE_SECONDS,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="preference-status", description="A status host for Preference Vault.")
    language = "nl" if os.environ.get("LC_ALL", os.environ.get("LANG", "")).startswith("nl") else "en"
    parser.add_argument("--language", choices=("en", "nl"), default=language, help="language of messages")
    commands = parser.add_subparsers(dest="command", required=True)
    serving = commands.add_parser("serve", help="serve the host")
    serving.add_argument("--settings", type=Path, required=True, help="status.toml")
    serving.add_argument("--listen", type=_address, default=LISTEN, help=f"HOST:PORT, by default {LISTEN}")
    serving.add_argument("--tls-certificate", type=Path, help="PEM, if no web server in front has it")
    serving.add_argument("--tls-key", type=Path, help="PEM")
    return parser


def _address(text: str) -> str:
    host, _, port = text.rpartition(":")
    if not host or not port.isascii() or not port.isdecimal() or int(port) > 65535:
        raise argparse.ArgumentTypeError(text)
    return text
