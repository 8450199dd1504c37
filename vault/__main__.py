"""Knows every program, and imports each only when it is asked for, so that a missing extra is one line."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence

from vault import bundled
from vault.cli.exit_codes import NOT_WHOLE
from vault.cli.language import locale_language
from vault.core.sentences import Sentences, parse_sentences

LINK_SCHEMES = ("openid4vp", "preference-vault", "haip-vp")
"""What the desktop hands over when a person opens a shop's link."""


def main() -> int:
    """``preference-vault``, also as ``python -m vault``."""
    return _start("preference-vault", "customer", _customer)


def shop_main() -> int:
    """``preference-shop``."""
    return _start("preference-shop", "shop", _shop)


def status_main() -> int:
    """``preference-status``."""
    return _start("preference-status", "status", _status)


def _customer() -> int:
    arguments = sys.argv[1:]
    if not arguments or arguments[0] == "window" or arguments[0].partition(":")[0] in LINK_SCHEMES:
        return _window(arguments[1:] if arguments[:1] == ["window"] else arguments)
    from vault.cli.main import main as run
    from vault.storage.private_memory import guard

    guard()
    return run(demo=_demo)


def _window(arguments: Sequence[str]) -> int:
    def run() -> int:
        from vault.desktop.unread_sources import leave_unread

        leave_unread()
        from vault.desktop.app import main as show

        return show(arguments)

    # Qt ends the whole process where it finds no screen.
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in screens):
        print(_sentences().say("cli", "no_display"), file=sys.stderr)
        return NOT_WHOLE
    gc.disable()  # until the first picture: nothing is thrown away that early, and looking for it takes its time
    try:
        return _start("preference-vault window", "desktop", run)
    except ImportError as problem:  # a library of the system that Qt needs
        print(_sentences().say("cli", "window_cannot_open", missing=str(problem)[:80]), file=sys.stderr)
        return NOT_WHOLE
    finally:
        gc.enable()


def _demo(arguments: Sequence[str]) -> int:
    def run() -> int:
        from vault.demo.program import main as play

        return play(arguments)

    return _start("preference-vault demo", "all", run)


def _shop() -> int:
    from vault.shop.command_line import main as run

    return run()


def _status() -> int:
    from vault.status.command_line import main as run

    return run()


def _start(program: str, extra: str, run: Callable[[], int]) -> int:
    """Run a program. Where a library of its extra is missing, say which extra brings it."""
    try:
        return run()
    except ModuleNotFoundError as problem:
        missing = (problem.name or "").partition(".")[0]
        if missing in {"", "vault"}:
            raise
        line = _sentences().say("cli", "extra_missing", program=program, missing=missing, extra=extra)
        print(line, file=sys.stderr)
        return NOT_WHOLE


def _sentences() -> Sentences:
    language = locale_language(os.environ)
    return parse_sentences(language, bundled.read(f"messages/{language}.json"))


if __name__ == "__main__":
    sys.exit(main())
