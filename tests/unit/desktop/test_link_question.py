"""Whether links open here: asked once, and done as answered."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from tests.unit.desktop.known_links import KnownLinks
from tests.unit.desktop.vault_day import sentences
from vault.desktop import link_choice
from vault.desktop.link_choice import LinkChoice, choice_here
from vault.desktop.link_question import LinkQuestion
from vault.desktop.registration import FreedesktopLinks
from vault.desktop.registration_macos import MacLinks
from vault.desktop.registration_windows import WindowsLinks
from vault.desktop.system_files import Claimed
from vault.desktop.tasks import InlineTasks


class Desk:
    """One question, and what it says."""

    def __init__(self, folder: Path) -> None:
        self.links, self.config = KnownLinks(), folder / "config"
        self.choice: LinkChoice | None = self.links.choice(self.config)
        self.said: list[str] = []
        self.question = LinkQuestion(InlineTasks(), sentences(), lambda: self.choice)
        self.question.wanted.connect(lambda: self.said.append("wanted"))
        self.question.settled.connect(lambda: self.said.append("settled"))
        self.question.failed.connect(self.said.append)


@pytest.fixture
def desk(qapp: QCoreApplication, tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_yes_registers_and_is_not_asked_again(desk: Desk) -> None:
    desk.question.start()
    desk.question.agree()
    assert desk.said == ["wanted", "settled"]
    assert desk.links.now is Claimed.ALL
    desk.question.start()
    assert desk.said == ["wanted", "settled"]


def test_no_changes_nothing_and_is_not_asked_again(desk: Desk) -> None:
    desk.question.start()
    desk.question.refuse()
    desk.question.start()
    assert desk.said == ["wanted", "settled"]
    assert desk.links.done == []


def test_nothing_is_done_before_the_answer(desk: Desk, tmp_path: Path) -> None:
    desk.question.start()
    assert list(tmp_path.iterdir()) == []
    assert desk.links.done == []


def test_where_links_can_start_nothing_nobody_is_asked(desk: Desk) -> None:
    desk.choice = None
    desk.question.start()
    assert desk.said == []


def test_what_goes_wrong_is_said(desk: Desk) -> None:
    desk.links.fails = True
    desk.question.start()
    desk.question.agree()
    assert desk.said[0] == "wanted"
    assert len(desk.said) == 2
    assert " " in desk.said[1]


def test_a_no_is_forgotten_by_a_later_yes(desk: Desk) -> None:
    choice = desk.choice
    assert choice is not None
    assert choice.give_back() is Claimed.NOTHING
    assert choice.is_made()
    assert choice.agree() is Claimed.ALL
    assert list(desk.config.iterdir()) == []


@pytest.mark.parametrize(
    ("platform", "kind"), [("linux", FreedesktopLinks), ("win32", WindowsLinks), ("darwin", MacLinks)]
)
def test_each_system_has_its_own_way(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str, kind: type
) -> None:
    monkeypatch.setattr(link_choice.sys, "platform", platform)
    monkeypatch.setattr(link_choice.shutil, "which", lambda _: "/opt/preference-vault")
    choice = choice_here(tmp_path)
    assert choice is not None
    assert isinstance(choice.links, kind)


def test_there_is_no_choice_without_a_program_or_on_a_system_nobody_knows(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(link_choice.shutil, "which", lambda _: None)
    assert choice_here(tmp_path) is None
    monkeypatch.setattr(link_choice.shutil, "which", lambda _: "/opt/preference-vault")
    monkeypatch.setattr(link_choice.sys, "platform", "emscripten")
    assert choice_here(tmp_path) is None
