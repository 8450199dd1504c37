"""``goodbye``: the end of a vault, a question at a time. Every step can be left; the next run goes on there.

Options answer the questions beforehand, so that a script can do it; without them, and without a keyboard, nothing is
decided.
"""

from __future__ import annotations

import argparse
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from vault.cli.delivered_view import as_json as deliveries_json
from vault.cli.exit_codes import DONE, NOT_REACHED
from vault.cli.taking_along_commands import ask_for_file
from vault.core.clock import to_text
from vault.core.errors import ChoiceError
from vault.core.plain_text import plain
from vault.customer.delivery import deliver, hurry
from vault.customer.goodbye import CopyState, Step, sealed_kept, stay, view_goodbye
from vault.customer.goodbye_steps import (
    begin,
    clear_to_delete,
    go_without_copy,
    leave_rest,
    letter_sender,
    make_copy,
    send_off,
    stop_all,
    write_letters,
    write_sheet,
)
from vault.customer.taking_along import Form, Take
from vault.customer.vault_names import shown_name

if TYPE_CHECKING:
    from collections.abc import Collection

    from vault.cli.program import Program
    from vault.core.value import Json
    from vault.customer.goodbye import Goodbye
    from vault.customer.goodbye_shops import ShopEnd
    from vault.customer.goodbye_steps import Cleared
    from vault.customer.outcomes import Delivered
    from vault.customer.session import Session


class Rest(StrEnum):
    """What is to be of the shops that have not confirmed."""

    WAIT = "wait"
    LETTERS = "letters"
    LEAVE = "leave"


def goodbye(program: Program, arguments: argparse.Namespace) -> int:
    """Go on with the goodbye, as far as the answers lead."""
    with program.open_session() as session:
        if arguments.stay:
            stay(session)
            program.show({"stays": True}, [program.say("goodbye_stays")])
            return DONE
        if arguments.show:
            plan = view_goodbye(session)
            program.show(_as_json(plan), _lines(program, plan))
            return DONE
        _begin(program, session, arguments)
        _copy(program, session, arguments)
        _stop(program, session, arguments)
        delivered = _deliver(program, session)
        if not _confirm(program, session, arguments):
            plan = view_goodbye(session)
            answer = {**_as_json(plan), "deliveries": deliveries_json(delivered)}
            program.show(answer, [*_lines(program, plan), program.say("goodbye_waits")])
            return NOT_REACHED
        if view_goodbye(session).next is Step.SHEET:
            name = shown_name(session.vault.folder.path.name, program.sentences)
            sheet = write_sheet(session, program.sentences, vault_name=name)
            program.tell(program.say("goodbye_sheet_written", file=str(sheet)))
        plan = view_goodbye(session)
        program.tell(*_lines(program, plan), "")
        cleared = clear_to_delete(session)
        _confirm_delete(program, cleared, yes=arguments.yes)
    gone = send_off(program.places, cleared, program.random, find_keychain=program.keychain)
    left: list[Json] = [*gone.others]
    done = [program.say(each) for each in ("goodbye_done", "disks_remember", "backups_elsewhere")]
    if gone.others:
        done += [program.say("not_ours", folder=str(cleared.folder)), *(f"  {name}" for name in gone.others)]
    program.show({**_as_json(plan), "deleted": str(cleared.folder), "left": left}, done)
    return DONE


def _begin(program: Program, session: Session, arguments: argparse.Namespace) -> None:
    plan = view_goodbye(session)
    if arguments.folder is not None:
        begin(session, Path(arguments.folder))
    elif plan.next is Step.BEGIN:
        program.tell(program.say("goodbye_what"))
        begin(session, Path(_typed(program, "goodbye_ask_folder", "FOLDER")).expanduser())


def _copy(program: Program, session: Session, arguments: argparse.Namespace) -> None:
    """A copy that was read back, or the words that there is to be none."""
    plan = view_goodbye(session)
    if plan.next is not Step.COPY:
        return
    if plan.copy is not CopyState.NONE:
        program.tell(program.sentences.say("goodbye_copies", plan.copy))
    told = arguments.sealed or arguments.without_sealed
    if arguments.without_copy or not (
        told or _chosen(program, "goodbye_ask_copy", ("word_copy", "word_no_copy"), "--sealed") == "word_copy"
    ):
        go_without_copy(session)
        program.tell(program.say("goodbye_no_copy"))
        return
    with_sealed = arguments.sealed
    if not told and sealed_kept(session):
        with_sealed = _chosen(program, "goodbye_ask_sealed", ("word_yes", "word_no"), "--sealed") == "word_yes"
    proof = session.ask_passphrase().prove(program.ask(program.say("ask_again"))) if with_sealed else None
    lock = None if arguments.open else ask_for_file(program)
    what = Take(Form.EVERYTHING, language=program.language, lock=lock)
    made = make_copy(session, proof, what, without_sealed=proof is None)
    last = program.say("exported_locked" if made.locked else "export_not_locked")
    program.tell(program.say("exported", file=str(made.file)), last)


