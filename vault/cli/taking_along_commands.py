"""``card``, ``export`` and ``import``."""

from __future__ import annotations

import argparse
from pathlib import Path

from vault.cli.exit_codes import DONE
from vault.cli.merging_commands import merge_
from vault.cli.program import Program
from vault.cli.table import columns
from vault.core.errors import ChoiceError
from vault.core.value import Json, precision_named
from vault.customer.card import card_text, chosen_card
from vault.customer.card_file import save_card
from vault.customer.session import Passphrase, PassphraseProof, Session
from vault.customer.taking_along import (
    Form,
    Part,
    Take,
    Taken,
    export_to,
    import_from,
    needs_passphrase,
    require_nothing_kept,
    scope_of,
)

_PAGES = (".html", ".htm", ".pdf")


def card_(program: Program, arguments: argparse.Namespace) -> int:
    """Chosen preferences as text, or as files: what ends as a page does is the name of one."""
    files = [Path(each) for each in arguments.key if each.lower().endswith(_PAGES)]
    with program.open_session() as session:
        proof = _ask_again(program, session) if arguments.sealed else None
        sheet = chosen_card(
            session,
            program.sentences,
            keys=[each for each in arguments.key if not each.lower().endswith(_PAGES)],
            topic=arguments.topic,
            precision=precision_named(arguments.precision),
            proof=proof,
        )
    if not files:
        text = card_text(sheet.lines, program.sentences)
        program.show({"card": text}, text.splitlines())
        return DONE
    for path in files:
        save_card(path, sheet, made=program.clock.now(), random=program.random)
    program.show({"files": [*map(str, files)]}, [program.say("page_saved", file=path.name) for path in files])
    return DONE


def export(program: Program, arguments: argparse.Namespace) -> int:
    """To one file or folder, locked unless asked otherwise, and checked before this says that it is done."""
    path, form = Path(arguments.file), Form(arguments.form)
    locked = not arguments.open and form is not Form.FOLDER
    with program.open_session() as session:
        proof = _ask_again(program, session) if arguments.sealed else None
        what = Take(
            form=form,
            scope=scope_of(topic=arguments.topic, shop=arguments.shop),
            parts=frozenset(Part) - {Part(each) for each in arguments.without},
            language=program.language,
            lock=ask_for_file(program) if locked else None,
        )
        taken = export_to(session, path, proof, what)
    lines = [*_counted(program, taken), program.say("exported", file=str(path))]
    if taken.beside:
        lines.append(program.say("exported_in_files", of=1 + len(taken.beside), file=taken.beside[-1]))
    if taken.left_behind:
        lines.append(program.say("sealed_left_behind", count=taken.left_behind))
    last = program.say("exported_locked" if taken.locked else "export_not_locked")
    program.show(
        {"file": str(path), **_answer(taken), "locked": taken.locked, "beside": list(taken.beside)}, [*lines, last]
    )
    return DONE


def import_(program: Program, arguments: argparse.Namespace) -> int:
    """An export back into an empty vault, or with ``--merge`` into one that is not."""
    if arguments.merge:
        return merge_(program, arguments)
    path = Path(arguments.file)
    with program.open_session() as session:
        secret = None
        if needs_passphrase(path):
            require_nothing_kept(session)  # before a passphrase is asked for a file that could not come in
            secret = program.ask(program.say("ask_export_passphrase"))
        taken = import_from(session, path, secret)
    lines = [*_counted(program, taken), program.say("imported", file=str(path))]
    if taken.counts["items"]:
        lines.append(program.say("keys_not_imported"))
    program.show({"file": str(path), **_answer(taken)}, lines)
    return DONE


def _ask_again(program: Program, session: Session) -> PassphraseProof:
    """The passphrase once more, for what is sealed."""
    return session.ask_passphrase().prove(program.ask(program.say("ask_again")))


def ask_for_file(program: Program) -> Passphrase:
    """A passphrase for the file alone, typed twice where it is typed: nobody can look it up afterwards.

    Raises :class:`ChoiceError` ``passphrase_short`` or ``passphrases_differ``.
    """
    if program.typed:
        program.tell(program.say("export_lock_ask"))
    new = program.ask(program.say("ask_export_passphrase"))
    new.check_new()
    if program.typed and program.ask(program.say("ask_new_again")).reveal() != new.reveal():
        raise ChoiceError("passphrases_differ")
    return new


def _answer(taken: Taken) -> dict[str, Json]:
    return {"counts": dict(taken.counts), "sealed": taken.sealed, "left_behind": taken.left_behind}


def _counted(program: Program, taken: Taken) -> list[str]:
    rows = [(program.sentences.say("records", name), str(count)) for name, count in taken.counts.items()]
    return columns(rows, indent=2)
