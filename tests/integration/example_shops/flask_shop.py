from html import escape
from pathlib import Path

from a2wsgi import WSGIMiddleware
from flask import Flask, request

from vault.shop import COOKIE, SERVICE_PERSONALISATION, open_shop, profile_for, with_preferences

BUTTON = (
    "<script type='module' src='/preferences/preference-button.js'></script>"
    "<preference-button><a href='/preferences/start'>Share your size</a></preference-button>"
)
shop = open_shop(Path("preferences.toml"))
pages = Flask(__name__)


@pages.get("/shoes")
def shoes() -> tuple[str, dict[str, str]]:
    profile = profile_for(shop, request.cookies.get(COOKIE))
    size = profile.words("clothing.shoe_size", purpose=SERVICE_PERSONALISATION)
    page = f"<h1>Shoes in {escape(size)}</h1>" if size else f"<h1>Shoes</h1>{BUTTON}"
    return page, {"cache-control": "no-store"}


app = with_preferences(WSGIMiddleware(pages), shop)
