"""A shop's request as a file or a picture: how it is named to this program, chosen, and dropped on the window."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QMimeData

from vault.openid4vp.link import SCHEMES

FILE_LINK = "file:///"
ENDINGS = (".prefrequest", ".png", ".jpg", ".jpeg")
MOST_DROPPED = 5
"""At one time. What waits on the request page is no more either."""


def as_link(text: str) -> str:
    """What was typed behind the program's name: the name of a file that is there as a link to it, else as it is."""
    if text.partition(":")[0].lower() in (*SCHEMES, "file") or not os.path.lexists(text):
        return text
    return Path(os.path.abspath(text)).as_uri()  # noqa: PTH100  without following links


def dropped(data: QMimeData) -> tuple[str, ...]:
    """The files of this computer in what is dragged over the window, as links; at most :data:`MOST_DROPPED`."""
    files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    return tuple(Path(file).as_uri() for file in files if file.lower().endswith(ENDINGS))[:MOST_DROPPED]
