"""``card``, ``export`` and ``import``."""

from __future__ import annotations

import argparse
from pathlib import Path

from vault.cli.exit_codes import DONE
from vault.cli.program import Program
from vault.cli.table import columns
from vault.core.value import Json, precision_named
from vault.customer.card import card_in_words
from vault.customer.session import PassphraseProof, Session
from vault.customer.taking_along import Taken, export_to, import_from


def card_(program: Program, arguments: argparse.Namespace) -> int:
    """Chosen preferences as text."""
    with program.open_session() as session:
        proof = _ask_again(program, session) if arguments.sealed else None
        text = card_in_words(
            session,
            program.sentences,
            keys=arguments.key,
            topic=arguments.topic,
            precision=precision_named(arguments.precision),
            proof=proof,
        )
    program.show({"card": text}, text.splitlines())
    return DONE


def export(program: Program, arguments: argparse.Namespace) -> int:
    """Everything to one open file, checked before this says that it is done."""
    path = Path(arguments.file)
    with program.open_session() as session:
        proof = _ask_again(program, session) if arguments.sealed else None
        taken = export_to(session, path, proof)
    lines = [*_counted(program, taken), program.say("exported", file=str(path))]
    if taken.left_behind:
        lines.append(program.say("sealed_left_behind", count=taken.left_behind))
    program.show({"file": str(path), **_answer(taken)}, [*lines, program.say("export_not_locked")])
    return DONE


def import_(program: Program, arguments: argparse.Namespace) -> int:
    """An export back into an empty vault."""
    path = Path(arguments.file)
    with program.open_session() as session:
        taken = import_from(session, path)
    lines = [*_counted(program, taken), program.say("imported", file=str(path))]
    if taken.counts["items"]:
        lines.append(program.say("keys_not_imported"))
    program.show({"file": str(path), **_answer(taken)}, lines)
    return DONE


def _ask_again(program: Program, session: Session) -> PassphraseProof:
    """The passphrase once more, for what is sealed."""
    return session.ask_passphrase().prove(program.ask(program.say("ask_again")))


def _answer(taken: Taken) -> dict[str, Json]:
    return {"counts": dict(taken.counts), "sealed": taken.sealed, "left_behind": taken.left_behind}


def _counted(program: Program, taken: Taken) -> list[str]:
    rows = [(program.sentences.say("records", name), str(count)) for name, count in taken.counts.items()]
    return columns(rows, indent=2)
