import os
from html import escape
from pathlib import Path

from django.conf import settings
from django.core.asgi import get_asgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

from vault.shop import COOKIE, SERVICE_PERSONALISATION, open_shop, profile_for, with_preferences

BUTTON = (
    "<script type='module' src='/preferences/preference-button.js'></script>"
    "<preference-button><a href='/preferences/start'>Share your size</a></preference-button>"
)
shop = open_shop(Path("preferences.toml"))
settings.configure(SECRET_KEY=os.urandom(32), ALLOWED_HOSTS=[shop.policy.host], ROOT_URLCONF=__name__)


def shoes(request: HttpRequest) -> HttpResponse:
    profile = profile_for(shop, request.COOKIES.get(COOKIE))
    size = profile.words("clothing.shoe_size", purpose=SERVICE_PERSONALISATION)
    page = f"<h1>Shoes in {escape(size)}</h1>" if size else f"<h1>Shoes</h1>{BUTTON}"
    return HttpResponse(page, headers={"cache-control": "no-store"})


urlpatterns = [path("shoes", shoes)]
app = with_preferences(get_asgi_application(), shop)
