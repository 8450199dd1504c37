"""The desktop file for links: exactly what is written, where, and what the desktop is told."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from vault import bundled
from vault.core.errors import StorageError
from vault.desktop import registration
from vault.desktop.icons import Icons
from vault.desktop.registration import FILE_NAME, LINK_TYPES, desktop_file, icon_file, install, is_registered, remove
from vault.desktop.registration_note import RegistrationNote
from vault.desktop.theme import Theme, parse_tokens
from vault.openid4vp.link import SCHEMES

PROGRAM = Path("/opt/vault-1.0/bin/preference-vault")
ODD = Path('/home/an na/100% "own" $tools\\é/preference-vault')
FIXTURE = Path(__file__).parents[2] / "fixtures" / "desktop" / FILE_NAME


class Desktop:
    """Remembers what it was told; ``there`` are the programs it has."""

    def __init__(self, *there: str) -> None:
        self.there = there
        self.told: list[list[str]] = []

    def __call__(self, command: Sequence[str]) -> bool:
        self.told.append(list(command))
        return command[0] in self.there


@pytest.fixture
def applications(tmp_path: Path) -> Path:
    return tmp_path / "share" / "applications"


def test_file_is_as_the_specification_asks() -> None:
    assert desktop_file(ODD) == FIXTURE.read_bytes()


def test_plain_path_has_no_quotes() -> None:
    assert b"\nExec=/opt/vault-1.0/bin/preference-vault window %u\n" in desktop_file(PROGRAM)


@pytest.mark.parametrize("program", ["preference-vault", "/a/b=c", "/a/b\nExec=rm", "/a/\udcff", "/a/\x1b"])
def test_path_that_no_desktop_file_can_name_is_refused(program: str) -> None:
    with pytest.raises(StorageError) as refused:
        desktop_file(Path(program))
    assert refused.value.code == "folder_unusable"


def test_claims_schemes_that_the_program_reads() -> None:
    line = next(line for line in desktop_file(PROGRAM).decode().splitlines() if line.startswith("MimeType="))
    assert line == f"MimeType={';'.join(LINK_TYPES)};"
    assert {kind.removeprefix("x-scheme-handler/") for kind in LINK_TYPES} <= set(SCHEMES)


def test_install_writes_and_tells_the_desktop(applications: Path) -> None:
    desktop = Desktop("xdg-mime")
    assert not is_registered(applications, PROGRAM)
    assert install(applications, PROGRAM, desktop)
    assert (applications / FILE_NAME).read_bytes() == desktop_file(PROGRAM)
    assert is_registered(applications, PROGRAM)
    assert desktop.told == [
        ["xdg-icon-resource", "forceupdate", "--mode", "user"],
        ["update-desktop-database", str(applications)],
        ["xdg-mime", "default", FILE_NAME, *LINK_TYPES],
    ]


def test_icon_is_where_the_desktop_file_says(applications: Path) -> None:
    install(applications, PROGRAM, Desktop())
    line = next(line for line in desktop_file(PROGRAM).decode().splitlines() if line.startswith("Icon="))
    icon = applications.parent / "icons" / "hicolor" / "scalable" / "apps" / f"{line.removeprefix('Icon=')}.svg"
    assert icon == icon_file(applications)
    assert icon.read_bytes() == bundled.read("desktop/preference-vault.svg")


def test_without_the_icon_there_is_no_desktop_file(applications: Path) -> None:
    icon_file(applications).mkdir(parents=True)
    with pytest.raises(StorageError):
        install(applications, PROGRAM, Desktop())
    assert not (applications / FILE_NAME).exists()


def test_install_says_that_nobody_was_told(applications: Path) -> None:
    assert not install(applications, PROGRAM, Desktop())
    assert is_registered(applications, PROGRAM)


def test_file_of_a_program_elsewhere_is_not_ours(applications: Path) -> None:
    install(applications, Path("/old/preference-vault"), Desktop())
    assert not is_registered(applications, PROGRAM)
    install(applications, PROGRAM, Desktop())
    assert is_registered(applications, PROGRAM)


def test_link_in_the_place_of_the_file_is_left_alone(applications: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("mine")
    applications.mkdir(parents=True)
    (applications / FILE_NAME).symlink_to(other)
    desktop = Desktop()
    with pytest.raises(StorageError) as refused:
        install(applications, PROGRAM, desktop)
    assert refused.value.code == "link_refused"
    assert other.read_text() == "mine"
    assert desktop.told == []


def test_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError):
        install(tmp_path / "file" / "applications", PROGRAM, Desktop())


def test_remove_takes_file_and_icon_and_tells_the_desktop(applications: Path) -> None:
    install(applications, PROGRAM, Desktop())
    desktop = Desktop()
    remove(applications, desktop)
    assert [path for path in applications.parent.rglob("*") if path.is_file()] == []
    assert [command[0] for command in desktop.told] == ["xdg-icon-resource", "update-desktop-database"]
    remove(applications, desktop)
    assert len(desktop.told) == 2


def test_remove_takes_an_icon_that_was_left_behind(applications: Path) -> None:
    install(applications, PROGRAM, Desktop())
    (applications / FILE_NAME).unlink()
    remove(applications, Desktop())
    assert not icon_file(applications).exists()


def test_remove_says_what_it_could_not(applications: Path) -> None:
    (applications / FILE_NAME).mkdir(parents=True)
    with pytest.raises(StorageError):
        remove(applications, Desktop())


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({}, "/home/anna/.local/share/applications"),
        ({"XDG_DATA_HOME": "/data"}, "/data/applications"),
        ({"XDG_DATA_HOME": "relative"}, "/home/anna/.local/share/applications"),
    ],
)
def test_applications_folder(environment: dict[str, str], folder: str) -> None:
    assert registration.applications_folder(environment, Path("/home/anna")) == Path(folder)


def test_runner_without_the_program() -> None:
    assert not registration.run_if_present(["no-such-program-of-a-desktop"])


@pytest.mark.parametrize(("words", "worked"), [("", True), ("raise SystemExit(3)", False)])
def test_runner_says_how_it_ended(words: str, worked: bool) -> None:
    assert registration.run_if_present([sys.executable, "-c", words]) is worked


def test_runner_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registration, "_PATIENCE", 0.2)
    assert not registration.run_if_present([sys.executable, "-c", "import time; time.sleep(60)"])


def test_real_xdg_mime_then_answers_with_our_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("XDG_CURRENT_DESKTOP", raising=False)
    (tmp_path / "config").mkdir()
    assert install(tmp_path / "data" / "applications", PROGRAM)
    for kind in LINK_TYPES:
        asked = subprocess.run(["xdg-mime", "query", "default", kind], capture_output=True, text=True, check=True)
        assert asked.stdout.strip() == FILE_NAME


def test_note_has_two_equal_buttons(qtbot: QtBot, qapp: QApplication) -> None:
    theme = Theme(parse_tokens(bundled.read("theme/tokens.json")), dark=False)
    theme.apply(qapp)
    note = RegistrationNote(theme, Icons(theme))
    qtbot.addWidget(note)
    with qtbot.waitExposed(note):
        note.show()
    assert note.no.size() == note.yes.size()
    assert note.no.property("kind") == note.yes.property("kind") == "normal"
    assert note.no.height() >= theme.size("minHitTarget")
    with qtbot.waitSignal(note.refused):
        qtbot.mouseClick(note.no, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(note.agreed):
        qtbot.keyClick(note.yes, Qt.Key.Key_Space)
