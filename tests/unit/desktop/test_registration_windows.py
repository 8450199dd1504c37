"""The registry's values for links: exactly what is written and taken away, and what others have that stays."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath, PureWindowsPath

import pytest

from vault.core.errors import StorageError
from vault.desktop.registration_windows import (
    LINK,
    OF_ALL_WALLETS,
    OURS,
    USER_CHOICE,
    WindowsLinks,
    command,
    giving_back,
    read_registry,
    taking,
)
from vault.desktop.system_files import Claimed
from vault.openid4vp.link import SCHEMES

PROGRAM = PureWindowsPath("C:\\Users\\Anna Eén\\Preference Vault\\preference-vault.exe")
FIXTURES = Path(__file__).parents[2] / "fixtures" / "desktop"
USER, EVERYONE = r"HKEY_CURRENT_USER\Software\Classes", "HKEY_CLASSES_ROOT"


class Registry:
    """A registry in memory: ``reg import`` as Windows documents it, and the one view of user and computer."""

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], str] = {}
        self.files: list[Path] = []
        self.works = True

    def read(self, key: str, name: str) -> str | None:
        found = self.values.get((key, name))
        if found is None and key.startswith(EVERYONE):
            return self.values.get((key.replace(EVERYONE, USER), name))
        return found

    def run(self, words: Sequence[str]) -> bool:
        *rest, file = words
        assert rest == ["reg", "import"]
        self.files.append(Path(file))
        if self.works:
            self._take(Path(file).read_bytes().decode("utf-16"))
        return self.works

    def _take(self, text: str) -> None:
        key = ""
        for line in text.split("\r\n")[1:]:
            if line.startswith("[-"):
                gone = line[2:-1]
                self.values = {
                    each: data for each, data in self.values.items() if not f"{each[0]}\\".startswith(f"{gone}\\")
                }
            elif line.startswith("["):
                key = line[1:-1]
            elif line:
                name, data = line.split("=", 1)
                where = (key, "" if name == "@" else plain(name))
                if data == "-":
                    self.values.pop(where, None)
                else:
                    self.values[where] = plain(data)


def plain(quoted: str) -> str:
    assert quoted[0] == quoted[-1] == '"'
    return quoted[1:-1].replace('\\"', '"').replace("\\\\", "\\")


@pytest.fixture
def registry() -> Registry:
    return Registry()


@pytest.fixture
def links(registry: Registry, tmp_path: Path) -> WindowsLinks:
    return WindowsLinks(PROGRAM, tmp_path / "config", registry.read, registry.run)


@pytest.mark.parametrize("name", ["links-taken", "links-taken-without-openid4vp", "links-given-back"])
def test_texts_are_as_they_were_looked_at(name: str) -> None:
    made = {
        "links-taken": taking(PROGRAM, of_all_wallets=True),
        "links-taken-without-openid4vp": taking(PROGRAM, of_all_wallets=False),
        "links-given-back": giving_back(of_all_wallets=True, of_files=True),
    }[name]
    assert made.startswith("\ufeff".encode("utf-16-le"))
    text = made.decode("utf-16")
    assert text.replace("\r\n", "\n") == (FIXTURES / f"{name}.reg.txt").read_text("utf-8")
    assert text.count("\n") == text.count("\r\n")


def test_take_writes_and_leaves_no_file(links: WindowsLinks, registry: Registry) -> None:
    assert links.claimed() is Claimed.NOTHING
    links.take()
    assert links.claimed() is Claimed.ALL
    assert [file.exists() for file in registry.files] == [False]
    for scheme in (OURS, OF_ALL_WALLETS):
        assert scheme in SCHEMES
        assert registry.read(rf"{EVERYONE}\{scheme}", "URL Protocol") == ""
        assert registry.read(rf"{EVERYONE}\{scheme}\shell\open\command", "") == command(PROGRAM)
    kind = registry.read(rf"{EVERYONE}\.prefrequest", "")
    assert registry.read(rf"{EVERYONE}\{kind}\shell\open\command", "") == command(PROGRAM)


def test_the_program_is_listed_where_a_person_can_choose_it(links: WindowsLinks, registry: Registry) -> None:
    links.take()
    place = registry.read(r"HKEY_CURRENT_USER\Software\RegisteredApplications", "Preference Vault")
    kind = registry.read(rf"HKEY_CURRENT_USER\{place}\URLAssociations", OF_ALL_WALLETS)
    assert kind == LINK
    assert registry.read(rf"{USER}\{kind}\shell\open\command", "") == command(PROGRAM)


def test_everything_is_given_back(links: WindowsLinks, registry: Registry) -> None:
    links.take()
    links.give_back()
    assert registry.values == {}
    assert links.claimed() is Claimed.NOTHING


@pytest.mark.parametrize(
    ("key", "name", "data"),
    [
        (rf"{USER_CHOICE}\{OF_ALL_WALLETS}\UserChoice", "ProgId", "OtherWallet.Link"),
        (rf"{EVERYONE}\{OF_ALL_WALLETS}", "URL Protocol", ""),
        (rf"{USER}\{OF_ALL_WALLETS}", "URL Protocol", ""),
    ],
)
def test_what_another_wallet_has_stays(links: WindowsLinks, registry: Registry, key: str, name: str, data: str) -> None:
    registry.values[key, name] = data
    links.take()
    assert links.claimed() is Claimed.ALL_BUT_TAKEN
    links.give_back()
    assert registry.values == {(key, name): data}


def test_our_own_choice_is_not_another_s(links: WindowsLinks, registry: Registry) -> None:
    registry.values[rf"{USER_CHOICE}\{OF_ALL_WALLETS}\UserChoice", "ProgId"] = LINK
    links.take()
    links.take()
    assert links.claimed() is Claimed.ALL


def test_what_others_open_request_files_with_stays(links: WindowsLinks, registry: Registry) -> None:
    other = (rf"{USER}\.prefrequest\OpenWithProgids", "Other.Request")
    registry.values[other] = ""
    links.take()
    links.give_back()
    assert registry.values == {other: ""}


def test_what_opens_request_files_since_stays(links: WindowsLinks, registry: Registry) -> None:
    links.take()
    since = (rf"{USER}\.prefrequest", "")
    registry.values[since] = "Other.Request"
    links.give_back()
    assert registry.values[since] == "Other.Request"


def test_a_program_elsewhere_is_not_ours(links: WindowsLinks, registry: Registry, tmp_path: Path) -> None:
    WindowsLinks(PureWindowsPath("D:\\old\\preference-vault.exe"), tmp_path, registry.read, registry.run).take()
    assert links.claimed() is Claimed.NOTHING
    links.take()
    assert links.claimed() is Claimed.ALL


def test_what_windows_refuses_is_an_error(links: WindowsLinks, registry: Registry) -> None:
    registry.works = False
    with pytest.raises(StorageError) as refused:
        links.take()
    assert refused.value.code == "links_not_changed"
    assert [file.exists() for file in registry.files] == [False]


@pytest.mark.parametrize("program", ['C:\\a"b.exe', "C:\\100%1\\vault.exe", "C:\\a\nb.exe", "C:\\\ud800.exe"])
def test_path_that_windows_would_read_otherwise_is_refused(program: str) -> None:
    with pytest.raises(StorageError) as refused:
        command(PurePath(program))
    assert refused.value.code == "folder_unusable"


def test_a_link_that_closes_the_quotes_gives_no_option() -> None:
    assert command(PROGRAM).endswith(' window -- "%1"')


def test_there_is_nothing_to_read_on_another_system() -> None:
    assert read_registry(rf"{USER}\no-such-key-of-ours", "") is None
