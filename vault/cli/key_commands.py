"""``keys``: the ways into the vault, and the key behind them."""

from __future__ import annotations

import argparse
from pathlib import Path

from vault.cli.exit_codes import DONE, exit_code
from vault.cli.program import Program
from vault.cli.table import columns
from vault.core.clock import to_text
from vault.core.errors import ChoiceError, StorageError
from vault.core.value import Json
from vault.customer import keys
from vault.customer.backups import view_backups
from vault.customer.keys import KeyWork, Kind, NewRecovery, RecoveryKit, WayIn
from vault.customer.kit_file import assert_free, draw_kit, save_kit
from vault.customer.other_ways import recover
from vault.customer.renewing import delete_old_backups, prepare_renewal, record_renewal
from vault.customer.session import Passphrase, Session, derive


def list_(program: Program, arguments: argparse.Namespace) -> int:
    """What opens the vault."""
    with program.open_session() as session:
        found = keys.view_keys(session)
    told: list[Json] = [
        {"kind": each.kind, "made": None if each.made is None else to_text(each.made), "memory_mib": each.memory}
        for each in found
    ]
    program.show({"keys": told}, columns([_row(program, each) for each in found]))
    return DONE


def passphrase(program: Program, arguments: argparse.Namespace) -> int:
    """Another passphrase. The vault is not encrypted again."""
    typed, session = _opened(program)
    with session:
        new = program.ask_new()
        keys.record(session, _work(session, typed).change_passphrase(new, program.profile()))
        kept = _backups(session)
    lines = [program.say("passphrase_changed")]
    program.show({"changed": True, "old_backups": kept}, [*lines, *_old_backups(program, kept)])
    return DONE


def recovery(program: Program, arguments: argparse.Namespace) -> int:
    """A recovery code, shown once, or none any more."""
    if arguments.remove:
        with program.open_session() as session:
            keys.remove_recovery(session)
        program.show({"removed": True}, [program.say("recovery_removed")])
        return DONE
    path = None if arguments.pdf is None else Path(arguments.pdf)
    if path is not None:
        assert_free(path)
    typed, session = _opened(program)
    with session:
        made = _work(session, typed).make_recovery()
        page = None if path is None else _page(program, made)
        kit = keys.record_recovery(session, made)
    answer: dict[str, Json] = {"recovery_code": kit.code.text, "made": to_text(kit.made)}
    if path is None or page is None:
        program.show({**answer, "file": None}, _kit_lines(program, kit))
        return DONE
    try:
        save_kit(path, page, random=program.random)
    except (ChoiceError, StorageError) as problem:  # the code is the vault's now, and shown once, whatever happens
        program.tell(*_kit_lines(program, kit))
        program.fail(problem, {**answer, "file": None})
        return exit_code(problem)
    lines = [*_kit_lines(program, kit), program.say("recovery_saved", file=str(path))]
    program.show({**answer, "file": str(path)}, lines)
    return DONE


def quick(program: Program, arguments: argparse.Namespace) -> int:
    """Whether this computer opens the vault."""
    if arguments.state == "off":
        with program.open_session() as session:
            keys.turn_off_quick_unlock(session, _keychain(program))
        program.show({"quick_unlock": False}, [program.say("quick_off")])
        return DONE
    keychain = program.keychain()  # before anything is typed
    typed, session = _opened(program)
    with session:
        keys.record(session, _work(session, typed).turn_on_quick_unlock(keychain))
    program.show({"quick_unlock": True}, [program.say("quick_on"), program.say("quick_how")])
    return DONE


def renew(program: Program, arguments: argparse.Namespace) -> int:
    """A new key for the whole vault."""
    typed, session = _opened(program)
    with session:
        keychain = _keychain(program) if any(each.kind == Kind.KEYCHAIN for each in keys.view_keys(session)) else None
        renewed = record_renewal(session, prepare_renewal(_work(session, typed), typed, keychain, program.profile()))
        deleted = delete_old_backups(session) if arguments.delete_backups else 0
    kept = renewed.old_backups - deleted
    lines = [program.say("key_renewed")]
    if Kind.RECOVERY in renewed.lost:
        lines.append(program.say("recovery_lost"))
    if Kind.KEYCHAIN in renewed.lost:
        lines.append(program.say("quick_lost"))
    lines += [program.say("backups_deleted", count=deleted)] if deleted else _old_backups(program, kept)
    lost: list[Json] = [kind.value for kind in renewed.lost]
    program.show({"renewed": True, "lost": lost, "old_backups": kept, "deleted_backups": deleted}, lines)
    return DONE


def recover_(program: Program, arguments: argparse.Namespace) -> int:
    """A new passphrase, for who has the recovery code."""
    program.require_vault()
    question = program.say("ask_recovery_code")
    # A code from paper is typed where it can be seen: it takes 33 signs, and its page lies beside the keyboard.
    code = program.read_line(question) if program.typed else program.ask(question).reveal().decode("utf-8")
    recovery_ = recover(program.folder, code)
    new = program.ask_new()
    program.open_derived(recovery_.choose(new, random=program.random, profile=program.profile())).lock()
    program.show({"recovered": True}, [program.say("recovered"), program.say("recovery_stays")])
    return DONE


def _opened(program: Program) -> tuple[Passphrase, Session]:
    """The passphrase and what it opens: a change of the keys takes both."""
    program.require_vault()
    typed = program.ask(program.say("ask_passphrase"))
    return typed, program.open_derived(derive(program.folder, typed))


def _work(session: Session, typed: Passphrase) -> KeyWork:
    return keys.start(session, session.ask_passphrase().prove(typed))


def _keychain(program: Program) -> keys.Keychain | None:
    """The keychain, where there still is one."""
    try:
        return program.keychain()
    except StorageError:
        return None


def _page(program: Program, made: NewRecovery) -> bytes:
    """Drawn before the code is the vault's: what cannot be drawn changes nothing."""
    return draw_kit(made.code, vault_name=made.vault_name, made=made.made, language=program.language)


def _kit_lines(program: Program, kit: RecoveryKit) -> list[str]:
    groups = [f"{number} {group}" for number, group in enumerate(kit.code.groups, 1)]
    return [
        program.say("recovery_made"),
        *columns([groups[:4], groups[4:]], indent=2),
        "  " + program.say("recovery_check_sign", sign=kit.code.check),
        program.say("recovery_keep"),
    ]


def _backups(session: Session) -> int:
    return len(view_backups(session).kept)


def _old_backups(program: Program, count: int) -> list[str]:
    return [program.say("old_backups", count=count)] if count else []


def _row(program: Program, way: WayIn) -> tuple[str, ...]:
    made = "" if way.made is None else program.say("way_made", date=program.sentences.date(way.made))
    cost = program.say("way_cost", memory=way.memory) if way.memory else ""
    return program.sentences.say("ways_in", way.kind), made or cost
