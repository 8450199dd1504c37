"""What the demo shop sells: made-up shoes, as data.

Sizes are EU. Widths, sports and materials are named as in the catalogue of preferences where that has a word for it;
every other id has its words in ``resources/demo/en.json``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True)
class Palette:
    """The colours of one shoe as ``#RRGGBB``, and the two that a person would name."""

    names: tuple[str, str]
    main: str
    accent: str
    sole: str = "#F7F4EC"
    tread: str = "#3A3A3A"
    lace: str = "#F7F4EC"


@dataclass(frozen=True)
class Section:
    """One part of the shop, at ``/<id>``. In a ``sporty`` one, sport is a reason to choose a shoe."""

    id: str
    sporty: bool = False


@dataclass(frozen=True)
class Kind:
    """What sort of shoe it is, in which section it stands, how it is drawn, and the sports it is made for."""

    id: str
    section: str
    shape: str
    sports: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shoe:
    """One pair as it stands in the shop. ``price`` is in whole euros; ``widths`` has a letter for each in stock."""

    name: str
    kind: Kind
    price: int
    sizes: tuple[str, ...]
    widths: str
    materials: tuple[str, ...]
    palette: Palette
    motif: str = ""
    feet: tuple[str, ...] = ()
    """What it does for feet: ``support``, ``room`` or ``soft``."""
    last: Mapping[str, int] = field(default_factory=dict)
    """The sizes of which only this many pairs are left."""

    @property
    def id(self) -> str:
        """The last part of its address."""
        return self.name.lower().replace(" ", "-")


SECTIONS: Final = (
    Section("running", sporty=True),
    Section("walking", sporty=True),
    Section("sport", sporty=True),
    Section("sneakers"),
    Section("smart"),
    Section("summer"),
    Section("kids"),
)

_ROAD = Kind("road_running", "running", "running", ("running_road",))
_TRACK = Kind("track_running", "running", "running", ("running_track", "running_road"))
_TRAIL = Kind("trail_running", "running", "trail", ("running_trail",))
_HIKE = Kind("walking_boot", "walking", "walking_boot", ("hiking", "walking"))
_STROLL = Kind("walking_shoe", "walking", "trail", ("walking", "nordic_walking"))
_FOOTBALL = Kind("football_boot", "sport", "football_boot", ("football",))
_TENNIS = Kind("tennis_shoe", "sport", "court_shoe", ("tennis", "padel"))
_HALL = Kind("hall_shoe", "sport", "court_shoe", ("badminton", "volleyball", "handball", "squash"))
_SNEAKER = Kind("sneaker", "sneakers", "sneaker")
_CANVAS = Kind("canvas_shoe", "sneakers", "canvas_shoe")
_LOAFER = Kind("loafer", "smart", "loafer")
_DERBY = Kind("lace_up", "smart", "derby")
_BALLET = Kind("ballet_flat", "smart", "ballet_flat")
_ANKLE = Kind("ankle_boot", "smart", "ankle_boot")
_SANDAL = Kind("sandal", "summer", "sandal")
_SLIPPER = Kind("slipper", "summer", "slipper")
_KIDS = Kind("kids_shoe", "kids", "kids_shoe")
_KIDS_SANDAL = Kind("kids_sandal", "kids", "sandal")
_KIDS_RAIN = Kind("kids_wellington", "kids", "wellington")
_RAIN = Kind("wellington", "walking", "wellington", ("walking",))

