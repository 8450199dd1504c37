"""What a screen reader finds on the accessibility bus (AT-SPI 2): controls by role and name, and where they are."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from jeepney import DBusAddress, HeaderFields, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.end2end.screen import PATIENCE, Screen, wait_for

SECONDS = 5
"""For one answer of a program."""
AGAIN = 0.5
"""Seconds before a person clicks a second time."""
ENABLED, CHECKED, FOCUSABLE, FOCUSED, SHOWING = 8, 4, 11, 12, 25
"""States, as numbers of bits (``AtspiStateType``)."""
LABELLED_BY = 2
"""A relation (``AtspiRelationType``)."""
_PREFIX = "org.a11y.atspi"
_ROOT = (f"{_PREFIX}.Registry", "/org/a11y/atspi/accessible/root")
_AT_ONCE = 100
"""Questions on the way at most: more of them, unread, would fill the sockets."""
Place = tuple[str, str]
"""A name on the bus, and a path there."""


@dataclass(frozen=True)
class Thing:
    """Something on the screen, as a program tells it. ``box`` is x, y, width and height in pixels of the screen."""

    bus_name: str
    path: str
    role: str
    name: str
    states: int
    box: tuple[int, int, int, int]
    trail: tuple[str, ...] = field(default=(), compare=False)
    """What it is in, from the window down."""

    def has(self, state: int) -> bool:
        return bool(self.states >> state & 1)

    @property
    def middle(self) -> tuple[int, int]:
        x, y, width, height = self.box
        return x + width // 2, y + height // 2


@contextmanager
def open_reader(screen: Screen) -> Iterator[Reader]:
    """A reader of the screen's bus, until the block ends."""

    def connect() -> DBusConnection | None:
        """The session bus knows where the other one is."""
        with open_dbus_connection(screen.environment["DBUS_SESSION_BUS_ADDRESS"]) as session:
            where = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            reply = session.send_and_get_reply(new_method_call(where, "GetAddress"), timeout=SECONDS)
        return open_dbus_connection(reply.body[0]) if reply.header.message_type is MessageType.method_return else None

    with wait_for("the accessibility bus", connect) as bus:
        yield Reader(screen, bus)


