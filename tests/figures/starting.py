"""The children of the start-up figures: ``python -m tests.figures.starting empty|unlock|unlocked|derive FOLDER``.

Each prints one line when its window was drawn: its resident memory in MB. The unlock screen then prints ``typed`` if a
key that is pressed at that moment arrives in its field. ``unlocked`` types the passphrase then, and prints the memory
once the first page behind it is drawn with all that is on it. ``derive`` prints the seconds that the derivation of its
key takes in a process that does nothing else meanwhile.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

PASSPHRASE = "copper lantern borrows seven geese"
"""Of every vault that is made for a figure, and thrown away after it."""


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


def unlock(folder: Path, then: Callable[[Any], None]) -> None:
    """The whole program, as a menu starts it, up to the moment at which a passphrase can be typed; ``then`` goes on.

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
                then(self)

        setattr(app, "Window", Watched)  # noqa: B010  # the program makes it where nobody could hand one in

    setattr(unread_sources, "leave_unread", watch)  # noqa: B010
    main.main()


def type_a_letter(window: Any) -> None:
    """Type one letter of a passphrase, and end."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication, QLineEdit

    field = window.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.isVisible()
    QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a"))
    assert field.text() == "a"
    print("typed", flush=True)
    window.close()


def type_passphrase(window: Any) -> None:
    """Type it all, wait for the first page, and end."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QLineEdit

    field = window.focusWidget()
    assert isinstance(field, QLineEdit)
    field.setText(PASSPHRASE)
    field.returnPressed.emit()
    look = QTimer(window)

    def drawn(_: object) -> None:
        window.repaint()
        print(resident_mb(), flush=True)
        window.close()

    def entered() -> None:
        if window._shown:
            look.stop()
            # What the page asked of the vault was asked before, and is answered before.
            window.world.tasks.vault(lambda _: None, drawn, print, owner=window)

    look.timeout.connect(entered)
    look.start(1)


def derive_alone(folder: Path) -> None:
    """The key of the vault in ``folder``, and nothing beside it: what a window does meanwhile would slow it down."""
    from vault.storage.kdf import SALT_BYTES, derive
    from vault.storage.passphrase_slot import profile
    from vault.storage.secret import Passphrase
    from vault.storage.unlocking import read_slots

    cost, passphrase = profile(read_slots(folder / "slots.json")), Passphrase(PASSPHRASE)
    start = time.perf_counter()
    derive(passphrase, bytes(SALT_BYTES), cost)
    print(time.perf_counter() - start)


def use_catalogue(folder: Path) -> None:
    """Let the program read the catalogue that was put beside the vault, as it reads its own."""
    from vault import bundled

    index, sizes, topics = folder / "index.json", folder / "sizes.json", sorted(folder.glob("topic-*.json"))

    def read() -> tuple[bytes, list[bytes], bytes]:
        return index.read_bytes(), [each.read_bytes() for each in topics], sizes.read_bytes()

    setattr(bundled, "catalogue_files", read)  # noqa: B010  # the program takes none from outside


if __name__ == "__main__":
    if sys.argv[1] == "empty":
        empty()
    elif sys.argv[1] == "unlock":
        unlock(Path(sys.argv[2]), type_a_letter)
    elif sys.argv[1] == "derive":
        derive_alone(Path(sys.argv[2]))
    else:
        use_catalogue(Path(sys.argv[2]).parent / "catalogue")
        unlock(Path(sys.argv[2]), type_passphrase)