_SEA = Palette(("blue", "yellow"), "#2F6F8F", "#F2B33D")
_CORAL = Palette(("orange", "cream"), "#D9573B", "#F7E3D0", "#FFFFFF", "#5B4A42", "#FFF4E8")
_DUNE = Palette(("green", "yellow"), "#5C7350", "#D8C873", "#EDE9DA", "#2E2E2A", "#E9E3C8")
_NIGHT = Palette(("navy", "light_blue"), "#3C3F58", "#9DB7E4", "#F5F5F5", "#85888F", "#DDE6F7")
_SAND = Palette(("cream", "blue"), "#E6E2D6", "#2F6F8F", "#FFFFFF", "#62645F", "#2F6F8F")
_WINE = Palette(("dark_red", "sand"), "#7E3547", "#E9C9A6", "#FBF3EA", "#3A2A2C", "#F3DFC8")
_SAGE = Palette(("green", "cream"), "#33806F", "#F3E9C9", "#F7F6F0", "#39463F", "#F3E9C9")
_HEATH = Palette(("brown", "sand"), "#8B6B44", "#DFD2B0", "#EFEBDD", "#3B3226", "#EFE6CC")
_GRAPHITE = Palette(("grey", "orange"), "#565B61", "#E8793A", "#F1F1EE", "#2B2D30", "#F1F1EE")
_CHALK = Palette(("white", "green"), "#EDEAE0", "#33806F", "#FFFFFF", "#A9A598", "#33806F")
_INK = Palette(("black", "white"), "#2B2C30", "#F4F2EC", "#FFFFFF", "#6B6D72", "#F4F2EC")
_COGNAC = Palette(("brown", "cream"), "#9A5B34", "#EBD6B6", "#C99C6E", "#3A2A20", "#F1E4CE")
_LILAC = Palette(("purple", "yellow"), "#7C6A9C", "#F2D16B", "#FBF8F2", "#4A4358", "#FBF8F2")
_ROSE = Palette(("pink", "dark_red"), "#D98C8F", "#7E3547", "#FBF3EE", "#5B3E42", "#FFF6F2")
_TULIP = Palette(("red", "white"), "#C23B3B", "#FFFFFF", "#FFFFFF", "#3A3A3A", "#FFFFFF")
_MUSTARD = Palette(("yellow", "navy"), "#D9A334", "#343A57", "#FAF5E6", "#3B3A34", "#FAF5E6")
_CORK = Palette(("brown", "gold"), "#7B5537", "#D9B25A", "#D3A877", "#4A3626", "#F1E4CE")

_MESH = ("polyester", "rubber")
_KNIT = ("nylon", "rubber")
_HIDE = ("leather", "rubber")
_COTTON = ("cotton", "rubber")


def _run(first: int, last: int, *, halves: bool = False, without: Sequence[str] = ()) -> tuple[str, ...]:
    """EU sizes in stock from ``first`` to ``last``."""
    sizes = [str(size) for size in range(first, last + 1)]
    if halves:
        sizes = [each for size in sizes for each in (size, f"{size}.5")][:-1]
    return tuple(size for size in sizes if size not in without)


