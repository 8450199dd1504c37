"""How the window looks: language, theme and text size. One small file in the configuration folder, nothing personal.

It lies outside the vault because it is needed before that opens. A file that is broken, or not of this program, counts
as none: nobody is kept from their vault by it.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

FILE = "appearance.json"
MAX_FILE_BYTES = 4096
"""What we write has a hundred; a file that somebody puts there is not read to its end."""
_MODE = 0o600
_FORMAT = 1

SYSTEM, LIGHT, DARK = "system", "light", "dark"
THEMES = (SYSTEM, LIGHT, DARK)
NORMAL, LARGE, LARGEST = "normal", "large", "largest"
SCALES: Mapping[str, float] = {NORMAL: 1.0, LARGE: 1.15, LARGEST: 1.3}
"""Text sizes, and by what they multiply points."""
LANGUAGES: Mapping[str, str] = {"en": "English", "nl": "Nederlands"}
"""Each language by its code, and its name in itself: who needs it cannot read the others."""


class Appearance(NamedTuple):
    """What was chosen. Without a ``language`` it is that of the system."""

    language: str | None = None
    theme: str = SYSTEM
    text_size: str = NORMAL

    @property
    def scale(self) -> float:
        """By what letters are larger than drawn."""
        return SCALES[self.text_size]


def read_appearance(path: Path) -> Appearance:
    """What was kept at ``path``; of what cannot be read or chosen, the usual."""
    usual = Appearance()
    found = _read(path)
    if found.get("format") != _FORMAT:
        return usual
    language, theme, text_size = (found.get(name) for name in ("language", "theme", "text_size"))
    return Appearance(
        language if isinstance(language, str) and language in LANGUAGES else usual.language,
        theme if isinstance(theme, str) and theme in THEMES else usual.theme,
        text_size if isinstance(text_size, str) and text_size in SCALES else usual.text_size,
    )


def keep_appearance(path: Path, chosen: Appearance) -> None:
    """Keep ``chosen`` at ``path``, whole or not at all.

    What the disk refuses is let go: the choice then lasts until the program ends.
    """
    content = {
        "format": _FORMAT,
        "language": chosen.language,
        "theme": chosen.theme,
        "text_size": chosen.text_size,
    }
    unfinished = path.with_name(f".{path.name}.new")
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE)
        with open(descriptor, "wb") as file:  # noqa: PTH123
            file.write(json.dumps(content).encode("ascii"))
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)  # a link in its place goes, and what it leads to stays


def _read(path: Path) -> dict[str, object]:
    try:
        if not path.is_file() or path.stat().st_size > MAX_FILE_BYTES:  # a pipe there would never end
            return {}
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
