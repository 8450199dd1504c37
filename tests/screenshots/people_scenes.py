"""The pictures of the people one buys for, and of the wish list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from vault.customer.wishes import PriceBand, Wished
from vault.desktop.family_presenter import FamilyTicks
from vault.desktop.window import Window

Pictures = Iterator[tuple[str, QWidget]]

SIZES = {"clothing.shoe_size": ("38", "EU"), "clothing.ring_size": ("54", "EU"), "clothing.top_size": ("M", "INT")}


def people_pictures(window: Window) -> Pictures:
    """Nobody, somebody with sizes, one open for editing, what cannot be, and a search."""
    window.show_page("people")
    people = window.presenter("people")
    yield "04-people-nobody", window
    for nickname in ("Noor", "Opa Henk", "Lou"):
        people.add(nickname)
    for key, (size, system) in SIZES.items():
        people.edit(key)
        people.take_typed(replace(people._state.editing.typed, word=size, system=system))
        people.save()
    people.edit("clothing.colours_worn")
    people.take_typed(replace(people._state.editing.typed, words=("navy", "dark_green")))
    people.save()
    people.rename("Lou", "Likes soft fabrics. Has enough scarves.")
    yield "04-people", window
    people.family.tick(FamilyTicks(ideas=True))
    yield "04-people-family", window
    people.family.forget()
    people.edit("clothing.shoe_size")
    people.take_typed(replace(people._state.editing.typed, word="71"))
    people.save()
    yield "04-people-wrong", window
    people.cancel()
    people.name(naming=True)
    people.rename("Noor", "")
    yield "04-people-name-taken", window
    people.name(naming=False)
    people.add("Lou")
    yield "04-people-added-twice", window
    people.search("geen")
    yield "04-people-not-found", window
    people.search("")


def wish_pictures(window: Window) -> Pictures:
    """An empty list, one with wishes, and the form with something wrong in it."""
    window.show_page("wishes")
    wishes = window.presenter("wishes")
    yield "04-wishes-empty", window
    lou = next((each for each, name in wishes._state.people if name == "Lou"), None)
    for wished in (
        Wished("A pair of wool socks", "Not too warm.", None, PriceBand.UNDER_10, lou),
        Wished("A reading lamp for the bedroom", None, "https://lampen.example/tall-green-lamp", PriceBand.FROM_50),
        Wished("A trip to the sea", "In spring"),
    ):
        wishes.begin()
        wishes.save(wished)
    wishes.tick(wishes._state.lines[2].id, True)
    wishes.copy_list()
    yield "04-wishes", window
    wishes.search("lamp")
    wishes.paper.print_with(lambda: False)
    yield "04-wishes-not-printed", window
    wishes.search("")
    wishes.paper.forget()
    wishes.begin(wishes._state.lines[0].id)
    wishes.save(Wished("  ", "Not too warm.", None, PriceBand.UNDER_10, lou))
    yield "04-wishes-form", window
    wishes.cancel()


def gift_pictures(window: Window, link: str) -> Pictures:
    """A request that is answered for somebody else, after :func:`people_pictures`."""
    window.open_link(link)
    requests = window.presenter("requests")
    yield "05-request-for-whom", window
    lou = next(each for each, name in requests.choosing.open.people if name == "Lou")
    requests.choosing.choose_whom(lou)
    requests.choosing.switch("shoe_size", True)
    requests.choosing._arm()
    yield "05-request-gift", window
    requests.choosing.choose_whom("")
    requests.later()
