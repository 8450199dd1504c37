"""``create`` and ``check``."""

from __future__ import annotations

import argparse

from vault.cli.exit_codes import DONE, VAULT_PROBLEM
from vault.cli.program import Program
from vault.cli.table import columns
from vault.core.errors import ChoiceError
from vault.core.value import Json
from vault.customer.checking import check_vault
from vault.customer.session import create_vault


def create(program: Program, arguments: argparse.Namespace) -> int:
    """Make a vault. A passphrase that is typed is typed twice, for nobody can look it up afterwards."""
    if program.typed:
        program.tell(program.say("new_passphrase_advice"))
    passphrase = program.ask(program.say("ask_new_passphrase"))
    passphrase.check_new()
    if program.typed and program.ask(program.say("ask_new_again")).reveal() != passphrase.reveal():
        raise ChoiceError("passphrases_differ")
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
    """Look at everything, and say of each thing whether it is whole."""
    with program.open_session() as session:
        checked = check_vault(session)
    lines: list[Json] = [{"check": line.code, "problems": line.problems} for line in checked.lines]
    rows = [
        (
            program.sentences.say("checks", line.code),
            program.say("check_whole") if line.whole else program.say("check_problems", count=line.problems),
        )
        for line in checked.lines
    ]
    end = program.say("vault_whole") if checked.whole else program.say("vault_not_whole")
    program.show({"whole": checked.whole, "checks": lines}, [*columns(rows), end])
    return DONE if checked.whole else VAULT_PROBLEM
