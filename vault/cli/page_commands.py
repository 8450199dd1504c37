"""``wish export`` and ``people export``: one page for family, as HTML, a PDF or text."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from vault.cli.exit_codes import DONE
from vault.customer.family_page import FamilyChoice, family_page
from vault.customer.people import list_people, person_named
from vault.customer.record_page import save_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vault.cli.program import Program
    from vault.customer.session import Session


def wish_export(program: Program, arguments: argparse.Namespace) -> int:
    """The customer's own wishes, and whose sizes they name."""
    with program.open_session() as session:
        people = _ids(session, arguments.people)
        _save(program, session, arguments.file, FamilyChoice(people=people, prices=arguments.prices))
    return DONE


def people_export(program: Program, arguments: argparse.Namespace) -> int:
    """Those who are named, or everybody."""
    with program.open_session() as session:
        people = _ids(session, arguments.nickname) or tuple(each.id for each in list_people(session))
        choice = FamilyChoice(arguments.wishes, people, ideas=arguments.ideas, prices=arguments.prices)
        _save(program, session, arguments.file, choice)
    return DONE


def _ids(session: Session, nicknames: Sequence[str]) -> tuple[str, ...]:
    return tuple(person_named(session, each).id for each in nicknames)


def _save(program: Program, session: Session, file: str, choice: FamilyChoice) -> None:
    path = Path(file)
    page = family_page(session, choice, program.sentences)
    save_page(page, path, made=program.clock.now(), random=program.random)
    headings = [part.heading for part in page.parts]
    program.show({"file": path.name, "parts": [*headings]}, [program.say("page_saved", file=path.name)])
