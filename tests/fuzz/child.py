"""One target in a process of its own: ``python -m tests.fuzz.child NAME CORPUS [libFuzzer's options]``.

Guided by which lines were reached. Ends by itself at the time limit; an error that is not ours ends it at once, and
what caused it is kept in CORPUS.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["vault"]):
    from tests.fuzz.targets import TARGETS, allowed


def main(argv: list[str]) -> None:
    target = TARGETS[argv[1]]
    atheris.Setup([argv[0], *argv[2:]], lambda data: allowed(lambda: target.read(data)))
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)
