"""A goodbye, step by step, without a vault that is deleted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from vault.customer.goodbye import Copy, CopyState, Done, Goodbye, Step
from vault.customer.goodbye_shops import ShopEnd, ShopState
from vault.desktop.farewell_view import FarewellView
from vault.desktop.goodbye_state import CopyTyped
from vault.desktop.goodbye_work import Found
from vault.desktop.window import Window

FOLDER = Path("/home/noor/Documents/Goodbye papers")


def goodbye_pictures(window: Window) -> Iterator[tuple[str, QWidget]]:
    """Each step as its page shows it."""
    window.show_page("goodbye")
    goodbye = window.presenter("goodbye")
    goodbye.choose_folder(FOLDER)
    goodbye.start = _stay_as_shown  # nothing that passes in the window reads the vault, which has no goodbye
    yield "goodbye-0-folder", window
    now = window.world.clock.now()
    copy = Copy(FOLDER / "vault-copy.zip.age", "", "", sealed=False, left_behind=2, at=now, locked=True)
    done = Done(FOLDER, now)
    shops = (
        _shop("schoenenhuis.example", ShopState.CONFIRMED),
        _shop("zeepenzo.example", ShopState.UNTOLD),
        _shop("groenekom.example", ShopState.TOLD),
    )
    held = tuple(replace(each, state=ShopState.HOLDS) for each in shops)
    goodbye._take(Found(Goodbye(Step.COPY, done, CopyState.OLD, held), sealed=True))
    yield "goodbye-1-copy", window
    goodbye.make_copy(CopyTyped("", "short", ""))
    yield "goodbye-1-copy-wrong", window
    goodbye.take_sealed(True)
    goodbye._say(goodbye.tr("Writing your copy, then reading it back."))
    goodbye._show(replace(goodbye._state, steps=(5, 14)))
    yield "goodbye-1-copy-making", window
    goodbye._show(replace(goodbye._state, busy="", steps=None))
    goodbye.lock_copy(False)
    yield "goodbye-1-copy-open", window
    done = replace(done, copy=copy)
    goodbye._take(Found(Goodbye(Step.STOP, done, CopyState.WHOLE, held)))
    yield "goodbye-2-stop", window
    done = replace(done, stopped=now)
    goodbye._take(
        Found(Goodbye(Step.CONFIRM, done, CopyState.WHOLE, shops), sender=("Noor de Wit", "noor@example.org"))
    )
    yield "goodbye-3-confirm", window
    done = replace(done, rest={each.host: f"letter-{each.host}.pdf" for each in shops[1:]})
    goodbye._take(Found(Goodbye(Step.SHEET, done, CopyState.WHOLE, shops)))
    yield "goodbye-4-sheet", window
    done = replace(done, sheet="goodbye.pdf")
    goodbye._take(Found(Goodbye(Step.DELETE, done, CopyState.WHOLE, shops)))
    yield "goodbye-5-delete", window
    goodbye.delete("")
    yield "goodbye-5-delete-wrong", window
    papers = goodbye._words.papers(Goodbye(Step.DELETE, done, CopyState.WHOLE, shops))
    goodbye.forget()
    del goodbye.start
    farewell = FarewellView(window.world.theme, window.world.icons)
    farewell.show_gone(papers)
    yield "goodbye-6-farewell", farewell


def _stay_as_shown() -> None:
    pass


def _shop(host: str, state: ShopState) -> ShopEnd:
    return ShopEnd(host, host, state, "ABCD-EFGH-JKLM", objection=False, proof_months=24)
