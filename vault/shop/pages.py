"""The few pages of the connector, for people: plain HTML without scripts, in English and Dutch."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import DictLoader, Environment, StrictUndefined

from vault.shop.requests import CreatedRequest

LANGUAGES = ("en", "nl")

_TEXTS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "Share your preferences",
        "open": "Open your vault",
        "other": "If nothing happens, use this link",
        "compare": "Your vault shows the same code. If it does not, stop here.",
        "until": "You can answer until",
        "wrong": "This link does not work in this browser",
        "again": "It is used, too old, or was made in another browser. Start again in the shop.",
        "carry": "Did you begin on another device? Then type this code there.",
        "carry_care": "Did somebody send you the link? Then tell them nothing.",
    },
    "nl": {
        "title": "Deel je voorkeuren",
        "open": "Open je kluis",
        "other": "Gebeurt er niets? Gebruik dan deze link",
        "compare": "Je kluis toont dezelfde code. Zie je een andere? Stop dan hier.",
        "until": "Je kunt antwoorden tot",
        "wrong": "Deze link werkt niet in deze browser",
        "again": "De link is gebruikt, te oud, of gemaakt in een andere browser. Begin opnieuw in de winkel.",
        "carry": "Begon je op een ander apparaat? Typ deze code dan daar.",
        "carry_care": "Kreeg je de link van iemand? Vertel die dan niets.",
    },
}
_PAGES = {
    "frame": (
        '<!doctype html><html lang="{{ language }}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>{{ heading }}</title>'
        "<main><h1>{{ heading }}</h1>{% block body %}{% endblock %}</main></html>"
    ),
    "waiting": (
        '{% extends "frame" %}{% block body %}'
        '<p><a href="{{ request.link }}">{{ say.open }}</a></p>'
        "<p>{{ say.compare }}</p><p><strong>{{ request.code }}</strong></p>"
        '<p><a href="{{ request.preference_vault_link }}">{{ say.other }}</a></p>'
        "<p>{{ say.until }} {{ request.expires.strftime('%H:%M') }} UTC.</p>{% endblock %}"
    ),
    "refused": (
        '{% extends "frame" %}{% block body %}'
        "{% if code %}<p>{{ say.carry }}</p><p><strong>{{ code }}</strong></p><p>{{ say.carry_care }}</p>"
        "{% else %}<p>{{ say.again }}</p>{% endif %}{% endblock %}"
    ),
}
_ENVIRONMENT = Environment(loader=DictLoader(_PAGES), autoescape=True, undefined=StrictUndefined)


def waiting_page(request: CreatedRequest, language: str) -> str:
    """Where a customer opens the request in their vault."""
    say = _TEXTS[language]
    page = _ENVIRONMENT.get_template("waiting")
    return page.render(language=language, heading=say["title"], say=say, request=request)


def refused_page(language: str, code: str | None = None) -> str:
    """What anybody sees who brings an address that is not theirs. It tells nothing of whose it is.

    ``code`` is for the browser where it began, see :func:`vault.shop.element_code.code_to_carry`.
    """
    say = _TEXTS[language]
    page = _ENVIRONMENT.get_template("refused")
    return page.render(language=language, heading=say["wrong"], say=say, code=code)


def language_of(accept_language: str) -> str:
    """Dutch if the browser names it before English, else English."""
    for part in accept_language.lower().split(","):
        tag = part.split(";")[0].strip().split("-")[0]
        if tag in LANGUAGES:
            return tag
    return "en"
