"""The children of the start-up figure: ``python -m tests.figures.starting empty|unlock FOLDER``.

Each prints one line when its window can be used: its resident memory in MB.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def resident_mb() -> int:
    """This process's resident memory."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1_000_000


def empty() -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    app = QApplication([])
    window = QWidget()
    window.resize(1180, 780)
    window.show()
    QTimer.singleShot(0, lambda: print(resident_mb(), flush=True) or app.quit())
    app.exec()


def unlock(folder: Path) -> None:
    """The whole program, as a menu starts it, up to the moment at which a passphrase can be typed."""
    from PySide6.QtCore import QTimer

    from vault.desktop import app

    class Watched(app.Window):
        def show(self) -> None:
            super().show()
            QTimer.singleShot(0, self._usable)

        def _usable(self) -> None:
            print(resident_mb(), flush=True)
            self.close()

    app.Window = Watched  # type: ignore[misc]  # the program makes it where nobody could hand one in
    app.main(["--vault", str(folder), "--language", "en"])


if __name__ == "__main__":
    if sys.argv[1] == "empty":
        empty()
    else:
        unlock(Path(sys.argv[2]))
