"""The shop's side: ask, import what was shared, read it for its purpose, and lose it when the customer stops.

::

    shop = open_shop(Path("preferences.toml"))
    app.routes.extend(connector(shop).routes)             # vault.shop.connector, an ASGI app
    profile = profile_for(shop, request.cookies.get("__Host-preferences"))
    size = profile.value("clothing.shoe_size", purpose=SERVICE_PERSONALISATION)

:func:`create_request`, :func:`receive_answer`, :func:`bring_code`, :func:`receive_stop`, :func:`new_nonce`,
:func:`receive_refresh`, :func:`receive_held` and :func:`receive_feedback` are what the connector is made of, for shops
that bring their own web framework; ``optional_endpoints`` of a :class:`Shop` says which of the last four it answers.
All of it is synchronous and safe to call from several threads.
"""

from vault.shop.answers import receive_answer
from vault.shop.browser_session import Brought, bring_code, new_browser_session, own_browser_session
from vault.shop.counter import CounterAnswer, FileRequest, ask_at_counter, ask_in_file, take_answer, what_came
from vault.shop.hearing import receive_feedback
from vault.shop.held import add_incident, receive_held
from vault.shop.keys import ShopKeys, load_keys
from vault.shop.nonces import new_nonce
from vault.shop.opening import open_shop
from vault.shop.policy import Policy, read_policy
from vault.shop.profile import SERVICE_PERSONALISATION, Explanation, Profile, profile_for
from vault.shop.refreshing import receive_refresh
from vault.shop.requests import CreatedRequest, create_request, request_object
from vault.shop.retention import Dropped, drop_expired
from vault.shop.service import Downstream, Shop, bundled_catalogue
from vault.shop.status_checks import check_statuses
from vault.shop.stopping import erasure_receipt_at, finish_stops, receive_stop, stop_by_code
from vault.shop.store import Store, open_store
from vault.shop.terms import check_policy, terms_for
from vault.tokens.customer_letter import Says

__all__ = [
    "SERVICE_PERSONALISATION",
    "Brought",
    "CounterAnswer",
    "CreatedRequest",
    "Downstream",
    "Dropped",
    "Explanation",
    "FileRequest",
    "Policy",
    "Profile",
    "Says",
    "Shop",
    "ShopKeys",
    "Store",
    "add_incident",
    "ask_at_counter",
    "ask_in_file",
    "bring_code",
    "bundled_catalogue",
    "check_policy",
    "check_statuses",
    "create_request",
    "drop_expired",
    "erasure_receipt_at",
    "finish_stops",
    "load_keys",
    "new_browser_session",
    "new_nonce",
    "open_shop",
    "open_store",
    "own_browser_session",
    "profile_for",
    "read_policy",
    "receive_answer",
    "receive_feedback",
    "receive_held",
    "receive_refresh",
    "receive_stop",
    "request_object",
    "stop_by_code",
    "take_answer",
    "terms_for",
    "what_came",
]
