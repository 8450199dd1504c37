"""How a shoe is drawn: one shape for each kind in ``resources/demo/drawings``, in the colours of the shoe."""

from __future__ import annotations

from typing import Final

from jinja2 import Environment
from markupsafe import Markup

from vault.demo.shoes import Shoe

_DARKER: Final = 0.78
_LIGHTER: Final = 0.16
"""How far the shaded and the lit parts are from the main colour, to black and to white."""


def draw(environment: Environment, shoe: Shoe, title: str) -> Markup:
    """The shoe as inline SVG, named ``title`` for who does not see it. It needs no style and no script."""
    palette = shoe.palette
    drawn = environment.get_template("drawing.html").render(
        shape=f"drawings/{shoe.kind.shape}.svg",
        id=f"drawing-{shoe.id}",
        title=title,
        motif=shoe.motif,
        main=palette.main,
        dark=_mixed(palette.main, 0, 1 - _DARKER),
        light=_mixed(palette.main, 255, _LIGHTER),
        accent=palette.accent,
        sole=palette.sole,
        tread=palette.tread,
        lace=palette.lace,
    )
    return Markup(drawn)  # noqa: S704 - our own template, which escapes the title


def _mixed(colour: str, target: int, share: float) -> str:
    """``#RRGGBB`` moved by ``share`` towards a grey of ``target``."""
    parts = [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
    return "#" + "".join(f"{round(part + (target - part) * share):02X}" for part in parts)
