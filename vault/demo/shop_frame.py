"""What every page of the demo shop has: who looks at it, its templates, its headers, and a page for a bad moment."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from vault import bundled
from vault.core.errors import StorageError
from vault.core.wording import in_language
from vault.demo.for_you import Shared, read_shared
from vault.demo.shoe_drawing import draw
from vault.demo.shoes import SECTIONS, Section
from vault.demo.shop_words import Words, because, drawing_title, kind_of, read_words
from vault.shop import Shop, profile_for
from vault.shop.connector import COOKIE
from vault.shop.limits import protected
from vault.shop.pages import LANGUAGES, language_of

QUIET_COOKIE: Final = "__Host-no-vault"
"""Says no more than that this browser does not want to be asked; gone when it closes."""
SOON: Final = timedelta(days=2)
"""An end before this is named with its time of day."""

_CSP = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_log = logging.getLogger("vault.demo")

View = Callable[[Request], Response]


@dataclass(frozen=True)
class Visitor:
    """Who looks at a page: a language, a browser session, and what that session's customer shared."""

    words: Words
    session: str
    shared: Shared
    quiet: bool

    def __repr__(self) -> str:
        return "Visitor(…)"


@dataclass(frozen=True)
class Bar:
    """The strip that says why these shoes: the reasons, and when the first of them ends."""

    reasons: tuple[str, ...]
    until: str


class Frame:
    """The shop's look. One for each open shop."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self._words = {language: read_words(language) for language in LANGUAGES}
        self._templates = Environment(
            loader=FileSystemLoader(bundled.resources() / "demo"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.globals.update(
            sections=SECTIONS,
            in_language=in_language,
            kind_of=kind_of,
            draw=lambda shoe, words: draw(self._templates, shoe, drawing_title(shoe, words)),
        )

    def visitor(self, request: Request) -> Visitor:
        """Reads what was shared, once for each page. Raises :class:`StorageError`."""
        session = request.cookies.get(COOKIE, "")
        shared = read_shared(profile_for(self._shop, session)) if session else {}
        return Visitor(self._language(request), session, shared, QUIET_COOKIE in request.cookies)

    def page(
        self,
        visitor: Visitor,
        template: str,
        status: int = 200,
        *,
        section: Section | None = None,
        counting: Shared | None = None,
        **facts: object,
    ) -> Response:
        """One page. ``counting`` is what the shoes on it were chosen by, for the strip that says so."""
        html = self._templates.get_template(template).render(
            words=visitor.words,
            say=visitor.words.text,
            visitor=visitor,
            section=section,
            bar=self._bar(visitor, counting or {}),
            **facts,
        )
        response = protected(HTMLResponse(html, status))
        response.headers["content-security-policy"] = _CSP
        return response

    def opened(self, view: View) -> View:
        """The view, or a calm page while the database is away."""

        def opened(request: Request) -> Response:
            try:
                return view(request)
            except StorageError as problem:
                _log.error("store: %s", problem)
                return self.page(self._stranger(request), "away.html", 503)

        return opened

    def missing(self, request: Request, problem: Exception) -> Response:
        """For addresses that the shop does not have."""
        status = problem.status_code if isinstance(problem, HTTPException) else 404
        return self.page(self._stranger(request), "missing.html", status)

    def _stranger(self, request: Request) -> Visitor:
        """A visitor of whom nothing is read."""
        return Visitor(self._language(request), "", {}, QUIET_COOKIE in request.cookies)

    def _language(self, request: Request) -> Words:
        return self._words[language_of(request.headers.get("accept-language", ""))]

    def _bar(self, visitor: Visitor, counting: Shared) -> Bar | None:
        profile = profile_for(self._shop, visitor.session)
        ends = [found.until for key in counting if (found := profile.explain(key)) is not None]
        if not ends:
            return None
        words, first = visitor.words, min(ends)
        soon = first - self._shop.clock.now() < SOON
        until = words.program.minute(first) if soon else words.program.date(first)
        return Bar(tuple(because(counting, self._shop.catalogue, words)), until)
