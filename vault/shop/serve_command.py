"""``preference-shop serve``: serve the connector. :mod:`vault.shop.serve_settings` says what can be set, and where."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Final

from vault.core.sentences import Sentences
from vault.shop.printing import say
from vault.shop.serve_settings import LISTEN, LOG_FORMATS, PREFIX, serve_settings
from vault.shop.serving import open_served, serve

NAME: Final = "serve"


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """``serve``."""
    made = commands.add_parser(
        NAME,
        help="serve the connector",
        epilog=f"Each can stand in the settings under [serve], or in the environment, as {PREFIX}LISTEN; so can "
        f"{PREFIX}STORE, {PREFIX}KEY_STORE and {PREFIX}KEY_RING. A flag goes before the environment, and that before "
        "the file.",
    )
    made.add_argument("--policy", type=Path, help="the settings, by default preferences.toml")
    made.add_argument("--listen", metavar="HOST:PORT", help=f"by default {LISTEN}")
    made.add_argument("--workers", type=int, help="processes, by default 1")
    made.add_argument("--log-format", choices=LOG_FORMATS, help="lines for people or for programs, by default text")
    made.add_argument("--metrics-listen", metavar="HOST:PORT", help="where Prometheus reads; by default nowhere")
    made.add_argument("--counter-listen", metavar="HOST:PORT", help="the page for the till; by default nowhere")
    made.add_argument("--tls-certificate", help="PEM, if no web server in front has it")
    made.add_argument("--tls-key", help="PEM")


def serve_connector(asked: argparse.Namespace, sentences: Sentences) -> None:
    """Serve until a signal ends it. Raises :class:`PolicyError` and :class:`StorageError`."""
    flags = {name: found for name, found in vars(asked).items() if name not in {"command", "language"}}
    settings = serve_settings(flags, os.environ)
    shop = open_served(settings)
    try:
        say(sentences.say("shop", "serving", host=shop.policy.host, address=str(settings.listen)))
        if settings.counter_listen is not None:
            say(sentences.say("shop", "serving_counter", address=str(settings.counter_listen)))
        serve(settings, shop)
    finally:
        shop.store.close()
