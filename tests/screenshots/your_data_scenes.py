"""The pictures of "Your data": each kind of copy, the writing of one, what came of it, and one's own copy back in."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.example_day import KEPT, PASSPHRASE
from vault.core.errors import ChoiceError, VaultError
from vault.customer.backups import Backups
from vault.customer.editing import remove_preference, set_words
from vault.customer.session import Passphrase, Session
from vault.customer.taking_along import Form, Taken, export_to
from vault.desktop.page_scroll import PageScroll
from vault.desktop.window import Window
from vault.desktop.your_data_bring import BringCard
from vault.desktop.your_data_copy import CopyCard
from vault.desktop.your_data_state import CopyState, Writing

Pictures = Iterator[tuple[str, QWidget]]
FILE_PASSPHRASE = "lantern gravel seven otters"
LOCKED_HEAD = f"age-encryption.org/v1\n-> scrypt {22 * 'A'} 18\n{43 * 'A'}\n--- {43 * 'A'}\n".encode()
OTHERWISE = {"clothing.shoe_size": "EU 44", "media.reading_language": "nl", "clothing.colours_worn": "navy"}
OTHERWISE |= {"health.foot_health": "flat_feet"}


def your_data_pictures(window: Window) -> Pictures:
    """From a page without backups to a file that is not the same as the vault."""
    window.show_page("your_data")
    backups = window.presenter("your_data").backups
    backups._take(replace(backups._found, backups=Backups((), 0, None, None)))
    yield "09-your-data-no-backup", window
    backups.start()
    window.inside.care.look()
    yield "09-your-data", window
    window.presenter("your_data").backups.test()
    yield "09-your-data-backup-tested", window
    with tempfile.TemporaryDirectory() as folder:
        yield from _copies(window, Path(folder))
        yield from _own_copy(window, Path(folder))


def _copies(window: Window, folder: Path) -> Pictures:
    copy = window.presenter("your_data").copy
    copy.choose_form(Form.PDF)
    copy.choose_lock(False)
    yield "09-your-data-open", _copying(window)
    copy.choose_form(Form.JSONLD)
    copy.choose_shop("groenekom.example")
    yield "09-your-data-one-shop", _copying(window)
    copy.choose_shop("")
    copy.choose_form(Form.EVERYTHING)
    copy.take_sealed(True)
    copy.choose_lock(True)
    copy.ask("", "short", "short")
    yield "09-your-data-sealed", window
    copy.take_sealed(False)
    copy.choose_lock(True)
    copy.look(FILE_PASSPHRASE, FILE_PASSPHRASE)
    state: CopyState = copy._state()
    said = copy.tr("Writing your copy, then reading it back.")
    said = copy.tr("{said} {done} of {of} steps done.").format(said=said, done=5, of=14)
    copy.changed.emit(replace(state, writing=Writing(said, 5, 14)))
    yield "09-your-data-writing", _copying(window)
    counts = {"preferences": 24, "shops": 6, "receipts": 7, "journal": 53}
    copy._has_saved(Taken(counts, False, 2, locked=True), Path("/home/lou/Documents/preference-vault.zip.age"))
    yield "09-your-data-done", _copying(window)
    copy._fail(ChoiceError("file_exists", file="preference-vault.zip.age"))
    yield "09-your-data-failed", _copying(window)


def _own_copy(window: Window, folder: Path) -> Pictures:
    """A file that is locked; then one that has some otherwise than the vault, and some that the vault has not."""
    presenter: Any = window.presenter("your_data")
    bring, locked, path = presenter.bring, folder / "mine.json.age", folder / "mine.json"
    locked.write_bytes(LOCKED_HEAD)
    bring.choose(locked)
    yield "09-your-data-file-passphrase", _bringing(window)
    bring._fail(ChoiceError("wrong_export_passphrase"))
    yield "09-your-data-file-passphrase-wrong", window
    bring.leave()

    def keep(session: Session) -> None:
        """Everything goes into the file, sealed items too; then the vault changes."""
        proof = session.ask_passphrase().prove(Passphrase(PASSPHRASE))
        set_words(session, "home.style", "scandinavian")
        export_to(session, path, proof)
        for key, words in OTHERWISE.items():
            set_words(session, key, words)
        remove_preference(session, "home.style")

    def put_back(session: Session) -> None:
        for key in OTHERWISE:
            set_words(session, key, KEPT[key])
        set_words(session, "home.style", KEPT["home.style"])

    _work(window, keep)
    bring.choose(path)
    yield "09-your-data-merge", window
    bring.leave()
    _work(window, put_back)


def _work(window: Window, work: Callable[[Session], None]) -> None:
    def fail(problem: VaultError) -> None:
        raise problem

    window.world.tasks.vault(work, lambda _: None, fail, owner=window)


def _bringing(window: Window) -> Window:
    return _with_end_of(window, BringCard)


def _copying(window: Window) -> Window:
    return _with_end_of(window, CopyCard)


def _with_end_of(window: Window, kind: type[QWidget]) -> Window:
    """The page scrolled to where this card ends, once it stands."""
    window.show()
    QTest.qWait(60)
    for card in window.findChildren(kind):
        for scroll in window.findChildren(PageScroll):
            if (part := scroll.widget()) is not None and part.isAncestorOf(card):
                foot = card.mapTo(part, QPoint(0, card.height()))
                scroll.verticalScrollBar().setValue(foot.y() - scroll.viewport().height())
    return window