SHOES: Final = (
    Shoe("Rijn Road", _ROAD, 119, _run(36, 46, halves=True), "fg", _MESH, _SAND, "stripes"),
    Shoe("Waal 12", _ROAD, 89, _run(36, 42), "ef", _KNIT, _WINE, "wave"),
    Shoe("Vecht Loafer", _LOAFER, 139, _run(39, 46), "fgh", _HIDE, _COGNAC),
    Shoe("Heide Grip", _TRAIL, 149, _run(39, 46), "gh", _KNIT, _HEATH),
    Shoe("Dam Sneaker", _SNEAKER, 79, _run(36, 46), "fg", _COTTON, _CHALK, "panel"),
    Shoe("Dune 3", _ROAD, 129, _run(38, 47, halves=True), "ghk", _KNIT, _SEA, "wave", ("room",)),
    Shoe("Posbank Boot", _HIKE, 189, _run(37, 47), "gh", _HIDE, _COGNAC, feet=("support",)),
    Shoe("Kade Flex", _ROAD, 99, _run(40, 46), "gh", _MESH, _CORAL, "stripes", ("soft",)),
    Shoe("Spui Ballet", _BALLET, 69, _run(35, 42), "ef", _HIDE, _TULIP),
    Shoe("Vaals Trail", _TRAIL, 139, _run(39, 47), "gh", _KNIT, _DUNE, last={"43": 2}),
    Shoe("Strand Sandal", _SANDAL, 85, _run(36, 46), "fgh", ("cork", "leather"), _CORK, feet=("support",)),
    Shoe("Linge Light", _ROAD, 109, _run(36, 45), "fgh", _MESH, _NIGHT, "dots"),
    Shoe("Gracht High", _CANVAS, 65, _run(35, 46), "fg", _COTTON, _TULIP),
    Shoe("Maas Steady", _ROAD, 135, _run(38, 46), "fgh", _KNIT, _SAGE, "dots", ("support",)),
    Shoe("Plein Derby", _DERBY, 159, _run(40, 47), "gh", _HIDE, _INK),
    Shoe("Turf Wellington", _RAIN, 59, _run(36, 46), "ghk", ("rubber", "cotton"), _DUNE, "badge"),
    Shoe("Hof Chelsea", _ANKLE, 149, _run(36, 46), "fg", _HIDE, _HEATH),
    Shoe("Loper Track", _TRACK, 95, _run(37, 46), "ef", _KNIT, _LILAC, "stripes"),
    Shoe("Kikker Boots", _KIDS_RAIN, 32, _run(24, 34), "gh", ("rubber",), _MUSTARD, "dots"),
    Shoe("Doel Firm", _FOOTBALL, 89, _run(36, 46), "fg", _MESH, _TULIP),
    Shoe("Singel Low", _SNEAKER, 95, _run(38, 47), "gh", _HIDE, _INK, "stripes"),
    Shoe("Haard Slipper", _SLIPPER, 45, _run(36, 46), "ghk", ("wool", "rubber"), _GRAPHITE, "stitch", ("soft", "room")),
    Shoe("Geul Trail", _TRAIL, 125, _run(36, 44), "fgh", _MESH, _GRAPHITE, "", ("support",)),
    Shoe("Net Padel", _TENNIS, 99, _run(37, 46), "gh", _KNIT, _SEA, feet=("support",)),
    Shoe("Polder Walk", _STROLL, 119, _run(37, 47), "ghk", _KNIT, _HEATH, feet=("room", "support")),
    Shoe("Markt Loafer", _LOAFER, 115, _run(36, 43), "fgh", ("cotton", "cork"), _SAGE),
    Shoe("Hop Velcro", _KIDS, 49, _run(26, 34), "fgh", _MESH, _SEA, feet=("support",)),
    Shoe("Waddenkust", _SANDAL, 69, _run(37, 46), "gh", ("cork", "nylon"), _SEA),
    Shoe("IJssel Long", _ROAD, 145, _run(39, 47, halves=True), "ghk", _MESH, _GRAPHITE, "wave", ("soft", "room")),
    Shoe("Kroon Derby", _DERBY, 129, _run(39, 46), "gh", ("cotton", "rubber"), _NIGHT),
    Shoe("Molen Canvas", _CANVAS, 59, _run(36, 46), "gh", _COTTON, _NIGHT),
    Shoe("Heuvel Boot", _HIKE, 169, _run(38, 46), "ghk", _KNIT, _SAGE, "", ("room",), {"43": 1}),
    Shoe("Zaal Grip", _HALL, 85, _run(36, 46), "fgh", _MESH, _CHALK),
    Shoe("Sluis Road", _ROAD, 115, _run(40, 46), "gh", _KNIT, _MUSTARD, "dots"),
    Shoe("Roos Ballet", _BALLET, 75, _run(35, 42), "gh", _COTTON, _ROSE, feet=("soft",)),
    Shoe("Tegel Sneaker", _SNEAKER, 109, _run(36, 46), "fgh", _KNIT, _LILAC, "dots"),
    Shoe("Spits Firm", _FOOTBALL, 119, _run(38, 46), "gh", _KNIT, _NIGHT),
    Shoe("Bries Sandal", _SANDAL, 55, _run(35, 42), "fg", _HIDE, _ROSE),
    Shoe("Sok Slipper", _SLIPPER, 39, _run(35, 46), "gh", ("cotton", "rubber"), _TULIP, "dots", ("soft",)),
    Shoe("Kei Velcro", _KIDS, 52, _run(25, 34), "gh", _COTTON, _CORAL, feet=("room",)),
    Shoe("Toren Chelsea", _ANKLE, 129, _run(37, 46), "gh", _MESH, _GRAPHITE, feet=("room",)),
    Shoe("Ster Velcro", _KIDS, 55, _run(27, 34), "ghk", _HIDE, _LILAC),
    Shoe("Beek Trail", _TRAIL, 159, _run(38, 46), "gh", ("leather", "nylon", "rubber"), _SEA),
    Shoe("Golf Sandal", _KIDS_SANDAL, 38, _run(25, 34), "gh", ("cork", "cotton"), _SAGE),
)
