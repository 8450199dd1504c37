"""The four pages of the counter: large letters, for a till that two people look at. What they say comes in."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Final

from jinja2 import DictLoader, Environment, StrictUndefined

from vault.core.sentences import Sentences
from vault.core.wording import in_language
from vault.shop.counter_words import digits
from vault.shop.requests import CreatedRequest
from vault.shop.service import Shop

AGAIN_SECONDS: Final = 3
"""How soon a waiting page looks again: a person with a phone takes half a minute."""
_STYLE: Final = (
    ":root{color-scheme:light dark;--back:#f3f3ee;--card:#fff;--ink:#17251f;--quiet:#4a5852;--line:#848b83;"
    "--act:#1d4a3b;--on:#fff;--bad:#b0261b;--focus:#1f66c9}"
    "@media(prefers-color-scheme:dark){:root{--back:#131b18;--card:#1b2521;--ink:#ecefe8;--quiet:#b9c4bd;"
    "--line:#74837b;--act:#a9d3be;--on:#0e2219;--bad:#ff9d90;--focus:#8ab8ff}}"
    "body{margin:0;background:var(--back);color:var(--ink);font:1.15rem/1.5 'Open Sans',system-ui,sans-serif}"
    "main{max-width:40rem;margin:2rem auto;padding:0 1.5rem}h1{font-size:1.6rem;margin:0 0 1rem}"
    "h2{font-size:1.2rem;margin:2rem 0 .5rem}fieldset{border:0;margin:0;padding:0}legend{padding:0;font-weight:600}"
    "label{display:block;padding:.45rem 0}label input[type=checkbox]{width:1.3rem;height:1.3rem;"
    "margin:0 .7rem 0 0;vertical-align:-.2rem;accent-color:var(--act)}small{color:var(--quiet);display:block;"
    "margin-left:2rem}button,.act{display:inline-block;margin:1rem 0 0;padding:.7rem 1.4rem;border:1px solid"
    " var(--act);"
    "border-radius:6px;background:var(--act);color:var(--on);font:inherit;font-weight:600;text-decoration:none}"
    "input[type=file]{font:inherit;max-width:100%}:focus-visible{outline:2px solid var(--focus);outline-offset:2px}"
    ".wrong{color:var(--bad);font-weight:600}.digits{font-size:1.3rem;font-weight:600}"
    "img{display:block;width:min(26rem,100%);height:auto;image-rendering:pixelated;background:#fff}"
    "a{color:var(--act)}.act{color:var(--on)}li{padding:.2rem 0}p,li{overflow-wrap:anywhere}"
)
_PAGES: Final[Mapping[str, str]] = {
    "frame": (
        '<!doctype html><html lang="{{ language }}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">{% block head %}{% endblock %}'
        "<title>{{ title }}</title><style>" + _STYLE + "</style></head>"
        "<body><main><h1>{{ title }}</h1>{% block body %}{% endblock %}</main></body></html>"
    ),
    "ask": (
        '{% extends "frame" %}{% block body %}'
        '{% if wrong %}<p class="wrong" role="alert">{{ wrong }}</p>{% endif %}'
        '<form method="post" action="/ask"><fieldset><legend>{{ say("till_what") }}</legend>'
        "{% for item in items %}"
        '<label><input type="checkbox" name="item" value="{{ item.id }}"> {{ item.label }}'
        "<small>{{ item.reason }}</small></label>"
        '{% endfor %}</fieldset><button>{{ say("till_make") }}</button></form>'
        '<h2>{{ say("till_in_file") }}</h2>'
        '<form method="post" action="/answer" enctype="multipart/form-data">'
        '<label for="file">{{ say("till_file") }}</label><input type="file" id="file" name="file" required>'
        '<br><button>{{ say("till_take") }}</button></form>{% endblock %}'
    ),
    "waiting": (
        '{% extends "frame" %}{% block head %}<meta http-equiv="refresh" content="{{ seconds }}">{% endblock %}'
        '{% block body %}<p>{{ say("till_point") }}</p>'
        '<img src="data:image/png;base64,{{ picture }}" alt="{{ say(\'till_picture\') }}">'
        '<p class="digits">{{ digits }}</p><p>{{ until }}</p>'
        '<p><a href="/">{{ say("till_back") }}</a></p>{% endblock %}'
    ),
    "answer": (
        '{% extends "frame" %}{% block body %}<ul>{% for line in lines %}<li>{{ line }}</li>{% endfor %}</ul>'
        '<p><a class="act" href="/">{{ say("till_next") }}</a></p>{% endblock %}'
    ),
    "closed": '{% extends "frame" %}{% block body %}<p>{{ say("till_how_to_open") }}</p>{% endblock %}',
}
_ENVIRONMENT: Final = Environment(loader=DictLoader(_PAGES), autoescape=True, undefined=StrictUndefined)


def ask_page(shop: Shop, sentences: Sentences, wrong: str = "") -> str:
    """The items of the settings to tick, nothing ticked, and where an answer in a file goes. ``wrong`` says why not."""
    language = sentences.language
    items = [
        {
            "id": each.id,
            "label": in_language(shop.catalogue.entry(each.key).label, language),
            "reason": in_language(each.reason, language),
        }
        for each in shop.policy.items
    ]
    return _page("ask", "till_title", sentences, items=items, wrong=wrong)


def waiting_page(picture: bytes | None, made: CreatedRequest, sentences: Sentences) -> str:
    """The code for the customer's device. A link that no code can hold is a bug: ours are short."""
    return _page(
        "waiting",
        "till_waiting",
        sentences,
        seconds=AGAIN_SECONDS,
        picture=base64.b64encode(picture or b"").decode("ascii"),
        digits=digits(made.code, sentences),
        until=sentences.say("shop", "till_until", minute=sentences.minute(made.expires)),
    )


def answer_page(lines: Sequence[str], sentences: Sentences) -> str:
    """What came of it."""
    return _page("answer", "till_answer", sentences, lines=[line.strip() for line in lines])


def closed_page(sentences: Sentences) -> str:
    """What anybody sees who has no key."""
    return _page("closed", "till_closed", sentences)


def _page(name: str, title: str, sentences: Sentences, **facts: object) -> str:
    def say(code: str) -> str:
        return sentences.say("shop", code)

    return _ENVIRONMENT.get_template(name).render(language=sentences.language, title=say(title), say=say, **facts)
