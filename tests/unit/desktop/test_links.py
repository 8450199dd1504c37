"""One window for each vault, and what it takes from later starts: our links, and nothing else."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from vault.desktop import links
from vault.desktop.links import MOST_LINKS, SingleInstance, our_links, pack, private_folder, unpack
from vault.openid4vp.link import MAX_LINK

NAME = "preference-vault-0123456789abcdef"
LINK = "openid4vp://?client_id=x509_san_dns%3Aschoenenhuis.example&request_uri=https%3A%2F%2Fschoenenhuis.example%2Fr"
OURS = [LINK, "preference-vault:?a=b", "HAIP-VP://?a=b"]
NOT_OURS = [
    "",
    "openid4vp",
    "https://schoenenhuis.example/",
    "javascript:alert(1)",
    "openid4vp://?a=b c",
    "openid4vp://?a=b\nopenid4vp://?c=d",
    "openid4vp://?a=\0",
    "openid4vp://?a=é",
    " openid4vp://?a=b",
    "--vault",
    "openid4vp://?" + "a" * MAX_LINK,
]

KNOCK = """
import socket, sys
caller = socket.socket(socket.AF_UNIX)
caller.connect(sys.argv[1])
try:
    caller.sendall(bytes.fromhex(sys.stdin.read()))
except OSError:
    pass
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """Short, because the path of a socket has 107 bytes."""
    made = Path(tempfile.mkdtemp(prefix="pv"))
    yield made
    shutil.rmtree(made)


@pytest.fixture
def first(qtbot: QtBot, folder: Path) -> Iterator[SingleInstance]:
    instance = SingleInstance(NAME, None, folder)
    assert instance.start([])
    yield instance
    instance.stop()


class Heard:
    def __init__(self, instance: SingleInstance) -> None:
        self.links: list[str] = []
        self.calls = 0
        instance.link_received.connect(self.links.append)
        instance.called.connect(self._count)

    def _count(self) -> None:
        self.calls += 1


def knock(folder: Path, data: bytes, *, stay: bool = False) -> socket.socket:
    """Another program of the same user, that may send anything."""
    caller = socket.socket(socket.AF_UNIX)
    caller.connect(str(folder / NAME))
    caller.sendall(data)
    if not stay:
        caller.close()
    return caller


@pytest.mark.parametrize("link", OURS)
def test_our_links(link: str) -> None:
    assert our_links([link]) == (link,)


@pytest.mark.parametrize("text", NOT_OURS)
def test_not_our_links(text: str) -> None:
    assert our_links([text]) == ()


def test_not_more_than_a_few() -> None:
    assert len(our_links([LINK] * 9)) == MOST_LINKS


_LINKS = st.lists(st.text("abcXYZ0189%&=?/:.-", max_size=40).map("openid4vp:".__add__), max_size=MOST_LINKS)


@given(_LINKS)
def test_what_is_packed_is_unpacked(found: list[str]) -> None:
    assert unpack(pack(found)) == tuple(found)


@given(st.binary(max_size=200))
def test_any_bytes_are_nothing(data: bytes) -> None:
    assert unpack(data) is None or data.startswith(b"preference-vault links 1\n")


@pytest.mark.parametrize(
    "body",
    [
        b"https://schoenenhuis.example/\n",
        b"openid4vp:?a\xff\n",
        b"openid4vp:?a",
        b"\n",
        b"openid4vp:?a\n" * (MOST_LINKS + 1),
        b"openid4vp:?" + b"a" * MAX_LINK + b"\n",
        b"openid4vp:?a\nhttps://schoenenhuis.example/\n",
    ],
)
def test_hostile_hand_over_is_nothing(body: bytes) -> None:
    assert unpack(b"preference-vault links 1\n" + body) is None


def test_largest_hand_over_fits() -> None:
    largest = ["openid4vp:?".ljust(MAX_LINK, "a")] * MOST_LINKS
    assert unpack(pack(largest)) == tuple(largest)


def test_second_start_hands_its_links_over(qtbot: QtBot, first: SingleInstance, folder: Path) -> None:
    heard = Heard(first)
    with qtbot.waitSignals([first.called, first.link_received]):
        assert not SingleInstance(NAME, None, folder).start([LINK, "https://other.example/", OURS[1]])
    assert heard.links == [LINK, OURS[1]]
    assert heard.calls == 1


def test_second_start_without_links_calls_the_first(qtbot: QtBot, first: SingleInstance, folder: Path) -> None:
    heard = Heard(first)
    with qtbot.waitSignal(first.called):
        assert not SingleInstance(NAME, None, folder).start([])
    assert heard.links == []


