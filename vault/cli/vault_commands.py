"""``create`` and ``check``."""

from __future__ import annotations

import argparse

from vault.cli.backup_commands import backup_lines, damage_lines, damage_told, kept_told
from vault.cli.exit_codes import DONE, VAULT_PROBLEM
from vault.cli.program import Program
from vault.cli.table import columns
from vault.core.errors import StorageError
from vault.core.value import Json
from vault.customer.checking import Checked, check_vault
from vault.customer.restoring import Damage, look_at_damage, newest_backup
from vault.customer.session import create_vault


def create(program: Program, arguments: argparse.Namespace) -> int:
    """Make a vault."""
    program.require_no_vault_away()  # a second one would be made in the place where its disk belongs
    passphrase = program.ask_new()
    session = create_vault(
        program.folder,
        passphrase,
        catalogue=program.catalogue,
        clock=program.clock,
        random=program.random,
        profile=program.profile(),
    )
    session.lock()
    program.show({"created": str(program.folder)}, [program.say("created", folder=str(program.folder))])
    return DONE


def check(program: Program, arguments: argparse.Namespace) -> int:
    """Look at everything, and say of each thing whether it is whole; of damage, what can be done."""
    program.require_vault()
    try:
        derived = program.derive()
    except StorageError as problem:  # what is wrong is beside the database, or there is none
        return _fail_with_backup(program, problem)
    try:
        with program.open_derived(derived) as session:
            checked = check_vault(session)
    except StorageError as problem:
        damage = look_at_damage(derived) if problem.code != "vault_in_use" else None
        if damage is None:
            raise
        program.fail(problem, {"damage": damage_told(damage)})
        program.tell(*damage_lines(program, damage))
        return VAULT_PROBLEM
    return _show_checked(program, checked, None if checked.whole else look_at_damage(derived))


def _fail_with_backup(program: Program, problem: StorageError) -> int:
    try:
        newest = newest_backup(program.folder)
    except StorageError:
        raise problem from None  # the whole folder is out of reach
    program.fail(problem, {"newest_backup": None if newest is None else kept_told(newest)})
    if newest is not None:
        program.tell(*backup_lines(program, newest))
    return VAULT_PROBLEM


def _show_checked(program: Program, checked: Checked, damage: Damage | None) -> int:
    lines: list[Json] = [{"check": line.code, "problems": line.problems} for line in checked.lines]
    rows = [
        (
            program.sentences.say("checks", line.code),
            program.say("check_whole") if line.whole else program.say("check_problems", count=line.problems),
        )
        for line in checked.lines
    ]
    end = program.say("vault_whole") if checked.whole else program.say("vault_not_whole")
    answer: dict[str, Json] = {"whole": checked.whole, "checks": lines}
    if damage is None:
        program.show(answer, [*columns(rows), end])
    else:
        program.show(answer | {"damage": damage_told(damage)}, [*columns(rows), end, *damage_lines(program, damage)])
    return DONE if checked.whole else VAULT_PROBLEM
