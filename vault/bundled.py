"""Where the files under ``resources/`` are: inside the wheel, or beside the package in a checkout."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path


@cache
def resources() -> Path:
    """The resources folder. An editable install does not see the wheel's copy, so both are tried."""
    package = Path(__file__).resolve().parent
    in_wheel = package / "_resources"
    return in_wheel if in_wheel.is_dir() else package.parent / "resources"


def read(relative: str) -> bytes:
    """The bytes of one resource, named from ``resources/``, as in ``"messages/en.json"``."""
    return (resources() / relative).read_bytes()


def catalogue_files() -> tuple[bytes, list[bytes], bytes]:
    """The three arguments of :func:`vault.core.catalogue.parse`: index, topics in its order, sizes."""
    index = read("catalogue/index.json")
    topics = [read(f"catalogue/{topic['id']}.json") for topic in json.loads(index)["topics"]]
    return index, topics, read("catalogue/sizes.json")
