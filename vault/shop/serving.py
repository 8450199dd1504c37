"""The server of ``preference-shop serve``: one process, or several that share an address and a store.

A signal that ends it lets answers under way finish, for :data:`LEAVE_SECONDS` at most, and writes what waits in memory.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any, Final, NoReturn

from vault.core.errors import PolicyError
from vault.shop.log_lines import write_logs
from vault.shop.mounting import with_preferences
from vault.shop.opening import open_shop
from vault.shop.serve_settings import PREFIX, Address, ServeSettings, serve_settings
from vault.shop.service import Shop

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from vault.shop.guarding import Observe

LEAVE_SECONDS: Final = 20
"""How long requests under way may take when a signal ends the program; service managers kill after thirty or more."""


def open_served(settings: ServeSettings) -> Shop:
    """The shop of these settings. Raises as :func:`vault.shop.open_shop`."""
    return open_shop(settings.policy, placed=settings.placed)


def serve(settings: ServeSettings, shop: Shop) -> None:
    """Serve until a signal ends it; then ``shop`` is closed. No access log: addresses hold codes.

    Raises :class:`PolicyError` ``address_taken``, for the counts or the counter, and ``counter_key_unusable``.
    """
    write_logs(settings.log_format)
    with _ended_in_order():
        if settings.workers == 1:
            with _at_the_counter(settings, shop):
                _serve_alone(settings, shop)
        else:
            shop.store.close()  # it could be opened, with what a former version left; now each opens it for itself
            _serve_together(settings)


def worker() -> ASGIApp:
    """One of several processes, which finds its settings in the environment."""
    settings = serve_settings({}, os.environ)
    write_logs(settings.log_format)
    observe = None
    if settings.metrics_listen is not None:
        from prometheus_client import CollectorRegistry

        from vault.shop.metrics import RequestCounts

        observe = RequestCounts(CollectorRegistry())
    return _app(open_served(settings), observe)


def _serve_alone(settings: ServeSettings, shop: Shop) -> None:
    if settings.metrics_listen is None:
        _run(settings, _app(shop, None))
        return
    from prometheus_client import CollectorRegistry

    from vault.shop.metrics import RequestCounts, exposed

    registry = CollectorRegistry()
    with exposed(registry, settings.metrics_listen):
        _run(settings, _app(shop, RequestCounts(registry)))


def _serve_together(settings: ServeSettings) -> None:
    os.environ[f"{PREFIX}POLICY"] = str(settings.policy)
    os.environ[f"{PREFIX}LOG_FORMAT"] = settings.log_format
    how: dict[str, Any] = {"factory": True, "workers": settings.workers}
    if settings.metrics_listen is None:
        os.environ.pop(f"{PREFIX}METRICS_LISTEN", None)
        _run(settings, f"{__name__}:worker", **how)
        return
    from vault.shop.metrics import FOLDER, added_up

    with added_up(settings.metrics_listen) as folder:
        os.environ |= {FOLDER: str(folder), f"{PREFIX}METRICS_LISTEN": str(settings.metrics_listen)}
        _run(settings, f"{__name__}:worker", **how)


@contextmanager
def _at_the_counter(settings: ServeSettings, shop: Shop) -> Iterator[None]:
    """Serve the page for the till, if the settings say where, in a thread beside the connector."""
    if settings.counter_listen is None:
        yield
        return
    import uvicorn

    from vault.shop.counter_key import counter_key
    from vault.shop.counter_page import counter_page

    app = counter_page(shop, counter_key(settings.policy, shop.random))
    bound = _bound(settings.counter_listen)
    server = uvicorn.Server(uvicorn.Config(app, access_log=False, log_config=None, lifespan="off", server_header=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, name="counter")
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()
        bound.close()


def _bound(address: Address) -> socket.socket:
    """Taken here, where it can be told that somebody else has it."""
    try:
        return socket.create_server(
            (address.host, address.port), family=socket.AF_INET6 if ":" in address.host else socket.AF_INET
        )
    except OSError as problem:
        raise PolicyError("address_taken", address=str(address)) from problem


def _app(shop: Shop, observe: Observe | None) -> ASGIApp:
    from starlette.applications import Starlette

    return with_preferences(Starlette(), shop, observe=observe)  # nothing else is here


def _run(settings: ServeSettings, app: ASGIApp | str, **how: Any) -> None:
    import uvicorn

    uvicorn.run(
        app,
        host=settings.listen.host,
        port=settings.listen.port,
        ssl_certfile=settings.tls_certificate,
        ssl_keyfile=settings.tls_key,
        access_log=False,
        log_config=None,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=LEAVE_SECONDS,
        **how,
    )


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """uvicorn raises the signal that ended it once more when it is done. Alone that would end us before we are."""

    def end(_number: int, _frame: FrameType | None) -> NoReturn:
        sys.exit(0)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