class Reader:
    """Reads the bus of one screen, and uses mouse and keyboard where it says."""

    def __init__(self, screen: Screen, bus: DBusConnection) -> None:
        self._screen, self._bus = screen, bus

    def seen(self, program: str) -> Iterator[Thing]:
        """Everything that a program shows now. What goes away meanwhile is left out."""
        for each in self._children(*_ROOT):
            if self._name(*each) == program:
                for window in self._children(*each):
                    yield from self._within(window)

    def find(self, program: str, role: str, name: str) -> Thing | None:
        """The first thing of this role whose name begins with ``name``."""
        return next((each for each in self.seen(program) if each.role == role and each.name.startswith(name)), None)

    def wait(self, program: str, role: str, name: str, seconds: float = PATIENCE) -> Thing:
        """The same, as soon as it is there."""
        return wait_for(f"{role} {name!r} of {program}", lambda: self.find(program, role, name), seconds)

    def click(self, program: str, role: str, name: str) -> None:
        """Click in its middle with the mouse, once it has stopped moving and can be used."""

        def still() -> Thing | None:
            first, second = self.find(program, role, name), self.find(program, role, name)
            return second if second is not None and first == second and second.has(ENABLED) else None

        self._screen.click(*wait_for(f"{role} {name!r} of {program}", still).middle)

    def click_away(self, program: str, role: str, name: str) -> None:
        """Click until it is gone: Chromium takes no click on a question that has only just appeared."""
        self.wait(program, role, name)

        def gone() -> bool:
            found = self.find(program, role, name)
            if found is not None:
                self._screen.click(*found.middle)
                time.sleep(AGAIN)
            return found is None

        wait_for(f"{role} {name!r} of {program} to go", gone)

    def act(self, program: str, role: str, name: str) -> None:
        """Do the first action of a thing that can be used, as a screen reader does: no key, no mouse."""

        def able() -> Thing | None:
            found = self.find(program, role, name)
            return found if found is not None and found.has(ENABLED) else None

        thing = wait_for(f"{role} {name!r} of {program} to be able", able)
        done = self._ask(thing.bus_name, thing.path, "Action", "DoAction", "i", (0,))
        assert done, f"{role} {name!r} has no action"

    def write(self, program: str, name: str, text: str) -> None:
        """Put text into a field, in place of what is there, as a screen reader does."""
        thing = self.wait(program, "text", name)
        done = self._ask(thing.bus_name, thing.path, "EditableText", "SetTextContents", "s", (text,))
        assert done, f"{name!r} takes no text"

    def text_of(self, thing: Thing) -> str:
        """What stands in a field."""
        return str(self._ask(thing.bus_name, thing.path, "Text", "GetText", "ii", (0, -1)))

    def labelled(self, things: Sequence[Thing]) -> list[bool]:
        """Of each, whether it says more of itself than its name: a label beside it, or a description."""
        questions = []
        for each in things:
            where = DBusAddress(each.path, each.bus_name, f"{_PREFIX}.Accessible")
            questions += [new_method_call(where, "GetRelationSet"), Properties(where).get("Description")]
        answers = self._answers(questions)
        pairs = zip(answers[::2], answers[1::2], strict=True)
        return [
            any(kind == LABELLED_BY for kind, _ in relations or []) or bool(description and description[1].strip())
            for relations, description in pairs
        ]

    def _within(self, top: Place, above: tuple[str, ...] = ()) -> Iterator[Thing]:
        """What is there and in it, in the order of reading. A level is asked for at once: an answer takes a turn."""
        things: dict[Place, Thing] = {}
        children: dict[Place, list[Place]] = {}
        level = [(top, above)]
        while level:
            answers = iter(self._answers([asked for place, _ in level for asked in _about(*place)]))
            below = []
            for place, trail in level:
                role, states, name, box, inside = (next(answers) for _ in range(5))
                if role is None or states is None or name is None:
                    continue
                thing = Thing(*place, role, name[1], states[0] | states[1] << 32, box or (0, 0, 0, 0), trail)
                if thing.has(SHOWING) and place not in things:
                    things[place], children[place] = thing, [(bus, path) for bus, path in inside or []]
                    below += [(each, (*trail, f"{role} {thing.name[:30]!r}")) for each in children[place]]
            level = below
        yield from _in_order(top, things, children)

    def _children(self, bus_name: str, path: str) -> list[Place]:
        return self._ask(bus_name, path, "Accessible", "GetChildren") or []

    def _name(self, bus_name: str, path: str) -> str | None:
        asked = Properties(DBusAddress(path, bus_name, f"{_PREFIX}.Accessible")).get("Name")
        found = self._answer(asked)
        return None if found is None else found[1]

    def _ask(self, bus_name: str, path: str, interface: str, method: str, *arguments: Any) -> Any:
        where = DBusAddress(path, bus_name, f"{_PREFIX}.{interface}")
        return self._answer(new_method_call(where, method, *arguments))

    def _answer(self, message: Any) -> Any:
        """The first value of the reply, or None where the thing is gone."""
        (answer,) = self._answers([message])
        return answer

    def _answers(self, messages: Sequence[Any]) -> list[Any]:
        """The same of many, in their order."""
        found: list[Any] = []
        for start in range(0, len(messages), _AT_ONCE):
            serials = [next(self._bus.outgoing_serial) for _ in messages[start : start + _AT_ONCE]]
            for serial, message in zip(serials, messages[start:], strict=False):
                self._bus.send(message, serial=serial)
            replies: dict[int, Any] = {}
            while len(replies) < len(serials):
                reply = self._bus.receive(timeout=SECONDS)
                answered = reply.header.fields.get(HeaderFields.reply_serial)
                if answered in serials:
                    gone = reply.header.message_type is not MessageType.method_return
                    replies[answered] = None if gone or not reply.body else reply.body[0]
            found += [replies[serial] for serial in serials]
        return found


def _about(bus_name: str, path: str) -> list[Any]:
    """The questions about one thing: role, states, name, box, children."""
    where = DBusAddress(path, bus_name, f"{_PREFIX}.Accessible")
    box = new_method_call(DBusAddress(path, bus_name, f"{_PREFIX}.Component"), "GetExtents", "u", (0,))
    role, states, inside = (new_method_call(where, each) for each in ("GetRoleName", "GetState", "GetChildren"))
    return [role, states, Properties(where).get("Name"), box, inside]


def _in_order(top: Place, things: dict[Place, Thing], children: dict[Place, list[Place]]) -> Iterator[Thing]:
    """As they are read: each before what is in it."""
    waiting = [top]
    while waiting:
        place = waiting.pop()
        if place in things:
            yield things[place]
            waiting += reversed(children[place])
