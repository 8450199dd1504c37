"""The bundle for links on macOS: exactly what is written, that it starts the program, and that it goes again."""

from __future__ import annotations

import plistlib
import stat
import subprocess
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import pytest

from vault.core.errors import StorageError
from vault.desktop.registration_macos import (
    BUNDLE,
    LAUNCH_SERVICES,
    LAUNCHER,
    SCHEME,
    MacLinks,
    launcher,
    property_list,
)
from vault.desktop.request_file import ENDINGS
from vault.desktop.system_files import Claimed
from vault.openid4vp.link import SCHEMES

PROGRAM = PurePosixPath("/Users/anna/it's mine/preference-vault")
FIXTURES = Path(__file__).parents[2] / "fixtures" / "desktop"


@pytest.fixture
def told() -> list[list[str]]:
    return []


@pytest.fixture
def links(tmp_path: Path, told: list[list[str]]) -> MacLinks:
    def run(command: Sequence[str]) -> bool:
        told.append(list(command))
        return False

    return MacLinks(tmp_path / "Applications", PROGRAM, run)


def test_list_is_as_it_was_looked_at() -> None:
    assert property_list() == (FIXTURES / "Info.plist").read_bytes()


def test_list_names_the_scheme_and_the_ending_and_nothing_of_other_wallets() -> None:
    found = plistlib.loads(property_list())
    (link,) = found["CFBundleURLTypes"]
    assert link["CFBundleURLSchemes"] == [SCHEME]
    assert SCHEME in SCHEMES
    assert b"openid4vp" not in property_list()
    (document,), (kind,) = found["CFBundleDocumentTypes"], found["UTExportedTypeDeclarations"]
    assert document["LSItemContentTypes"] == [kind["UTTypeIdentifier"]]
    assert [f".{each}" for each in kind["UTTypeTagSpecification"]["public.filename-extension"]] == [ENDINGS[0]]


def test_launcher_is_as_it_was_looked_at() -> None:
    assert launcher(PROGRAM) == (FIXTURES / "launcher.sh").read_bytes()


def test_bundle_starts_the_program_with_what_it_is_given(tmp_path: Path) -> None:
    program = tmp_path / "a 'quoted' place" / "vault"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    program.chmod(0o700)
    MacLinks(tmp_path, program, lambda _: True).take()
    starts = tmp_path / BUNDLE / "Contents" / "MacOS" / plistlib.loads(property_list())["CFBundleExecutable"]
    said = subprocess.run([starts, "a b", "$(c)"], capture_output=True, text=True, check=True).stdout
    assert said == "window\na b\n$(c)\n"


def test_take_writes_and_tells_macos(links: MacLinks, told: list[list[str]]) -> None:
    assert links.claimed() is Claimed.NOTHING
    links.take()
    assert links.claimed() is Claimed.ALL_BUT_UNKNOWN
    assert told == [[LAUNCH_SERVICES, "-f", str(links.applications / BUNDLE)]]
    assert stat.S_IMODE((links.applications / BUNDLE / "Contents" / "MacOS" / LAUNCHER).stat().st_mode) == 0o700


def test_a_program_elsewhere_is_not_ours(links: MacLinks) -> None:
    MacLinks(links.applications, PurePosixPath("/old/vault"), links.run).take()
    assert links.claimed() is Claimed.NOTHING


def test_the_bundle_goes_and_what_others_put_into_it_stays(links: MacLinks, told: list[list[str]]) -> None:
    links.take()
    links.give_back()
    assert list(links.applications.iterdir()) == []
    assert told[-1] == [LAUNCH_SERVICES, "-u", str(links.applications / BUNDLE)]
    links.give_back()  # once more does no harm
    links.take()
    other = links.applications / BUNDLE / "Contents" / "note.txt"
    other.write_text("mine")
    links.give_back()
    assert [path for path in links.applications.rglob("*") if path.is_file()] == [other]


@pytest.mark.parametrize("program", ["vault", "/a\nb", "/\udcff"])
def test_path_that_no_script_can_name_is_refused(program: str) -> None:
    with pytest.raises(StorageError) as refused:
        launcher(PurePosixPath(program))
    assert refused.value.code == "folder_unusable"
