"""One window for each vault: a second start hands its links to the first, and ends once that says that it took them.

A window that closes takes nothing any more, so that whatever it did not say it took is taken by the next. The socket
lies in a folder of the user's own, so that nobody else can stand there first and be handed the links. What arrives is
bounded and must look as this program sends it; anything else is dropped without a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, QTimer, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from vault.desktop.request_file import FILE_LINK
from vault.openid4vp.link import MAX_LINK, SCHEMES

if TYPE_CHECKING:
    from vault.desktop.instance_lock import InstanceLock

MOST_LINKS = 5
"""In one hand-over. A browser gives one; a person pastes a few."""
MOST_CALLERS = 8
"""At one moment. Each may hold a whole hand-over in memory."""
PATIENCE_MS = 2000
"""For a caller that does not finish."""
ANSWER_MS = 10_000
"""For a first window that does not answer: it may be starting itself, from a slow disk."""
_AGAIN_MS = 50
"""Until a first window that does not listen, or not yet, is tried again."""
_GREETING = b"preference-vault links 1"
_END = b"\n\n"
_TAKEN = b"taken\n"
_MOST_BYTES = len(_GREETING) + 1 + MOST_LINKS * (MAX_LINK + 1) + 1


def our_links(texts: Iterable[str]) -> tuple[str, ...]:
    """At most :data:`MOST_LINKS` of these that can be links for this program; whether they are good is seen later."""
    return tuple(text for text in texts if _is_ours(text))[:MOST_LINKS]


def _is_ours(text: str) -> bool:
    """A scheme of ours or a file, no longer than a request, and of characters that a link can have (RFC 3986 §2)."""
    if len(text) > MAX_LINK or not (text.isascii() and text.isprintable()) or " " in text:
        return False
    scheme, colon, _ = text.partition(":")
    return bool(colon) and (scheme.lower() in SCHEMES or text.startswith(FILE_LINK))


def pack(links: Sequence[str]) -> bytes:
    """A hand-over: the greeting and each link, a line each, and an empty line."""
    return b"\n".join((_GREETING, *(link.encode("ascii") for link in our_links(links)))) + _END


def unpack(data: bytes) -> tuple[str, ...] | None:
    """The links of a hand-over, perhaps none; ``None`` if it is not one."""
    if len(data) > _MOST_BYTES or not data.endswith(_END):
        return None
    greeting, *lines = data.removesuffix(_END).split(b"\n")
    if greeting != _GREETING or len(lines) > MOST_LINKS:
        return None
    try:
        links = [line.decode("ascii") for line in lines]
    except UnicodeDecodeError:
        return None
    return tuple(links) if all(map(_is_ours, links)) else None


def hand_over(lock: InstanceLock, links: Sequence[str]) -> bool:
    """Give ``links`` to the window that holds the lock, or take the lock as soon as it is free.

    ``True``: that window has said that it has them, and this program may end. ``False``: go on as the one instance.
    Waits, but there is no window yet that this would hold up.
    """
    patience = QDeadlineTimer(ANSWER_MS)
    while True:
        if _taken(lock.address, links, patience):
            return True
        if lock.take() or not lock.held_elsewhere or patience.hasExpired():
            return False  # nobody is there, or no lock is possible here, or who has it neither answers nor goes
        QThread.msleep(_AGAIN_MS)


def _taken(address: str, links: Sequence[str], patience: QDeadlineTimer) -> bool:
    """Whether the first window says that it took them."""
    socket = QLocalSocket()
    socket.connectToServer(address)
    if not socket.waitForConnected(patience.remainingTime()):
        return False
    socket.write(pack(links))
    answer = b""
    while not answer.endswith(_TAKEN) and len(answer) < len(_TAKEN):
        if not socket.bytesAvailable() and not socket.waitForReadyRead(patience.remainingTime()):
            return False
        answer += bytes(socket.readAll().data())
    return answer == _TAKEN


class SingleInstance(QObject):
    """Waits for the links of later starts. ``called`` comes with every hand-over, also with one without links."""

    called = Signal()
    link_received = Signal(str)

    def __init__(self, lock: InstanceLock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = lock
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        self._callers = 0

    def listen(self) -> None:
        """Hear later starts from now on. Those that came since the lock was taken have waited.

        Should no socket be possible here, links reach this window only by pasting them.
        """
        QLocalServer.removeServer(self._lock.address)  # left behind by a crash
        self._server.listen(self._lock.address)

    def stop(self) -> None:
        """Take nothing any more, at once. Who is not answered yet goes on to be the one instance."""
        self._server.close()
        for caller in self.findChildren(_Caller):
            caller.send_away()
        self._lock.give_back()

    def _greet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            if self._callers >= MOST_CALLERS:
                socket.abort()
                socket.deleteLater()
                continue
            self._callers += 1
            caller = _Caller(socket, self)
            caller.said.connect(self._take)
            caller.gone.connect(self._count)
            caller.hear()  # what came before

    @Slot(object)
    def _take(self, links: tuple[str, ...]) -> None:
        self.called.emit()
        for link in links:
            self.link_received.emit(link)

    @Slot()
    def _count(self) -> None:
        self._callers -= 1


class _Caller(QObject):
    """A later start, or whatever else knocks: heard out, within bounds, answered, and gone."""

    said = Signal(object)
    gone = Signal()

    def __init__(self, socket: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        socket.setParent(self)
        socket.setReadBufferSize(_MOST_BYTES + 1)
        self._socket = socket
        self._listening = True
        patience = QTimer(self)
        patience.setSingleShot(True)
        patience.timeout.connect(self.send_away)
        patience.start(PATIENCE_MS)
        socket.readyRead.connect(self.hear)
        socket.disconnected.connect(self._end)

    @Slot()
    def send_away(self) -> None:
        """It hears no answer."""
        self._listening = False
        self._socket.abort()

    @Slot()
    def hear(self) -> None:
        """Take what it says once it has said it all, and tell it so."""
        if not self._listening:
            return
        if self._socket.bytesAvailable() > _MOST_BYTES:
            self.send_away()
            return
        heard = bytes(self._socket.peek(_MOST_BYTES).data())
        if not heard.endswith(_END):
            return
        self._listening = False
        links = unpack(heard)
        if links is not None:
            self.said.emit(links)
            self._socket.write(_TAKEN)
            self._socket.flush()
        self._socket.disconnectFromServer()

    @Slot()
    def _end(self) -> None:
        self.hear()
        self.deleteLater()
        self.gone.emit()
