"""One window for each vault: a second start hands its links to the first, and ends.

The socket lies in a folder of the user's own, so that nobody else can stand there first and be handed the links.
What arrives is bounded and must look as this program sends it; anything else is dropped without a word.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from vault.openid4vp.link import MAX_LINK, SCHEMES

MOST_LINKS = 5
"""In one hand-over. A browser gives one; a person pastes a few."""
MOST_CALLERS = 8
"""At one moment. Each may hold a whole hand-over in memory."""
PATIENCE_MS = 2000
"""For a caller that does not finish, and for a first window that does not answer."""
_GREETING = b"preference-vault links 1"
_MOST_BYTES = len(_GREETING) + 1 + MOST_LINKS * (MAX_LINK + 1)


def our_links(texts: Iterable[str]) -> tuple[str, ...]:
    """At most :data:`MOST_LINKS` of these that can be links for this program; whether they are good is seen later."""
    return tuple(text for text in texts if _is_ours(text))[:MOST_LINKS]


def _is_ours(text: str) -> bool:
    """A scheme of ours, no longer than a request, and of characters that a link can have (RFC 3986 §2)."""
    if len(text) > MAX_LINK or not (text.isascii() and text.isprintable()) or " " in text:
        return False
    scheme, colon, _ = text.partition(":")
    return bool(colon) and scheme.lower() in SCHEMES


def pack(links: Sequence[str]) -> bytes:
    """A hand-over: the greeting and each link, a line each."""
    return b"".join(line + b"\n" for line in (_GREETING, *(link.encode("ascii") for link in our_links(links))))


def unpack(data: bytes) -> tuple[str, ...] | None:
    """The links of a hand-over, perhaps none; ``None`` if it is not one."""
    if len(data) > _MOST_BYTES or not data.endswith(b"\n"):
        return None
    greeting, *lines = data[:-1].split(b"\n")
    if greeting != _GREETING or len(lines) > MOST_LINKS:
        return None
    try:
        links = [line.decode("ascii") for line in lines]
    except UnicodeDecodeError:
        return None
    return tuple(links) if all(map(_is_ours, links)) else None


def private_folder(environment: Mapping[str, str], home: Path) -> Path:
    """Where a user's sockets lie: the runtime folder that the system made for them, else one of our own at home."""
    given = environment.get("XDG_RUNTIME_DIR", "")
    if given.startswith("/") and Path(given).is_dir():
        return Path(given)
    return home / ".cache" / "preference-vault"


class SingleInstance(QObject):
    """Waits for the links of later starts. ``called`` comes with every hand-over, also with one without links."""

    called = Signal()
    link_received = Signal(str)

    def __init__(self, name: str, parent: QObject | None = None, folder: Path | None = None) -> None:
        """``name`` is a file name, the same for each start with the same vault. ``folder`` is for the socket."""
        super().__init__(parent)
        self._folder = folder or private_folder(os.environ, Path.home())
        self._lock = str(self._folder / f"{name}.lock")
        self._address = name if sys.platform == "win32" else str(self._folder / name)  # there, names are not files
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        self._callers = 0

    def start(self, links: Sequence[str]) -> bool:
        """Become the one instance, or give ``links`` to it.

        ``False``: another one has them now, and this program may end. ``True``: go on. The links are then the
        caller's; should no socket be possible here, links reach this window only by pasting them.
        """
        with contextlib.suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = QLockFile(self._lock)  # two starts at once would both find nobody
        lock.tryLock(PATIENCE_MS)
        try:
            if self._hand_over(links):
                return False
            QLocalServer.removeServer(self._address)  # nobody answered: left behind by a crash
            self._server.listen(self._address)
        finally:
            lock.unlock()
        return True

    def stop(self) -> None:
        """Wait for nothing any more. Also happens when this object goes."""
        self._server.close()

    def _hand_over(self, links: Sequence[str]) -> bool:
        """Before the window is there, so waiting here holds up nothing."""
        socket = QLocalSocket()
        socket.connectToServer(self._address)
        if not socket.waitForConnected(PATIENCE_MS):
            return False
        socket.write(pack(links))
        while socket.bytesToWrite() and socket.waitForBytesWritten(PATIENCE_MS):
            pass
        socket.disconnectFromServer()
        return True

    def _greet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            if self._callers >= MOST_CALLERS:
                socket.abort()
                socket.deleteLater()
                continue
            self._callers += 1
            _Caller(socket, self).finished.connect(self._take)

    @Slot(object)
    def _take(self, links: tuple[str, ...] | None) -> None:
        self._callers -= 1
        if links is None:
            return
        self.called.emit()
        for link in links:
            self.link_received.emit(link)


class _Caller(QObject):
    """A later start, or whatever else knocks: heard out, within bounds, and gone."""

    finished = Signal(object)

    def __init__(self, socket: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        socket.setParent(self)
        socket.setReadBufferSize(_MOST_BYTES + 1)
        self._socket = socket
        self._sent_away = False
        patience = QTimer(self)
        patience.setSingleShot(True)
        patience.timeout.connect(self._enough)
        patience.start(PATIENCE_MS)
        socket.readyRead.connect(self._bound)
        socket.disconnected.connect(self._end)

    @Slot()
    def _enough(self) -> None:
        self._sent_away = True
        self._socket.abort()

    @Slot()
    def _bound(self) -> None:
        if self._socket.bytesAvailable() > _MOST_BYTES:
            self._enough()

    @Slot()
    def _end(self) -> None:
        self.deleteLater()
        # A caller that was sent away has nothing left to read.
        said = b"" if self._sent_away else bytes(self._socket.readAll().data())
        self.finished.emit(unpack(said))