def test_largest_hand_over_arrives(qtbot: QtBot, first: SingleInstance, folder: Path) -> None:
    largest = ["openid4vp:?".ljust(MAX_LINK, "a")] * MOST_LINKS
    heard = Heard(first)
    with qtbot.waitSignal(first.called):
        assert not SingleInstance(NAME, None, folder).start(largest)
    assert heard.links == largest


def test_other_vault_has_its_own_window(first: SingleInstance, folder: Path) -> None:
    other = SingleInstance("preference-vault-fedcba9876543210", None, folder)
    assert other.start([])
    other.stop()


def test_after_the_first_has_stopped_the_next_is_first(first: SingleInstance, folder: Path) -> None:
    first.stop()
    assert not (folder / NAME).exists()
    second = SingleInstance(NAME, None, folder)
    assert second.start([])
    second.stop()


def test_socket_left_by_a_crash_is_replaced(qtbot: QtBot, folder: Path) -> None:
    crashed = f"import os, socket; s = socket.socket(socket.AF_UNIX); s.bind({str(folder / NAME)!r}); os._exit(1)"
    subprocess.run([sys.executable, "-c", crashed], check=False)
    assert (folder / NAME).is_socket()
    instance = SingleInstance(NAME, None, folder)
    assert instance.start([])
    with qtbot.waitSignal(instance.link_received) as received:
        assert not SingleInstance(NAME, None, folder).start([LINK])
    assert received.args == [LINK]
    instance.stop()


def test_only_the_user_may_connect(first: SingleInstance, folder: Path) -> None:
    assert (folder / NAME).stat().st_mode & 0o077 == 0


def test_folder_is_made_for_the_user_alone(folder: Path) -> None:
    inner = folder / "cache" / "preference-vault"
    instance = SingleInstance(NAME, None, inner)
    assert instance.start([])
    assert inner.stat().st_mode & 0o777 == 0o700
    instance.stop()


def test_without_a_socket_the_program_goes_on(folder: Path) -> None:
    (folder / "file").write_text("")
    assert SingleInstance(NAME, None, folder / "file").start([LINK])


@pytest.mark.parametrize("data", [b"", b"GET / HTTP/1.1\r\n\r\n", b"\xff" * 500, pack([LINK])[:-1], b"a" * 200_000])
def test_hostile_bytes_are_ignored_and_the_next_is_heard(
    qtbot: QtBot, first: SingleInstance, folder: Path, data: bytes
) -> None:
    heard = Heard(first)
    knocking = subprocess.Popen([sys.executable, "-c", KNOCK, str(folder / NAME)], stdin=subprocess.PIPE, text=True)
    assert knocking.stdin is not None
    knocking.stdin.write(data.hex())
    knocking.stdin.close()
    qtbot.waitUntil(lambda: knocking.poll() is not None)
    with qtbot.waitSignal(first.called):
        assert not SingleInstance(NAME, None, folder).start([OURS[1]])
    assert heard.links == [OURS[1]]
    assert heard.calls == 1


def test_caller_that_stays_is_sent_away(
    qtbot: QtBot, first: SingleInstance, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "PATIENCE_MS", 100)
    heard = Heard(first)
    caller = knock(folder, pack([LINK]), stay=True)
    caller.setblocking(False)

    def gone() -> bool:
        try:
            return caller.recv(1) == b""
        except BlockingIOError:
            return False

    qtbot.waitUntil(gone)
    caller.close()
    assert heard.links == []


def test_not_more_than_a_few_callers_at_once(qtbot: QtBot, first: SingleInstance, folder: Path) -> None:
    heard = Heard(first)
    staying = [knock(folder, pack([LINK]), stay=True) for _ in range(links.MOST_CALLERS)]
    qtbot.waitUntil(lambda: len(first.findChildren(QLocalSocket)) == links.MOST_CALLERS)
    refused = knock(folder, b"", stay=True)
    refused.setblocking(False)

    def gone() -> bool:
        try:
            return refused.recv(1) == b""
        except BlockingIOError:
            return False

    qtbot.waitUntil(gone)
    for caller in staying:
        caller.close()
    qtbot.waitUntil(lambda: heard.calls == links.MOST_CALLERS)
    refused.close()


def test_private_folder(folder: Path) -> None:
    home = Path("/home/anna")
    assert private_folder({"XDG_RUNTIME_DIR": str(folder)}, home) == folder
    for given_ in ({}, {"XDG_RUNTIME_DIR": ""}, {"XDG_RUNTIME_DIR": "relative"}, {"XDG_RUNTIME_DIR": "/no/such"}):
        assert private_folder(given_, home) == home / ".cache" / "preference-vault"
