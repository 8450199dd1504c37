"""What a desktop says over D-Bus, with real signals: on buses of the test's own, from a stand-in for logind."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtDBus import QDBusConnection
from pytestqt.qtbot import QtBot

from tests.unit.desktop.private_bus import (
    LOGIND,
    LOGIND_PATH,
    OTHER_SESSION,
    OUR_SESSION,
    Bus,
    Logind,
    private_bus,
    send,
)
from vault.desktop.session_watch import SCREEN_SAVERS, SessionWatch, this_session

PATHS = {
    "org.freedesktop.ScreenSaver": "/org/freedesktop/ScreenSaver",
    "org.gnome.ScreenSaver": "/org/gnome/ScreenSaver",
    "org.cinnamon.ScreenSaver": "/org/cinnamon/ScreenSaver",
    "org.mate.ScreenSaver": "/org/mate/ScreenSaver",
    "org.xfce.ScreenSaver": "/org/xfce/ScreenSaver",
}


@pytest.fixture
def system(qtbot: QtBot) -> Iterator[Bus]:
    with private_bus() as bus:
        yield bus


@pytest.fixture
def session(qtbot: QtBot) -> Iterator[Bus]:
    with private_bus() as bus:
        yield bus


@pytest.fixture
def logind(system: Bus) -> Iterator[Logind]:
    made = Logind(system.connect())
    yield made
    made.end()


class Heard:
    """What a watch said, in order."""

    def __init__(self, watch: SessionWatch) -> None:
        self.words: list[str] = []
        for word in ("screen_locked", "away", "sleeping"):
            getattr(watch, word).connect(lambda word=word: self.words.append(word))


@pytest.fixture
def watch(system: Bus, session: Bus) -> Iterator[SessionWatch]:
    made = SessionWatch(system.connect(), session.connect(), "2")
    yield made
    made.stop()


def started(qtbot: QtBot, watch: SessionWatch, logind: Logind) -> Heard:
    """Started, and known to have its answers: a Lock signal to the session comes only after they are there."""
    heard = Heard(watch)
    watch.start()
    qtbot.waitUntil(lambda: watch.delays_sleep)
    with qtbot.waitSignal(watch.screen_locked):
        logind.lock(OUR_SESSION)
    heard.words.clear()
    return heard


def test_a_sleep_waits_until_the_watch_is_stopped(qtbot: QtBot, watch: SessionWatch, logind: Logind) -> None:
    heard = started(qtbot, watch, logind)
    assert ("Inhibit", ["sleep", "Preference Vault", "Locks your vault first", "delay"]) in logind.calls
    with qtbot.waitSignal(watch.sleeping):
        logind.prepare_for_sleep(begins=True)
    assert heard.words == ["sleeping"]
    assert logind.is_delayed()
    watch.stop()
    assert not watch.delays_sleep
    qtbot.waitUntil(lambda: not logind.is_delayed())


def test_waking_up_locks_nothing(qtbot: QtBot, watch: SessionWatch, logind: Logind) -> None:
    heard = started(qtbot, watch, logind)
    logind.prepare_for_sleep(begins=False)
    with qtbot.waitSignal(watch.screen_locked):
        logind.lock(OUR_SESSION)
    assert heard.words == ["screen_locked"]


def test_asks_for_its_own_session_and_hears_no_other(qtbot: QtBot, watch: SessionWatch, logind: Logind) -> None:
    heard = started(qtbot, watch, logind)
    assert ("GetSession", ["2"]) in logind.calls
    logind.lock(OTHER_SESSION)
    logind.hint("LockedHint", True, OTHER_SESSION)
    with qtbot.waitSignal(watch.screen_locked):
        logind.lock(OUR_SESSION)
    assert heard.words == ["screen_locked"]


def test_without_an_id_logind_finds_the_session(qtbot: QtBot, system: Bus, session: Bus, logind: Logind) -> None:
    watch = SessionWatch(system.connect(), session.connect(), "")
    started(qtbot, watch, logind)
    assert ("GetSession", ["auto"]) in logind.calls
    watch.stop()


@pytest.mark.parametrize(("name", "word"), [("LockedHint", "screen_locked"), ("IdleHint", "away")])
def test_hints_of_the_session(qtbot: QtBot, watch: SessionWatch, logind: Logind, name: str, word: str) -> None:
    heard = started(qtbot, watch, logind)
    logind.hint(name, False)
    logind.hint("Active", True)
    with qtbot.waitSignal(getattr(watch, word)):
        logind.hint(name, True)
    assert heard.words == [word]


@pytest.mark.parametrize("name", SCREEN_SAVERS)
def test_screen_savers(qtbot: QtBot, watch: SessionWatch, session: Bus, logind: Logind, name: str) -> None:
    heard = started(qtbot, watch, logind)
    saver = session.connect()
    assert saver.registerService(name)
    send(saver, PATHS[name], name, "ActiveChanged", False)
    with qtbot.waitSignal(watch.screen_locked):
        send(saver, PATHS[name], name, "ActiveChanged", True)
    assert heard.words == ["screen_locked"]


def test_another_program_cannot_speak_for_logind_or_end_ours(
    qtbot: QtBot, watch: SessionWatch, system: Bus, session: Bus, logind: Logind
) -> None:
    heard = started(qtbot, watch, logind)
    other = system.connect()
    send(other, LOGIND_PATH, f"{LOGIND}.Manager", "PrepareForSleep", True)
    send(other, OUR_SESSION, f"{LOGIND}.Session", "Lock")
    saver = session.connect()
    send(saver, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", True)
    # The right sender with the wrong types: PySide aborts the whole program when a slot gets what it does not take.
    send(logind.connection, LOGIND_PATH, f"{LOGIND}.Manager", "PrepareForSleep", "yes")
    changed = "org.freedesktop.DBus.Properties", "PropertiesChanged"
    send(logind.connection, OUR_SESSION, *changed, f"{LOGIND}.Session", {"LockedHint": True}, 3)
    logind.hint("LockedHint", "yes")
    with qtbot.waitSignal(watch.screen_locked):
        logind.lock(OUR_SESSION)
    assert heard.words == ["screen_locked"]


def test_stopped_it_hears_nothing_and_started_again_it_does(
    qtbot: QtBot, watch: SessionWatch, session: Bus, logind: Logind
) -> None:
    heard = started(qtbot, watch, logind)
    saver = session.connect()
    assert saver.registerService("org.gnome.ScreenSaver")
    watch.stop()
    watch.stop()
    logind.prepare_for_sleep(begins=True)
    logind.lock(OUR_SESSION)
    logind.hint("LockedHint", True)
    send(saver, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", True)
    other = SessionWatch(watch._system, watch._session, "2")  # behind the same connections: hears after all of these
    started(qtbot, other, logind)
    with qtbot.waitSignal(other.screen_locked):
        send(saver, "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", True)
    other.stop()
    assert heard.words == []
    watch.start()
    watch.start()
    qtbot.waitUntil(lambda: watch.delays_sleep)
    with qtbot.waitSignal(watch.sleeping):
        logind.prepare_for_sleep(begins=True)
    assert heard.words == ["sleeping"]


def test_an_answer_that_comes_after_the_stop_holds_nothing_up(
    qtbot: QtBot, watch: SessionWatch, logind: Logind
) -> None:
    watch.start()
    watch.stop()
    qtbot.waitUntil(lambda: len(logind.calls) == 2)
    qtbot.waitUntil(lambda: not logind.is_delayed())
    assert not watch.delays_sleep


def test_a_logind_that_refuses_is_lived_with(qtbot: QtBot, watch: SessionWatch, system: Bus) -> None:
    refusing = Logind(system.connect(), session=None, inhibits=False)
    heard = Heard(watch)
    watch.start()
    qtbot.waitUntil(lambda: len(refusing.calls) == 2)
    with qtbot.waitSignal(watch.sleeping):
        refusing.prepare_for_sleep(begins=True)
    assert heard.words == ["sleeping"]
    assert not watch.delays_sleep
    refusing.end()


def test_no_logind_and_no_bus_say_nothing(qtbot: QtBot, session: Bus) -> None:
    nowhere = QDBusConnection.connectToBus("unix:path=/nowhere", "nowhere")
    assert not nowhere.isConnected()
    for system in (session.connect(), nowhere):  # a bus without logind, and no bus
        watch = SessionWatch(system, nowhere, "2")
        watch.start()
        assert not watch.delays_sleep
        watch.stop()


def test_this_computers_session_can_be_watched(qtbot: QtBot) -> None:
    watch = this_session({"XDG_SESSION_ID": "c1"})
    watch.start()
    watch.stop()
    assert not watch.delays_sleep


def test_a_watch_may_go_while_it_waits_for_answers(qtbot: QtBot, system: Bus, session: Bus, logind: Logind) -> None:
    """The last reference to a watch was once its own answer's, and the program died with both."""
    SessionWatch(system.connect(), session.connect(), "2").start()
    gc.collect()
    qtbot.waitUntil(lambda: len(logind.calls) == 2)
    qtbot.waitUntil(lambda: not logind.is_delayed())
