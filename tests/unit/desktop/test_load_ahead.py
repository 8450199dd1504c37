"""What is loaded on another thread while a passphrase is typed: what the open vault needs, and nothing of Qt."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from types import SimpleNamespace
from vault.desktop.app import _known, _load_network
from vault.desktop.loading_ahead import load_ahead
before = set(sys.modules)
tasks = SimpleNamespace(outside=lambda work, done, failed, owner: work())
load_ahead(SimpleNamespace(tasks=tasks, known=lambda: _known(None, 0)), None, lambda: None, _load_network)
print(*sorted(set(sys.modules) - before))
"""

PAGES = """
import sys
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QWidget
from vault.desktop.pages_ahead import PagesAhead

class Closed(QWidget):
    @property
    def inside(self):
        made.append("inside")
        return self

app, made = QApplication([]), []
window, loop = Closed(), QEventLoop()
ahead = PagesAhead(window)
ahead.ready.connect(loop.quit)
loop.exec()
print(*made, "vault.desktop.request_view" in sys.modules)
ahead.loaded.connect(lambda: made.append("loaded"))
ahead.load_pages()
while ahead.busy:
    app.processEvents()
before = set(sys.modules)
import vault.desktop.request_view, vault.desktop.shops_view, vault.desktop.activity_view
print(made[-1], len(set(sys.modules) - before))
"""

HELD = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
from vault.desktop.pages_ahead import PagesAhead

class Closed(QWidget):
    inside = "inside"

app, looks, ready = QApplication([]), [], []

def held():
    looks.append("vault.desktop.overview_view" in sys.modules)
    return len(looks) < 4

ahead = PagesAhead(Closed(), held)
ahead.ready.connect(lambda: ready.append(len(looks)))
while not ready:
    app.processEvents()
print(*looks[1:3], ready[0] > 4, "vault.desktop.request_view" in sys.modules)
"""

OPENED = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
from vault.desktop import pages_ahead

class Closed(QWidget):
    inside = "inside"

app, ready = QApplication([]), []
pages_ahead._FIRST_MS = 10**7
ahead = pages_ahead.PagesAhead(Closed(), lambda: "vault.desktop.overview_view" not in sys.modules)
ahead.ready.connect(lambda: ready.append(True))
for _ in range(1000):
    app.processEvents()
print("vault.desktop.overview_view" in sys.modules, len(ready), ahead.busy)
"""

FROZEN = """
import gc
from types import SimpleNamespace
from vault.desktop.pages_ahead import leave_out
leave_out(SimpleNamespace(is_open=True))
print(gc.get_freeze_count())
leave_out(SimpleNamespace(is_open=False))
print(gc.get_freeze_count() > 10_000)
"""


def test_modules_are_left_out_of_searches_for_garbage_but_no_vault_is() -> None:
    ran = subprocess.run([sys.executable, "-c", FROZEN], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["0", "True"]


def test_nothing_of_qt_is_made_there() -> None:
    """Such a class, made on a thread, now and then ended the interpreter when the window first used it."""
    loaded = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True).stdout.split()
    assert {"vault.customer.session", "vault.customer.delivery", "vault.net.https_client"} <= set(loaded)
    assert [name for name in loaded if name.startswith(("vault.desktop", "PySide6"))] == []


def test_the_pages_are_loaded_when_the_frame_is_made() -> None:
    ran = subprocess.run([sys.executable, "-c", PAGES], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["inside", "False", "loaded", "0"]


def test_a_vault_that_is_being_opened_goes_first() -> None:
    """Its first page is there; whatever else is loaded waits until that is shown."""
    ran = subprocess.run([sys.executable, "-c", HELD], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["True", "True", "True", "False"]


def test_a_vault_that_was_opened_meanwhile_has_a_moment_for_its_first_page() -> None:
    """It is open when what its first page is made of is loaded; the page has still to read the vault."""
    ran = subprocess.run([sys.executable, "-c", OPENED], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["True", "0", "True"]


FIRST_PAGE = """
import sys
import vault.customer.session, vault.customer.trust, vault.desktop.inside, vault.desktop.post
import vault.desktop.overview_presenter, vault.desktop.overview_view
print(*sorted(sys.modules))
"""
NOT_FOR_IT = {
    "cryptography.x509",
    "joserfc.jwe",
    "vault.customer.delivery",
    "vault.customer.proposal",
    "vault.customer.sharing",
    "vault.desktop.request_words",
    "vault.desktop.shops_state",
    "vault.net.https_client",
}


def test_the_first_page_of_a_vault_loads_nothing_of_requests_and_of_the_network() -> None:
    loaded = subprocess.run([sys.executable, "-c", FIRST_PAGE], capture_output=True, text=True, check=True)
    assert NOT_FOR_IT & set(loaded.stdout.split()) == set()
