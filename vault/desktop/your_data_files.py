"""Asking for a file, without stopping the program: the one place that opens a file dialog."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

Chosen = Callable[[Path], None]


class Files(Protocol):
    """Lets a person choose a file. ``chosen`` is called with it, later, or never if they decide otherwise."""

    def save(self, parent: QWidget, title: str, name: str, chosen: Chosen) -> None:
        """Choose where to write; ``name`` is offered."""
        ...

    def open(self, parent: QWidget, title: str, ending: str, chosen: Chosen) -> None:
        """Choose a file that is there; ``ending`` as ``.json``, or several with spaces between."""
        ...


class FileDialogs:
    """The system's own dialogs, as windows of their own."""

    def save(self, parent: QWidget, title: str, name: str, chosen: Chosen) -> None:
        dialog = _dialog(parent, title, chosen)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        # What is there is never written over; the page says so, where a dialog would only ask.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix(_suffix(name))
        dialog.selectFile(name)
        dialog.open()

    def open(self, parent: QWidget, title: str, ending: str, chosen: Chosen) -> None:
        dialog = _dialog(parent, title, chosen)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(" ".join(f"*{each}" for each in ending.split()))
        dialog.open()


def _suffix(name: str) -> str:
    """What a name gets that somebody types without: of a locked file also what is inside the lock."""
    path = Path(name)
    return f"{Path(path.stem).suffix}{path.suffix}" if path.suffix == ".age" else path.suffix


def _dialog(parent: QWidget, title: str, chosen: Chosen) -> QFileDialog:
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent, title, documents)
    dialog.fileSelected.connect(lambda file: chosen(Path(file)))
    dialog.finished.connect(dialog.deleteLater)
    return dialog
