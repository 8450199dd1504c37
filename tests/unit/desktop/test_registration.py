"""The desktop file for links: exactly what is written, where, and what the desktop is told."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from vault import bundled
from vault.core.errors import StorageError
from vault.desktop import registration, system_files
from vault.desktop.icons import Icons
from vault.desktop.registration import (
    FILE_NAME,
    OF_ALL_WALLETS,
    OURS,
    TYPE_NAME,
    FreedesktopLinks,
    desktop_file,
    icon_file,
    type_file,
)
from vault.desktop.registration_note import RegistrationNote
from vault.desktop.request_file import ENDINGS, REQUEST_TYPE
from vault.desktop.system_files import Claimed, ask_if_present, run_if_present
from vault.desktop.theme import Theme, parse_tokens
from vault.openid4vp.link import SCHEMES

PROGRAM = Path("/opt/vault-1.0/bin/preference-vault")
ODD = Path('/home/an na/100% "own" $tools\\é/preference-vault')
FIXTURES = Path(__file__).parents[2] / "fixtures" / "desktop"
ALL = (*OURS, OF_ALL_WALLETS)


class Desktop:
    """Remembers what it was told; ``there`` are the programs it has, ``default`` what xdg-mime says of a link."""

    def __init__(self, *there: str, default: str | None = "") -> None:
        self.there, self.default = there, default
        self.told: list[list[str]] = []

    def ask(self, command: Sequence[str]) -> str | None:
        assert command == ["xdg-mime", "query", "default", OF_ALL_WALLETS]
        return self.default

    def __call__(self, command: Sequence[str]) -> bool:
        self.told.append(list(command))
        return command[0] in self.there


def links(applications: Path, desktop: Desktop, program: Path = PROGRAM) -> FreedesktopLinks:
    return FreedesktopLinks(applications, program, desktop, desktop.ask)


@pytest.fixture
def applications(tmp_path: Path) -> Path:
    return tmp_path / "share" / "applications"


def test_file_is_as_the_specification_asks() -> None:
    assert desktop_file(ODD) == (FIXTURES / FILE_NAME).read_bytes()


def test_plain_path_has_no_quotes() -> None:
    assert b"\nExec=/opt/vault-1.0/bin/preference-vault window %u\n" in desktop_file(PROGRAM)


@pytest.mark.parametrize("program", ["preference-vault", "/a/b=c", "/a/b\nExec=rm", "/a/\udcff", "/a/\x1b"])
def test_path_that_no_desktop_file_can_name_is_refused(program: str) -> None:
    with pytest.raises(StorageError) as refused:
        desktop_file(Path(program))
    assert refused.value.code == "folder_unusable"


@pytest.mark.parametrize(("of_all_wallets", "kinds"), [(True, ALL), (False, OURS)])
def test_claims_what_the_program_reads(of_all_wallets: bool, kinds: tuple[str, ...]) -> None:
    lines = desktop_file(PROGRAM, of_all_wallets=of_all_wallets).decode().splitlines()
    assert f"MimeType={';'.join(kinds)};" in lines
    assert {kind.removeprefix("x-scheme-handler/") for kind in kinds} <= {*SCHEMES, REQUEST_TYPE}


def test_a_request_file_has_a_type_of_its_own(applications: Path) -> None:
    links(applications, Desktop()).take()
    written = type_file(applications).read_bytes()
    assert written == (FIXTURES / TYPE_NAME).read_bytes()
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    (kind,) = ET.fromstring(written).findall(f"{space}mime-type")
    assert kind.get("type") == REQUEST_TYPE
    assert [each.get("pattern") for each in kind.findall(f"{space}glob")] == [f"*{ENDINGS[0]}"]
    assert f"{kind.findall(f'{space}icon')[0].get('name')}.svg" == icon_file(applications).name


def test_take_writes_and_tells_the_desktop(applications: Path) -> None:
    desktop = Desktop("xdg-mime")
    ours = links(applications, desktop)
    assert ours.claimed() is Claimed.NOTHING
    ours.take()
    assert (applications / FILE_NAME).read_bytes() == desktop_file(PROGRAM)
    assert ours.claimed() is Claimed.ALL
    assert desktop.told == [
        ["xdg-icon-resource", "forceupdate", "--mode", "user"],
        ["update-mime-database", str(applications.parent / "mime")],
        ["update-desktop-database", str(applications)],
        ["xdg-mime", "default", FILE_NAME, *ALL],
    ]


@pytest.mark.parametrize("default", ["other-wallet.desktop", None])
def test_what_another_wallet_has_or_nobody_can_say_stays(applications: Path, default: str | None) -> None:
    desktop = Desktop(default=default)
    links(applications, desktop).take()
    assert links(applications, desktop).claimed() is Claimed.ALL_BUT_TAKEN
    assert b"openid4vp" not in (applications / FILE_NAME).read_bytes()
    assert desktop.told[-1] == ["xdg-mime", "default", FILE_NAME, *OURS]


def test_what_is_ours_already_is_taken_again(applications: Path) -> None:
    links(applications, Desktop(default=FILE_NAME)).take()
    assert links(applications, Desktop()).claimed() is Claimed.ALL


def test_icon_is_where_the_desktop_file_says(applications: Path) -> None:
    links(applications, Desktop()).take()
    line = next(line for line in desktop_file(PROGRAM).decode().splitlines() if line.startswith("Icon="))
    icon = applications.parent / "icons" / "hicolor" / "scalable" / "apps" / f"{line.removeprefix('Icon=')}.svg"
    assert icon == icon_file(applications)
    assert icon.read_bytes() == bundled.read("desktop/preference-vault.svg")


@pytest.mark.parametrize("place", [icon_file, type_file])
def test_without_what_it_names_there_is_no_desktop_file(applications: Path, place: Callable[[Path], Path]) -> None:
    place(applications).mkdir(parents=True)
    with pytest.raises(StorageError):
        links(applications, Desktop()).take()
    assert not (applications / FILE_NAME).exists()


def test_file_of_a_program_elsewhere_is_not_ours(applications: Path) -> None:
    links(applications, Desktop(), Path("/old/preference-vault")).take()
    ours = links(applications, Desktop())
    assert ours.claimed() is Claimed.NOTHING
    ours.take()
    assert ours.claimed() is Claimed.ALL


def test_an_older_registration_without_request_files_is_asked_about_again(applications: Path) -> None:
    ours = links(applications, Desktop())
    ours.take()
    type_file(applications).unlink()
    assert ours.claimed() is Claimed.NOTHING


def test_link_in_the_place_of_the_file_is_left_alone(applications: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("mine")
    applications.mkdir(parents=True)
    (applications / FILE_NAME).symlink_to(other)
    desktop = Desktop()
    with pytest.raises(StorageError) as refused:
        links(applications, desktop).take()
    assert refused.value.code == "link_refused"
    assert other.read_text() == "mine"
    assert desktop.told == []


def test_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError):
        links(tmp_path / "file" / "applications", Desktop()).take()


def test_giving_back_takes_all_files_and_tells_the_desktop(applications: Path) -> None:
    links(applications, Desktop()).take()
    desktop = Desktop()
    ours = links(applications, desktop)
    ours.give_back()
    assert [path for path in applications.parent.rglob("*") if path.is_file()] == []
    assert [command[0] for command in desktop.told] == [
        "xdg-icon-resource",
        "update-mime-database",
        "update-desktop-database",
    ]
    ours.give_back()
    assert len(desktop.told) == 3
    assert ours.claimed() is Claimed.NOTHING


def test_giving_back_takes_an_icon_that_was_left_behind(applications: Path) -> None:
    links(applications, Desktop()).take()
    (applications / FILE_NAME).unlink()
    links(applications, Desktop()).give_back()
    assert not icon_file(applications).exists()


def test_giving_back_says_what_it_could_not(applications: Path) -> None:
    (applications / FILE_NAME).mkdir(parents=True)
    with pytest.raises(StorageError):
        links(applications, Desktop()).give_back()


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
    assert not run_if_present(["no-such-program-of-a-desktop"])


@pytest.mark.parametrize(("words", "worked"), [("", True), ("raise SystemExit(3)", False)])
def test_runner_says_how_it_ended(words: str, worked: bool) -> None:
    assert run_if_present([sys.executable, "-c", words]) is worked


def test_runner_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_files, "_PATIENCE", 0.2)
    assert not run_if_present([sys.executable, "-c", "import time; time.sleep(60)"])


def test_asker_gives_the_answer_without_the_end_of_the_line() -> None:
    assert ask_if_present([sys.executable, "-c", "print('a.desktop')"]) == "a.desktop"
    assert ask_if_present([sys.executable, "-c", "raise SystemExit(1)"]) is None


@pytest.fixture
def own_desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A real desktop's programs over folders of the test; returns where its desktop files are."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("XDG_CURRENT_DESKTOP", raising=False)
    (tmp_path / "config").mkdir()
    return tmp_path / "data" / "applications"


def answer(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_the_real_desktop_then_answers_with_our_file(own_desktop: Path, tmp_path: Path) -> None:
    ours = FreedesktopLinks(own_desktop, PROGRAM)
    ours.take()
    assert ours.claimed() is Claimed.ALL
    for kind in ALL:
        assert answer("xdg-mime", "query", "default", kind) == FILE_NAME
    (tmp_path / "a shop.prefrequest").write_text("openid4vp://?a=b")
    assert answer("xdg-mime", "query", "filetype", str(tmp_path / "a shop.prefrequest")) == REQUEST_TYPE
    ours.give_back()
    assert answer("xdg-mime", "query", "filetype", str(tmp_path / "a shop.prefrequest")) == "text/plain"
    ours.take()  # and again
    assert ours.claimed() is Claimed.ALL


def test_the_real_desktop_keeps_another_wallet(own_desktop: Path) -> None:
    own_desktop.mkdir(parents=True)
    entry = f"[Desktop Entry]\nType=Application\nName=Other\nExec=other %u\nMimeType={OF_ALL_WALLETS};\n"
    (own_desktop / "other.desktop").write_text(entry)
    subprocess.run(["xdg-mime", "default", "other.desktop", OF_ALL_WALLETS], check=True)
    ours = FreedesktopLinks(own_desktop, PROGRAM)
    ours.take()
    assert ours.claimed() is Claimed.ALL_BUT_TAKEN
    assert answer("xdg-mime", "query", "default", OF_ALL_WALLETS) == "other.desktop"
    assert answer("xdg-mime", "query", "default", OURS[0]) == FILE_NAME


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
