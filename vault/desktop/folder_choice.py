"""Asking for a folder, without stopping the program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


class Folders(Protocol):
    """Lets a person choose a folder. ``chosen`` is called with it, later, or never if they decide otherwise."""

    def choose(self, parent: QWidget, title: str, chosen: Callable[[Path], None]) -> None:
        """One that is there, or is made in the dialog."""
        ...


class FolderDialogs:
    """The system's own dialogs, as windows of their own."""

    def choose(self, parent: QWidget, title: str, chosen: Callable[[Path], None]) -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(parent, title, documents)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: chosen(Path(folder)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
