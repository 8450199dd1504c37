"""The demo shop as a person sees it: shoes for everybody, and first the ones that fit who shared something.

Plain HTML from the server: no style inside a page, nothing from elsewhere, and one script, the connector's button, that
nothing needs. The shop's own waiting page and its own page for a link that does not work stand before the connector's.
"""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from vault import bundled
from vault.core.value import Precision
from vault.demo.for_you import FEET, SIZE, chosen, counting, fits, sizes_in_stock
from vault.demo.sharing_pages import SharingPages
from vault.demo.shoes import SECTIONS, SHOES, Section
from vault.demo.shop_frame import QUIET_COOKIE, Frame, View
from vault.demo.shop_words import because, card_line, in_words
from vault.shop import Shop
from vault.shop.connector import connector
from vault.shop.limits import protected


def storefront(shop: Shop) -> Starlette:
    """The whole shop as one ASGI app: these pages, and the connector's addresses."""
    frame = Frame(shop)
    shoes, sharing, opened = ShoePages(shop, frame), SharingPages(shop, frame), frame.opened
    app = connector(shop)
    app.router.routes[:0] = [
        Route("/", opened(shoes.shelf)),
        *[Route(f"/{section.id}", opened(shoes.shelf)) for section in SECTIONS],
        Route("/shoes/{id}", opened(shoes.shoe)),
        Route("/no-thanks", opened(shoes.no_thanks), methods=["POST"]),
        Route("/privacy", opened(shoes.privacy)),
        Route("/vault", opened(sharing.explained)),
        Route("/why", opened(sharing.why)),
        Route("/stop", opened(sharing.stop)),
        Route("/stop/here", opened(sharing.stopped_here), methods=["POST"]),
        Route("/stop/code", sharing.stopped_by_code, methods=["POST"]),
        Route("/preferences/wait/{id}", opened(sharing.wait)),
        Route("/preferences/return", opened(sharing.back)),
        Route("/shop.css", _file("shop.css", "text/css")),
        Route("/mark.svg", _file("mark.svg", "image/svg+xml")),
    ]
    app.add_exception_handler(HTTPException, frame.missing)
    return app


class ShoePages:
    """One method for each address."""

    def __init__(self, shop: Shop, frame: Frame) -> None:
        self._shop = shop
        self._frame = frame

    def shelf(self, request: Request) -> Response:
        """The shoes of the shop or of one section: the customer's first, if they shared anything."""
        visitor, section = self._frame.visitor(request), _section(request.url.path.strip("/"))
        stock = [shoe for shoe in SHOES if section is None or shoe.kind.section == section.id]
        shared = counting(visitor.shared, section)
        everything = not shared or request.query_params.get("show") == "all"
        said, catalogue = ({} if everything else shared), self._shop.catalogue
        return self._frame.page(
            visitor,
            "shelf.html",
            section=section,
            counting=shared,
            stock=stock,
            mine=chosen(stock, shared, catalogue),
            everything=everything,
            summary=in_words(said, catalogue, visitor.words),
            line=lambda shoe: card_line(shoe, said, catalogue, visitor.words),
        )

    def shoe(self, request: Request) -> Response:
        """One pair, and how it fits what was shared."""
        shoe = next((shoe for shoe in SHOES if shoe.id == request.path_params["id"]), None)
        if shoe is None:
            raise HTTPException(404)
        visitor, section, catalogue = self._frame.visitor(request), _section(shoe.kind.section), self._shop.catalogue
        shared = counting(visitor.shared, section)
        fitting = [
            (", ".join(because({key: value}, catalogue, visitor.words)), fits(shoe, key, value, catalogue))
            for key, value in shared.items()
            if key != FEET
        ]
        size = shared.get(SIZE)
        meant = sizes_in_stock(shoe, size, catalogue) if size and size.precision is not Precision.CATEGORY else ()
        return self._frame.page(
            visitor,
            "shoe.html",
            section=section,
            counting=shared,
            shoe=shoe,
            fitting=fitting,
            sizes_meant=meant,
        )

    def privacy(self, request: Request) -> Response:
        """The address that the shop's terms name."""
        policy = self._shop.policy
        return self._frame.page(
            self._frame.visitor(request),
            "privacy.html",
            controller=policy.controller,
            days=policy.duration.strip("PD"),
            months=policy.proof_until.strip("PM"),
        )

    def no_thanks(self, request: Request) -> Response:
        """This browser is not asked again until it closes."""
        section = _section(request.query_params.get("from", ""))
        response = RedirectResponse(f"/{section.id}" if section else "/", 303)
        response.set_cookie(QUIET_COOKIE, "1", path="/", secure=True, httponly=True, samesite="lax")
        return protected(response)


def _section(section_id: str) -> Section | None:
    return next((section for section in SECTIONS if section.id == section_id), None)


def _file(name: str, media_type: str) -> View:
    content = bundled.read(f"demo/{name}")

    def file(_: Request) -> Response:
        return protected(Response(content, media_type=media_type))

    return file
