"""What the desktop says of its session over D-Bus: the screen locks, nobody is there, the computer goes to sleep.

All of it is asked for without waiting. A computer without these services, as Windows and macOS are, says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusObjectPath,
    QDBusPendingCallWatcher,
    QDBusUnixFileDescriptor,
)

_LOGIND = "org.freedesktop.login1"
_LOGIND_PATH = "/org/freedesktop/login1"
_MANAGER = "org.freedesktop.login1.Manager"
_SESSION = "org.freedesktop.login1.Session"
_PROPERTIES = "org.freedesktop.DBus.Properties"
# PySide's types ask for bytes here, and its code for a string.
_SLEEP: Any = SLOT("_sleep(bool)")
_SAVER: Any = SLOT("_saver(bool)")
_LOCK: Any = SLOT("_lock()")
_CHANGED: Any = SLOT("_changed(QString,QVariantMap,QStringList)")
SCREEN_SAVERS = (
    "org.freedesktop.ScreenSaver",  # KDE
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
"""Each service is named as its interface, and has ``ActiveChanged``."""


class SessionWatch(QObject):
    """``screen_locked``, ``away`` (the desktop says that nobody is there) and ``sleeping``, while it is started.

    Where logind offers it, the computer waits with sleeping until :meth:`stop`, for up to the five seconds that logind
    allows.
    """

    screen_locked = Signal()
    away = Signal()
    sleeping = Signal()

    def __init__(self, system: QDBusConnection, session: QDBusConnection, session_id: str) -> None:
        """``session_id`` is logind's, from ``XDG_SESSION_ID``; without it logind finds the session itself."""
        super().__init__()
        self._system, self._session = system, session
        self._session_id = session_id or "auto"
        self._started = False
        self._path = ""
        self._delay: QDBusUnixFileDescriptor | None = None
        self._calls: list[QDBusPendingCallWatcher] = []

    def start(self) -> None:
        """Listen, and ask logind to wait for us before a sleep."""
        if self._started:
            return
        self._started = True
        self._system.connect(_LOGIND, _LOGIND_PATH, _MANAGER, "PrepareForSleep", "b", self, _SLEEP)
        for name in SCREEN_SAVERS:
            self._session.connect(name, "", name, "ActiveChanged", "b", self, _SAVER)
        self._ask("GetSession", [self._session_id], self._found)
        self._ask("Inhibit", ["sleep", "Preference Vault", "Locks your vault first", "delay"], self._hold)

    def stop(self) -> None:
        """Hear nothing more, and let the computer sleep."""
        if not self._started:
            return
        self._started = False
        self._system.disconnect(_LOGIND, _LOGIND_PATH, _MANAGER, "PrepareForSleep", "b", self, _SLEEP)
        for name in SCREEN_SAVERS:
            self._session.disconnect(name, "", name, "ActiveChanged", "b", self, _SAVER)
        self._listen_to_session(self._system.disconnect)
        self._path = ""
        self._calls.clear()
        self._delay = None  # the last reference closes it, and logind goes on

    @property
    def delays_sleep(self) -> bool:
        """Whether the computer waits for :meth:`stop` before it sleeps."""
        return self._delay is not None

    def _ask(self, method: str, arguments: list[Any], take: Callable[[QDBusPendingCallWatcher], None]) -> None:
        """Call logind. No answer, an error or one that is too late is as no logind.

        ``take`` is a method of this object and no closure: one that held it by its last reference would end it in the
        middle of its own child's end.
        """
        call = QDBusMessage.createMethodCall(_LOGIND, _LOGIND_PATH, _MANAGER, method)
        call.setArguments(arguments)
        watcher = QDBusPendingCallWatcher(self._system.asyncCall(call), self)
        watcher.finished.connect(take)
        self._calls.append(watcher)

    def _answer(self, watcher: QDBusPendingCallWatcher) -> object:
        watcher.deleteLater()
        if watcher not in self._calls:
            return None  # asked before a stop
        self._calls.remove(watcher)
        arguments = [] if watcher.isError() else watcher.reply().arguments()
        return arguments[0] if len(arguments) == 1 else None

    def _hold(self, watcher: QDBusPendingCallWatcher) -> None:
        answer = self._answer(watcher)
        if isinstance(answer, QDBusUnixFileDescriptor):
            self._delay = answer

    def _found(self, watcher: QDBusPendingCallWatcher) -> None:
        """Now this session is known, listen to it, and not to those of others."""
        answer = self._answer(watcher)
        if isinstance(answer, QDBusObjectPath):
            self._path = answer.path()
            self._listen_to_session(self._system.connect)

    def _listen_to_session(self, join: Callable[..., bool]) -> None:
        if self._path:
            join(_LOGIND, self._path, _SESSION, "Lock", "", self, _LOCK)
            join(_LOGIND, self._path, _PROPERTIES, "PropertiesChanged", "sa{sv}as", self, _CHANGED)

    @Slot(bool)
    def _sleep(self, begins: bool) -> None:
        if begins:
            self.sleeping.emit()

    @Slot(bool)
    def _saver(self, active: bool) -> None:
        if active:
            self.screen_locked.emit()

    @Slot()
    def _lock(self) -> None:
        self.screen_locked.emit()

    @Slot("QString", "QVariantMap", "QStringList")
    def _changed(self, _interface: str, properties: Mapping[str, object], _invalidated: list[str]) -> None:
        if properties.get("LockedHint") is True:  # no other interface of a session has these two
            self.screen_locked.emit()
        elif properties.get("IdleHint") is True:
            self.away.emit()


def this_session(environment: Mapping[str, str]) -> SessionWatch:
    """The watch over the session that this program runs in."""
    return SessionWatch(
        QDBusConnection.systemBus(), QDBusConnection.sessionBus(), environment.get("XDG_SESSION_ID", "")
    )
