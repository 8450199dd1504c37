"""Size and colour out of the name of a good, for shops that have no columns for them: ``…, Navy, 42 EU``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_COLOUR_WORDS = """
black zwart schwarz white wit weiß weiss blue blauw blau navy marine red rood rot green groen grün grey gray grijs grau
brown bruin braun beige yellow geel gelb orange oranje pink roze rosa purple paars lila violet khaki olive olijf
olijfgroen bordeaux burgundy turquoise turkoois türkis gold goud silver zilver silber cream crème creme ecru taupe camel
cognac donkerblauw lichtblauw dunkelblau hellblau donkergroen lichtgrijs donkergrijs
"""
_SHADE_WORDS = "light dark licht donker hell dunkel navy royal off bright deep"
_COLOURS: Final = frozenset(_COLOUR_WORDS.split())
_SHADES: Final = frozenset(_SHADE_WORDS.split())
_BREAKS = str.maketrans("()/|;:[]\u2013", ",,,,,,,,,")
_HALF = re.compile(r"(?<=\d),5(?!\d)")
_MOST_PARTS = 6
_JEANS: Final = r"W\s?(\d{2})\s?[/x, ]?\s?L\s?(\d{2})|(\d{2})W\s?[/x, ]?\s?(\d{2})L"
_REGION: Final = r"(EU|UK|US)\s?(\d{1,2}(?:[.,]5)?)|(\d{1,2}(?:[.,]5)?)\s?(EU|UK|US)"
_LETTERS: Final = r"[2-6]?X{1,3}[SL]|XS|S|M|L"
_NAMED: Final = rf"(?:[Ss]ize|SIZE|[Mm]aat|Größe|Groesse|[Ss]choenmaat)\s?:?\s?(\d{{1,3}}(?:[.,]5)?|{_LETTERS})"
_PART = re.compile(rf"(?:{_JEANS}|{_REGION}|{_NAMED}|({_LETTERS}))")
_ANYWHERE = re.compile(rf"\b(?:{_JEANS}|{_REGION}|{_NAMED})\b")


def details_in(name: str) -> tuple[str | None, str | None]:
    """Size and colour that a name says; None where it says none.

    A size is ``42``, ``EU 42``, ``M`` or ``W32 L34``. A colour counts where it stands by itself between commas,
    brackets or slashes, as ``zwart``; the last one, for names end with it.
    """
    size = colour = None
    if ",5" in name:
        name = _HALF.sub(".5", name)
    for part in name.translate(_BREAKS).replace(" - ", ",").split(",")[-_MOST_PARTS:]:
        said_size, said_colour = _part(part)
        size, colour = said_size or size, said_colour or colour
    if size is None and (found := _ANYWHERE.search(name)):
        size = _size(found)
    return size, colour


@lru_cache(maxsize=16_384)
def _part(part: str) -> tuple[str | None, str | None]:
    part = part.strip()
    if len(part) > 24:
        return None, None
    if found := _PART.fullmatch(part):
        return _size(found), None
    words = part.casefold().replace("-", " ").split()
    if words and words[-1] in _COLOURS and (len(words) == 1 or (len(words) == 2 and words[0] in _SHADES)):
        return None, " ".join(words)
    return None, None


def _size(found: re.Match[str]) -> str:
    groups = found.groups()
    if groups[0] or groups[2]:
        return f"W{groups[0] or groups[2]} L{groups[1] or groups[3]}"
    if groups[4] or groups[7]:
        return f"{groups[4] or groups[7]} {(groups[5] or groups[6]).replace(',', '.')}"
    return next(each for each in groups[8:] if each).replace(",", ".")
