"""What review day shows: sections of lines, each with its one action. All texts are ready to read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Act(Enum):
    """What the button of a line does: show the shop, say that the value is still right, or change it."""

    SHOP = "shop"
    RIGHT = "right"
    CHANGE = "change"


@dataclass(frozen=True)
class ReviewLine:
    """``about`` is a shop's host or a preference's key, for the action. ``host`` is empty where it is about none."""

    about: str
    host: str
    title: str
    text: str
    act: Act
    press: str
    press_name: str


@dataclass(frozen=True)
class ReviewSection:
    """Lines under a title. ``more`` says how many there are besides."""

    title: str
    text: str
    lines: tuple[ReviewLine, ...]
    more: str


@dataclass(frozen=True)
class ReviewState:
    """The page behind the overview: ``open`` if it is shown, ``read`` once the vault was."""

    open: bool = False
    read: bool = False
    sections: tuple[ReviewSection, ...] = ()
    said: str = ""
    failed: str = ""
