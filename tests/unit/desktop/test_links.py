"""One window for each vault, and what it takes from later starts: our links, and nothing else."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from vault.desktop import links
from vault.desktop.instance_lock import InstanceLock, private_folder
from vault.desktop.links import MOST_LINKS, SingleInstance, hand_over, our_links, pack, unpack
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


SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from vault.desktop.instance_lock import InstanceLock
from vault.desktop.links import hand_over
app = QCoreApplication([])
lock = InstanceLock(sys.argv[1], Path(sys.argv[2]))
print("handed over" if not lock.take() and hand_over(lock, sys.argv[3:]) else "first", flush=True)
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    """Short, because the path of a socket has 107 bytes."""
    made = Path(tempfile.mkdtemp(prefix="pv"))
    yield made
    shutil.rmtree(made)


def listening(folder: Path) -> SingleInstance:
    """The one instance, with its socket in ``folder``."""
    lock = InstanceLock(NAME, folder)
    assert lock.take()
    instance = SingleInstance(lock)
    instance.listen()
    return instance


@pytest.fixture
def first(qtbot: QtBot, folder: Path) -> Iterator[SingleInstance]:
    instance = listening(folder)
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


def second(folder: Path, *links: str) -> subprocess.Popen[str]:
    """A later start in a process of its own, which may go on to be the first."""
    return subprocess.Popen(
        [sys.executable, "-c", SECOND, NAME, str(folder), *links], stdout=subprocess.PIPE, text=True
    )


def _ended(process: subprocess.Popen[str]) -> bool:
    return process.poll() is not None


def outcome(process: subprocess.Popen[str]) -> str:
    """What it printed."""
    with process:
        return process.communicate()[0].strip()


def is_handed_over(qtbot: QtBot, folder: Path, links: Sequence[str]) -> bool:
    """Whether a later start was told that its links are taken."""
    started = second(folder, *links)
    qtbot.waitUntil(lambda: started.poll() is not None, timeout=20_000)
    return outcome(started) == "handed over"


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


@pytest.mark.parametrize("data", [pack([LINK])[:-1], pack([])[:-1], pack([LINK]) + b"\n", b"\n\n" + pack([])])
def test_what_is_not_whole_is_nothing(data: bytes) -> None:
    assert unpack(data) is None


@pytest.mark.parametrize(
    "body",
    [
        b"https://schoenenhuis.example/\n\n",
        b"openid4vp:?a\xff\n\n",
        b"openid4vp:?a",
        b"\n\n",
        b"openid4vp:?a\n" * (MOST_LINKS + 1) + b"\n",
        b"openid4vp:?" + b"a" * MAX_LINK + b"\n\n",
        b"openid4vp:?a\nhttps://schoenenhuis.example/\n\n",
    ],
)
def test_hostile_hand_over_is_nothing(body: bytes) -> None:
    assert unpack(b"preference-vault links 1\n" + body) is None


def test_largest_hand_over_fits() -> None:
    largest = ["openid4vp:?".ljust(MAX_LINK, "a")] * MOST_LINKS
    assert unpack(pack(largest)) == tuple(largest)


def test_second_start_hands_its_links_over(qtbot: QtBot, first: SingleInstance, folder: Path) -> None:
    heard = Heard(first)
    assert is_handed_over(qtbot, folder, [LINK, "https://other.example/", OURS[1]])
    assert heard.links == [LINK, OURS[1]]
    assert heard.calls == 1


def test_second_start_without_links_calls_the_first(qtbot: QtBot, first: SingleInstance, folder: Path) -> None:
    heard = Heard(first)
    assert is_handed_over(qtbot, folder, [])
    assert (heard.links, heard.calls) == ([], 1)


def test_largest_hand_over_arrives(qtbot: QtBot, first: SingleInstance, folder: Path) -> None:
    largest = ["openid4vp:?".ljust(MAX_LINK, "a")] * MOST_LINKS
    heard = Heard(first)
    assert is_handed_over(qtbot, folder, largest)
    assert heard.links == largest


def test_other_vault_has_its_own_window(first: SingleInstance, folder: Path) -> None:
    assert InstanceLock("preference-vault-fedcba9876543210", folder).take()


def test_after_the_first_has_stopped_the_next_is_first(first: SingleInstance, folder: Path) -> None:
    first.stop()
    assert not (folder / NAME).exists()
    assert InstanceLock(NAME, folder).take()


def test_socket_left_by_a_crash_is_replaced(qtbot: QtBot, folder: Path) -> None:
    crashed = f"import os, socket; s = socket.socket(socket.AF_UNIX); s.bind({str(folder / NAME)!r}); os._exit(1)"
    subprocess.run([sys.executable, "-c", crashed], check=False)
    assert (folder / NAME).is_socket()
    instance = listening(folder)
    heard = Heard(instance)
    assert is_handed_over(qtbot, folder, [LINK])
    assert heard.links == [LINK]
    instance.stop()


def test_only_the_user_may_connect(first: SingleInstance, folder: Path) -> None:
    assert (folder / NAME).stat().st_mode & 0o077 == 0


def test_folder_is_made_for_the_user_alone(folder: Path) -> None:
    inner = folder / "cache" / "preference-vault"
    instance = listening(inner)
    assert inner.stat().st_mode & 0o777 == 0o700
    instance.stop()


def test_without_a_socket_the_program_goes_on(folder: Path) -> None:
    (folder / "file").write_text("")
    lock = InstanceLock(NAME, folder / "file")
    assert not lock.take()
    assert not hand_over(lock, [LINK])


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
    assert is_handed_over(qtbot, folder, [OURS[1]])
    assert heard.links == [OURS[1]]
    assert heard.calls == 1


def test_caller_that_stays_is_sent_away(
    qtbot: QtBot, first: SingleInstance, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "PATIENCE_MS", 100)
    heard = Heard(first)
    caller = knock(folder, pack([LINK])[:-1], stay=True)
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
    staying = [knock(folder, b"", stay=True) for _ in range(links.MOST_CALLERS)]
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
    refused.close()
    qtbot.waitUntil(lambda: first.findChildren(QLocalSocket) == [])
    assert is_handed_over(qtbot, folder, [LINK])
    assert heard.links == [LINK]


def test_one_that_does_not_wait_for_the_answer_is_heard(qtbot: QtBot, first: SingleInstance, folder: Path) -> None:
    with qtbot.waitSignal(first.link_received) as received:
        knock(folder, pack([LINK]))
    assert received.args == [LINK]


def test_what_a_closing_window_did_not_take_is_taken_by_the_next(
    qtbot: QtBot, first: SingleInstance, folder: Path
) -> None:
    """It knocked, and waits for an answer, when the window closes."""
    heard = Heard(first)
    started = second(folder, LINK)
    first._server.newConnection.disconnect(first._greet)  # the window is busy
    qtbot.waitUntil(first._server.hasPendingConnections)
    first.stop()
    assert outcome(started) == "first"
    assert heard.links == []


def test_one_that_is_being_heard_when_the_window_closes_goes_on(
    qtbot: QtBot, first: SingleInstance, folder: Path
) -> None:
    heard = Heard(first)
    caller = knock(folder, pack([LINK])[:-1], stay=True)
    qtbot.waitUntil(lambda: bool(first.findChildren(QLocalSocket)))
    first.stop()
    assert caller.recv(10) == b""
    with contextlib.suppress(OSError):
        caller.sendall(b"\n")
    caller.close()
    qtbot.waitUntil(lambda: first.findChildren(QLocalSocket) == [])
    assert heard.links == []


def test_every_link_arrives_once_however_often_windows_close(qtbot: QtBot, folder: Path) -> None:
    taken: list[str] = []
    for number in range(3):
        instance = listening(folder)
        instance.link_received.connect(taken.append)
        started = second(folder, f"{LINK}{number}")
        qtbot.waitUntil(partial(_ended, started))
        assert outcome(started) == "handed over"
        instance.stop()
    assert taken == [f"{LINK}{number}" for number in range(3)]


def test_a_window_that_starts_is_waited_for(qtbot: QtBot, folder: Path) -> None:
    """It has the lock already, and does not listen before its first picture."""
    lock = InstanceLock(NAME, folder)
    assert lock.take()
    started = second(folder, LINK)
    qtbot.wait(200)
    assert started.poll() is None
    starting = SingleInstance(lock)
    taken: list[str] = []
    starting.link_received.connect(taken.append)
    starting.listen()
    qtbot.waitUntil(lambda: started.poll() is not None)
    assert [outcome(started), *taken] == ["handed over", LINK]
    starting.stop()


def test_a_window_that_ends_before_it_listens_leaves_its_place(qtbot: QtBot, folder: Path) -> None:
    lock = InstanceLock(NAME, folder)
    assert lock.take()
    started = second(folder, LINK)
    qtbot.wait(200)
    lock.give_back()
    qtbot.waitUntil(lambda: started.poll() is not None)
    assert outcome(started) == "first"


def test_private_folder(folder: Path) -> None:
    home = Path("/home/anna")
    assert private_folder({"XDG_RUNTIME_DIR": str(folder)}, home) == folder
    for given_ in ({}, {"XDG_RUNTIME_DIR": ""}, {"XDG_RUNTIME_DIR": "relative"}, {"XDG_RUNTIME_DIR": "/no/such"}):
        assert private_folder(given_, home) == home / ".cache" / "preference-vault"
