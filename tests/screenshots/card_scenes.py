"""My card and size help, in the states that a picture can show."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from tests.example_day import PASSPHRASE
from vault.desktop.card_state import Face
from vault.desktop.window import Window

TICKED = ("clothing.shoe_size", "clothing.shoe_width", "media.sports")


def card_pictures(window: Window) -> Iterator[tuple[str, QWidget]]:
    """What is ticked, the passphrase, the whole window, the kitchen; then the tables and the brands."""
    window.show_page("card")
    card = window.presenter("card")
    yield "16-card-empty", window
    for key in TICKED:
        card.toggle(key)
    card.set_other_systems(True)
    card.copy()
    yield "16-card", window
    card.toggle("health.foot_health")
    card.permit("copper lantern")
    yield "16-card-sealed", window
    card.keep_sealed()
    card.show_large(True)
    yield "16-card-large", window
    card.show_large(False)
    yield from _kitchen(window)
    yield from _sizes(window)


def _kitchen(window: Window) -> Iterator[tuple[str, QWidget]]:
    card = window.presenter("card")
    card.show_face(Face.ALLERGIES)
    yield "16-card-allergies-sealed", window
    card.open_sealed()
    card.permit(PASSPHRASE)
    card.set_language("fr")
    yield "16-card-allergies", window
    card.show_large(True)
    yield "16-card-allergies-large", window
    card.forget()


def _sizes(window: Window) -> Iterator[tuple[str, QWidget]]:
    window.show_page("sizes")
    yield "17-sizes", window
    sizes = window.presenter("sizes")
    sizes.keep("Groenekom", "43.5", "Falls small")
    sizes.keep("", "44", "")
    yield "17-sizes-brand-missing", window
    sizes.remove(1)
    yield "17-sizes-brands", window
    sizes.choose("women")
    yield "17-sizes-women", window
