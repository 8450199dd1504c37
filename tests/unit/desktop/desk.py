"""A printer that takes everything, and a file that was chosen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from vault.desktop.printing import A6, Chosen, Paper


class Desk:
    """Stands for both dialogs. ``offered`` is the name that a file was offered."""

    def __init__(self, path: Path) -> None:
        self.path, self.offered = path, ""

    def print_pages(self, parent: QWidget, pages: tuple[bytes, ...], paper: Paper, chosen: Chosen) -> None:
        assert paper is A6
        chosen(lambda: all(page.startswith(b"\x89PNG") for page in pages))

    def save(self, parent: QWidget, title: str, name: str, chosen: Callable[[Path], None]) -> None:
        self.offered = name
        chosen(self.path)

    def open(self, parent: QWidget, title: str, ending: str, chosen: Callable[[Path], None]) -> None:
        raise AssertionError(ending)
