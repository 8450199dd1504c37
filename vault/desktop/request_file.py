"""A shop's request as a file or a picture: how it is named to this program, chosen, and dropped on the window."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl

from vault.openid4vp.link import MAX_LINK, SCHEMES

FILE_LINK = "file:///"
ENDINGS = (".prefrequest", ".png", ".jpg", ".jpeg")
SHOP_ENDINGS = (".zip", ".csv", ".tsv", ".json")
"""Of what shops give out of a person, when it is not unpacked."""
REQUEST_TYPE = "application/x-preference-vault-request"
"""What systems call a file with the first of these endings. Nobody registered it, so it has an ``x-`` (RFC 2046)."""
MOST_DROPPED = 5
"""At one time. What waits on the request page is no more either."""


def as_link(text: str) -> str:
    """What was typed behind the program's name: the name of a file that is there as a link to it, else as it is."""
    if text.partition(":")[0].lower() in (*SCHEMES, "file") or not os.path.lexists(text):
        return text
    return Path(os.path.abspath(text)).as_uri()  # noqa: PTH100  without following links


def dropped(data: QMimeData) -> tuple[str, ...]:
    """What of ours is dragged over the window, as links: files of this computer, and links of shops.

    At most :data:`MOST_DROPPED`. Whether they are good is seen later.
    """
    found = [link for url in data.urls() if (link := _of_url(url))]
    text = data.text().strip() if not found and data.hasText() else ""
    if _is_link(text):
        found = [text]
    return tuple(dict.fromkeys(found))[:MOST_DROPPED]


def shop_file(data: QMimeData) -> Path | None:
    """The one file that is dragged, if its name is as what shops give out of a person. More at once are none."""
    urls = data.urls()
    file = urls[0].toLocalFile() if len(urls) == 1 and urls[0].isLocalFile() else ""
    return Path(file) if file.lower().endswith(SHOP_ENDINGS) else None


def _of_url(url: QUrl) -> str:
    """The link, or nothing where it leads elsewhere."""
    if url.isLocalFile():
        file = url.toLocalFile()
        return Path(file).as_uri() if file.lower().endswith(ENDINGS) else ""
    link = bytes(url.toEncoded().data()).decode("ascii")
    return link if _is_link(link) else ""


def _is_link(text: str) -> bool:
    """Of a scheme of ours, and one line of no more characters than a link may have."""
    scheme, colon, _ = text[:MAX_LINK].partition(":")
    return bool(colon) and scheme.lower() in SCHEMES and len(text) <= MAX_LINK and text.isascii() and text.isprintable()
