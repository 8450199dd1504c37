"""The shop's side: ask, import what was shared, read it for its purpose, and lose it when the customer stops.

::

    shop = open_shop(Path("preferences.toml"))
    app = with_preferences(my_app, shop)                  # the connector before an ASGI app of your own
    profile = profile_for(shop, request.cookies.get(COOKIE))
    size = profile.value("clothing.shoe_size", purpose=SERVICE_PERSONALISATION)

``size`` is None, or a :class:`Value`: ``value`` (``"43"``, or a tuple of option ids as ``("running", "hiking")``), or
``minimum`` and ``maximum`` where the customer chose a range; numbers are decimal strings, with ``system`` (``"EU"``) or
``unit`` (``"cm"``) beside them; ``precision`` says how exact it is. :meth:`Profile.words` has it as people read it.

Every question is logged, with its outcome and never with a value. Questions are written in batches: a crash loses at
most the last second of that log, and a server that ends as it should loses none.

:func:`create_request`, :func:`receive_answer`, :func:`bring_code`, :func:`receive_stop`, :func:`new_nonce`,
:func:`receive_refresh`, :func:`receive_held` and :func:`receive_feedback` are what the connector is made of, for shops
that bring their own web framework; ``optional_endpoints`` of a :class:`Shop` says which of the last four it answers.
All of that is synchronous and safe to call from several threads. :class:`AsyncShop` has the same for ``async`` code.
"""

from vault.core.value import Precision, Value
from vault.shop.answers import receive_answer
from vault.shop.asynchronous import AsyncProfile, AsyncShop
from vault.shop.browser_session import COOKIE, Brought, bring_code, new_browser_session, own_browser_session
from vault.shop.counter import CounterAnswer, FileRequest, ask_at_counter, ask_in_file, take_answer, what_came
from vault.shop.hearing import receive_feedback
from vault.shop.held import add_incident, receive_held
from vault.shop.keys import ShopKeys, load_keys
from vault.shop.mounting import with_preferences
from vault.shop.nonces import new_nonce
from vault.shop.opening import open_shop
from vault.shop.outward.consent_state import consent_state
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
    "COOKIE",
    "SERVICE_PERSONALISATION",
    "AsyncProfile",
    "AsyncShop",
    "Brought",
    "CounterAnswer",
    "CreatedRequest",
    "Downstream",
    "Dropped",
    "Explanation",
    "FileRequest",
    "Policy",
    "Precision",
    "Profile",
    "Says",
    "Shop",
    "ShopKeys",
    "Store",
    "Value",
    "add_incident",
    "ask_at_counter",
    "ask_in_file",
    "bring_code",
    "bundled_catalogue",
    "check_policy",
    "check_statuses",
    "consent_state",
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
    "with_preferences",
]
