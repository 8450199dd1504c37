"""``python -m tests.figures [GROUP ...] [--full] [--why]``: measure and print; exit 1 if a figure is short."""

from __future__ import annotations

import argparse
import importlib
import sys

GROUPS = ("journey", "window", "desktop", "vault", "protocol", "stopping", "shop", "portability")


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.figures")
    parser.add_argument("groups", nargs="*", choices=[*GROUPS, []], metavar="GROUP", help=", ".join(GROUPS))
    parser.add_argument("--full", action="store_true", help="the sizes that are promised, not the quick ones")
    parser.add_argument("--why", action="store_true", help="how each figure was measured")
    given = parser.parse_args(argv)
    short = 0
    for group in given.groups or GROUPS:
        for figure in importlib.import_module(f"tests.figures.{group}").measure(full=given.full):
            print(figure.line(), flush=True)
            if given.why:
                print(f"    {figure.how}")
            short += not figure.ok
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
