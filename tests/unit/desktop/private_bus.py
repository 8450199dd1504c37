"""A message bus of a test's own, and on it what a desktop has: logind and a screen saver."""

from __future__ import annotations

import itertools
import os
import select
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusUnixFileDescriptor,
    QDBusVirtualObject,
)

LOGIND = "org.freedesktop.login1"
LOGIND_PATH = "/org/freedesktop/login1"
OUR_SESSION = f"{LOGIND_PATH}/session/_32"
OTHER_SESSION = f"{LOGIND_PATH}/session/_33"
_NUMBERS = itertools.count()


@dataclass
class Bus:
    """One running ``dbus-daemon``. Each connection to it is another program."""

    address: str
    names: list[str] = field(default_factory=list)

    def connect(self) -> QDBusConnection:
        """A new connection."""
        name = f"private-{next(_NUMBERS)}"
        self.names.append(name)
        made = QDBusConnection.connectToBus(self.address, name)
        assert made.isConnected()
        return made


@contextmanager
def private_bus() -> Iterator[Bus]:
    """A bus that nobody else knows of; gone at the end."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # it may not raise its own limits here, and says so
        text=True,
    )
    assert daemon.stdout is not None
    bus = Bus(daemon.stdout.readline().strip())
    try:
        yield bus
    finally:
        for name in bus.names:
            QDBusConnection.disconnectFromBus(name)
        daemon.terminate()
        daemon.wait()
        daemon.stdout.close()


def send(connection: QDBusConnection, path: str, interface: str, name: str, *arguments: object) -> None:
    """Send a signal to everybody."""
    signal = QDBusMessage.createSignal(path, interface, name)
    signal.setArguments(list(arguments))
    assert connection.send(signal)


class Logind(QDBusVirtualObject):
    """Answers as logind does. ``calls`` is what it was asked; :meth:`is_delayed` whether a sleep waits for somebody."""

    def __init__(
        self, connection: QDBusConnection, *, session: str | None = OUR_SESSION, inhibits: bool = True
    ) -> None:
        super().__init__()
        self.connection = connection
        self.calls: list[tuple[str, list[object]]] = []
        self._session, self._inhibits = session, inhibits
        self._pipes: list[int] = []
        assert connection.registerService(LOGIND)
        sub_paths = QDBusConnection.VirtualObjectRegisterOption.SubPath
        assert connection.registerVirtualObject(LOGIND_PATH, self, sub_paths)

    def introspect(self, path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:  # noqa: N802
        self.calls.append((message.member(), message.arguments()))
        reply = message.createReply()
        if message.member() == "GetSession" and self._session is not None:
            reply.setArguments([QDBusObjectPath(self._session)])
        elif message.member() == "Inhibit" and self._inhibits:
            ours, theirs = os.pipe()
            self._pipes.append(ours)
            reply.setArguments([QDBusUnixFileDescriptor(theirs)])
            os.close(theirs)  # the reply has its own copy
        else:
            reply = message.createErrorReply(f"{LOGIND}.NotHere", "not here")
        return connection.send(reply)

    def is_delayed(self) -> bool:
        """Whether anybody still holds what :meth:`handleMessage` gave; it closes with the last copy."""
        return any(not select.select([pipe], [], [], 0)[0] for pipe in self._pipes)

    def prepare_for_sleep(self, *, begins: bool) -> None:
        send(self.connection, LOGIND_PATH, f"{LOGIND}.Manager", "PrepareForSleep", begins)

    def lock(self, path: str) -> None:
        send(self.connection, path, f"{LOGIND}.Session", "Lock")

    def hint(self, name: str, value: object, path: str = OUR_SESSION) -> None:
        """A property of a session changed. ``invalidated`` is never empty here: PySide sends an empty list untyped."""
        changed = "org.freedesktop.DBus.Properties", "PropertiesChanged"
        send(self.connection, path, *changed, f"{LOGIND}.Session", {name: value}, ["Nothing"])

    def end(self) -> None:
        """Give everything back."""
        for pipe in self._pipes:
            with suppress(OSError):
                os.close(pipe)
        self._pipes.clear()
        self.connection.unregisterObject(LOGIND_PATH)
