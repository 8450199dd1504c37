"""What the card of the backups shows: frozen values from the presenter to the view."""

from __future__ import annotations

from dataclasses import dataclass

from vault.desktop.your_data_state import Outcome


@dataclass(frozen=True)
class BackupState:
    """The card. ``saving`` and ``testing`` say in words what goes on, empty where nothing does.

    ``there`` is whether there is a backup, and ``tested`` whether one was restored in a test and came back whole.
    """

    made: str = ""
    room: str = ""
    there: bool = False
    last_test: str = ""
    tested: bool = False
    file_name: str = ""
    saving: str = ""
    saved: Outcome | None = None
    testing: str = ""
    outcome: Outcome | None = None
