"""What is made and loaded behind the first picture, here and elsewhere, so that an open vault need not wait for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from vault.desktop.pages_ahead import PagesAhead, leave_out

if TYPE_CHECKING:
    from vault.core.errors import VaultError
    from vault.desktop.pages import World
    from vault.desktop.window import Window


def make_ahead(world: World, window: Window, network: Callable[[], None]) -> None:
    """While a passphrase is typed, make what the open vault needs: a little in each turn here, the rest elsewhere.

    ``network`` loads what only the program's root may name.
    """
    ahead = PagesAhead(window, lambda: world.tasks.opening)
    ahead.hurried.connect(
        lambda: world.tasks.outside(world.known, lambda _: ahead.know(), _leave_to_opening, owner=ahead)
    )
    ahead.ready.connect(partial(load_ahead, world, window, ahead.load_pages, network))
    ahead.loaded.connect(partial(leave_out, window))
    window.closing.connect(ahead.stop)


def _leave_to_opening(_: VaultError) -> None:
    """What is wrong with the catalogue is said where the vault is opened."""


def load_ahead(world: World, window: Window, then: Callable[[], None], network: Callable[[], None]) -> None:
    """Load elsewhere what the open vault needs.

    Nothing of this package: a class with signals that is made on another thread can end the interpreter when the window
    first uses it.
    """

    def load() -> None:
        import vault.customer.asking_held
        import vault.customer.delivery
        import vault.customer.feedback
        import vault.customer.history
        import vault.customer.leaving
        import vault.customer.overview
        import vault.customer.protection
        import vault.customer.renewing
        import vault.customer.review_day
        import vault.customer.sharing
        import vault.customer.shop_detail
        import vault.customer.taking_along  # noqa: F401  # loading them is the point

        network()
        world.known()

    world.tasks.outside(load, lambda _: then(), lambda problem: None, owner=window)
