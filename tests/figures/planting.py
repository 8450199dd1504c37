"""The child of the planted-values figure: ``python -m tests.figures.planting FOLDER VALUE...``; writes until killed."""

from __future__ import annotations

import itertools
import secrets
import sys
from pathlib import Path

from tests.unit.core.catalogue_values import shipped
from vault.core.catalogue import Type
from vault.core.clock import SystemClock
from vault.customer.editing import set_words
from vault.customer.session import create_vault
from vault.storage.kdf import SMALL
from vault.storage.secret import Passphrase


def main(folder: Path, marks: list[str]) -> None:
    keys = [key for key, entry in shipped().entries.items() if entry.type is Type.TEXT]
    passphrase = Passphrase(secrets.token_hex(12))
    with create_vault(
        folder, passphrase, catalogue=shipped(), clock=SystemClock(), random=secrets.token_bytes, profile=SMALL
    ) as session:
        for number, mark in enumerate(itertools.cycle(marks)):
            set_words(session, keys[number % len(keys)], mark)
            if number == len(marks):
                print("planted", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
