"""Whether links open here: asked once, and done as answered."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from tests.unit.desktop.vault_day import sentences
from vault.desktop.link_question import LinkQuestion, Places
from vault.desktop.registration import is_registered
from vault.desktop.tasks import InlineTasks


class Desk:
    """One question, and what it says."""

    def __init__(self, folder: Path) -> None:
        self.places = Places(Path("/usr/bin/preference-vault"), folder / "applications", folder / "config" / "no")
        self.said: list[str] = []
        self.ran: list[str] = []
        self.question = LinkQuestion(InlineTasks(), sentences(), self.places, self._run)
        self.question.wanted.connect(lambda: self.said.append("wanted"))
        self.question.settled.connect(lambda: self.said.append("settled"))
        self.question.failed.connect(self.said.append)

    def _run(self, command: Sequence[str]) -> bool:
        self.ran.append(command[0])
        return True


@pytest.fixture
def desk(qapp: QCoreApplication, tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_yes_registers_and_is_not_asked_again(desk: Desk) -> None:
    desk.question.start()
    desk.question.agree()
    assert desk.said == ["wanted", "settled"]
    assert is_registered(desk.places.applications, desk.places.program)
    assert "xdg-mime" in desk.ran
    desk.question.start()
    assert desk.said == ["wanted", "settled"]


def test_no_changes_nothing_and_is_not_asked_again(desk: Desk) -> None:
    desk.question.start()
    desk.question.refuse()
    desk.question.start()
    assert desk.said == ["wanted", "settled"]
    assert not desk.places.applications.exists()
    assert desk.ran == []


def test_nothing_is_written_before_the_answer(desk: Desk, tmp_path: Path) -> None:
    desk.question.start()
    assert list(tmp_path.iterdir()) == []


def test_what_goes_wrong_is_said(desk: Desk) -> None:
    desk.places.applications.write_text("in the way")
    desk.question.agree()
    assert len(desk.said) == 1
    assert " " in desk.said[0]
