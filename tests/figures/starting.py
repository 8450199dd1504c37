"""The children of the start-up figure: ``python -m tests.figures.starting empty|unlock FOLDER``.

Each prints one line when its window was drawn: its resident memory in MB. The unlock screen then prints ``typed`` if a
key that is pressed at that moment arrives in its field.
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
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QWidget

    class Drawn(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
            QTimer.singleShot(0, lambda: print(resident_mb(), flush=True) or app.quit())

    app = QApplication([])
    window = Drawn()
    window.resize(1180, 780)
    window.show()
    app.exec()


def unlock(folder: Path) -> None:
    """The whole program, as a menu starts it, up to the moment at which a passphrase can be typed.

    ``folder`` is ``preference-vault/vault`` in a data folder.
    """
    from vault import __main__ as main
    from vault.desktop import unread_sources

    os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = str(folder.parent.parent)
    os.environ["LC_ALL"] = "C.UTF-8"
    sys.argv = ["preference-vault"]
    leave_unread = unread_sources.leave_unread

    def watch() -> None:
        """In the place of what the program does first with Qt: that, and then its window is watched."""
        leave_unread()
        from PySide6.QtCore import QTimer
        from PySide6.QtGui import QPaintEvent

        from vault.desktop import app
        from vault.desktop.window import Window

        class Watched(Window):
            told = False

            def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
                if not self.told:
                    self.told = True
                    QTimer.singleShot(0, self._drawn)  # before what the program does in that moment
                super().paintEvent(event)

            def _drawn(self) -> None:
                print(resident_mb(), flush=True)
                _type(self)
                self.close()

        setattr(app, "Window", Watched)  # noqa: B010  # the program makes it where nobody could hand one in

    setattr(unread_sources, "leave_unread", watch)  # noqa: B010
    main.main()


def _type(window: object) -> None:
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

    assert isinstance(window, QWidget)
    field = window.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.isVisible()
    QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a"))
    assert field.text() == "a"
    print("typed", flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "empty":
        empty()
    else:
        unlock(Path(sys.argv[2]))