def _stop(program: Program, session: Session, arguments: argparse.Namespace) -> None:
    plan = view_goodbye(session)
    if plan.next is not Step.STOP:
        return
    if plan.holding:
        hosts = ", ".join(each.host for each in plan.holding)
        program.tell(program.say("goodbye_stops", hosts=hosts))
        if not arguments.stop:
            _require(program, "goodbye_ask_stop", "word_yes", "--stop")
    stop_all(session)


def _deliver(program: Program, session: Session) -> tuple[Delivered, ...]:
    """The stops go to the shops, and what they say of earlier ones comes back."""
    hurry(session)
    return deliver(session, program.fetcher())


def _confirm(program: Program, session: Session, arguments: argparse.Namespace) -> bool:
    """Whether all confirmed, or it is decided what becomes of the rest."""
    plan = view_goodbye(session)
    if plan.next is not Step.CONFIRM:
        return True
    program.tell(*_shop_lines(program, plan.open), program.say("goodbye_rest"))
    if arguments.rest is not None:
        rest = Rest(arguments.rest)
    else:
        words = {f"word_{each.value}": each for each in Rest}
        rest = words[_chosen(program, "goodbye_ask_rest", tuple(words), "--rest")]
    if rest is Rest.LETTERS:
        _write_letters(program, session, arguments)
    elif rest is Rest.LEAVE:
        leave_rest(session)
    return rest is not Rest.WAIT


def _write_letters(program: Program, session: Session, arguments: argparse.Namespace) -> None:
    known = letter_sender(session, arguments.name or "", tuple(arguments.reply))
    name = known.name or _typed(program, "goodbye_ask_name", "--name")
    reply = known.reply or (_typed(program, "goodbye_ask_reply", "--reply"),)
    for path in write_letters(session, letter_sender(session, name, reply), program.language):
        program.tell(program.say("page_saved", file=str(path)))


def _confirm_delete(program: Program, cleared: Cleared, *, yes: bool) -> None:
    """The last question: the vault's name, typed."""
    name = cleared.folder.name
    program.tell(program.say("deletes_vault", name=name, folder=str(cleared.folder)))
    if yes:
        return
    if _typed(program, "type_vault_name", "--yes") != plain(name):
        raise ChoiceError("delete_not_confirmed")


def _typed(program: Program, question: str, option: str) -> str:
    if not program.interactive:
        raise ChoiceError("goodbye_needs_option", option=option)
    return program.read_line(program.say(question)).strip()


def _chosen(program: Program, question: str, words: Collection[str], option: str) -> str:
    """The code of the word that was typed. Any other word decides nothing."""
    said = {program.say(each): each for each in words}
    typed = _typed(program, question, option).casefold()
    if typed not in said:
        raise ChoiceError("goodbye_not_said")
    return said[typed]


def _require(program: Program, question: str, word: str, option: str) -> None:
    if _typed(program, question, option).casefold() != program.say(word):
        raise ChoiceError("goodbye_not_said")


def _lines(program: Program, plan: Goodbye) -> list[str]:
    """Every step with what is true of it."""
    say = program.sentences.say
    if plan.done is None:
        return [program.say("goodbye_what")]
    copy = [f"  {plan.done.copy.file}"] if plan.copy is CopyState.WHOLE and plan.done.copy is not None else []
    lines = [say("goodbye_copies", plan.copy), *copy, *_shop_lines(program, plan.shops)]
    if plan.done.sheet is not None:
        lines.append(program.say("goodbye_sheet_written", file=str(plan.done.folder / plan.done.sheet)))
    return [*lines, program.say("goodbye_next", step=say("goodbye_next", plan.next))]


def _shop_lines(program: Program, shops: Collection[ShopEnd]) -> list[str]:
    return [f"{each.host}: {program.sentences.say('goodbye_shops', each.state)}" for each in shops]


def _as_json(plan: Goodbye) -> dict[str, Json]:
    done = plan.done
    rest = done.rest if done is not None else {}
    shops: list[Json] = [
        {"host": each.host, "state": each.state.value, "letter": rest.get(each.host) or None, "stop_code": each.code}
        for each in plan.shops
    ]
    return {
        "next": plan.next.value,
        "begun": to_text(done.begun) if done is not None else None,
        "folder": str(done.folder) if done is not None else None,
        "copy": {
            "state": plan.copy.value,
            "file": str(done.copy.file) if done is not None and done.copy is not None else None,
        },
        "shops": shops,
        "sheet": done.sheet if done is not None else None,
    }
