"""An example to try: a vault of a made-up customer in a temporary folder, gone with it when it is locked."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from vault.core.catalogue import Catalogue
from vault.core.clock import Clock
from vault.customer.editing import set_words
from vault.customer.session import Passphrase, Random, Session, make_vault
from vault.storage import vault_file
from vault.storage.connection import anywhere
from vault.storage.kdf import SMALL
from vault.storage.safe_write import storage_error

PASSPHRASE = "just an example"  # noqa: S105 - shown to whoever tries it
PREFERENCES = {
    "clothing.shoe_size": "EU 43",
    "clothing.shoe_width": "H",
    "clothing.materials_avoided": "leather",
    "clothing.price_per_pair": "80-140",
    "clothing.colours_worn": "navy, dark_green",
    "media.sports": "running_road",
    "media.reading_form": "paperback",
    "food.cuisines": "indonesian, italian",
    "health.foot_health": "insoles",
    "contact.email": "monthly",
}
"""What the made-up customer keeps: keys and words, as they are typed."""
_PREFIX = "preference-vault-example-"


class ExampleSession(Session):
    """The example while it is open. ``place`` is its folder, which goes when it is locked."""

    place: Path

    def lock(self) -> None:
        """As :meth:`Session.lock`; then nothing is left of it."""
        super().lock()
        # What another program still holds of it stays, locked, until the system clears its temporary files.
        shutil.rmtree(self.place, ignore_errors=True)


def open_example(
    *, catalogue: Catalogue, clock: Clock, random: Random, forbidden_thread: Callable[[], bool] = anywhere
) -> ExampleSession:
    """Make it and open it, in the thread that owns it from then on. Takes as long as a key derivation.

    Raises :class:`StorageError` as ``storage_error`` does, and as :func:`make_vault`; then nothing of it is left.
    """
    try:
        place = Path(tempfile.mkdtemp(prefix=_PREFIX))
    except OSError as problem:
        raise storage_error(problem, Path(tempfile.gettempdir())) from problem
    with contextlib.ExitStack() as undo:
        undo.callback(shutil.rmtree, place, ignore_errors=True)
        made = make_vault(
            place / "example",
            Passphrase(PASSPHRASE),
            clock=clock,
            random=random,
            profile=SMALL,
            forbidden_thread=forbidden_thread,
        )
        opened = vault_file.open_derived(made.folder, made.unlocked, clock=clock, forbidden_thread=forbidden_thread)
        session = ExampleSession(opened, catalogue=catalogue, clock=clock, random=random)
        session.place = place
        undo.pop_all()
        undo.callback(session.lock)
        for key, words in PREFERENCES.items():
            set_words(session, key, words)
        undo.pop_all()
    return session
