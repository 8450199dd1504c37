"""Target ``shopify``: metafields of customers (GraphQL Admin API, ``metafieldsSet`` and ``metafieldsDelete``).

Options: ``shop`` (its ``….myshopify.com`` name), ``token_file`` (an Admin API access token with the
scope ``write_customers``), ``customers`` (see :class:`CustomerIds`; ids without ``gid://shopify/Customer/``),
``namespace`` (``preferences``), ``version`` of the API, and ``form``: ``json`` or ``text``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from vault.core.errors import NetworkError, PolicyError
from vault.shop.outward.settings import TargetSettings
from vault.shop.outward.target import CustomerProfile, Loss, SharedItem, as_text
from vault.shop.outward.web_api import CustomerIds, call
from vault.shop.policy import Policy

VERSION: Final = "2026-10"
MOST: Final = 25
"""Metafields that one ``metafieldsSet`` takes."""
SET: Final = """mutation Set($metafields: [MetafieldsSetInput!]!) {
  metafieldsSet(metafields: $metafields) { metafields { key } userErrors { field message } }
}"""
DELETE: Final = """mutation Delete($metafields: [MetafieldIdentifierInput!]!) {
  metafieldsDelete(metafields: $metafields) { deletedMetafields { key } userErrors { field message } }
}"""
_TYPES: Final = {"json": "json", "text": "single_line_text_field"}
_KEY: Final = re.compile(r"[A-Za-z0-9_-]{2,64}")
_NAMESPACE: Final = re.compile(r"[A-Za-z0-9_-]{3,255}")
_VERSION: Final = re.compile(r"20[0-9]{2}-(01|04|07|10)")


class Shopify:
    """One shop there. Fields are keys of metafields."""

    at_once = 1

    def __init__(self, settings: TargetSettings) -> None:
        settings.only("shop", "token_file", "customers", "namespace", "version", "form")
        self._settings = settings
        self._ids = CustomerIds(settings)
        self._namespace = _fitting(settings, "namespace", "preferences", _NAMESPACE)
        version = _fitting(settings, "version", VERSION, _VERSION)
        self._url = f"https://{settings.host('shop')}/admin/api/{version}/graphql.json"
        self._form = settings.text("form", "json")
        if self._form not in _TYPES:
            raise PolicyError("policy_member_wrong", where=settings.where("form"))
        if not all(_KEY.fullmatch(item.id) for item in settings.items):
            raise PolicyError("policy_member_wrong", where=settings.where("items"))

    def send(self, profiles: Sequence[CustomerProfile]) -> None:
        """Set a metafield for each field, :data:`MOST` at a time."""
        fields = [self._metafield(each.number, item) for each in profiles for item in each.items]
        for start in range(0, len(fields), MOST):
            self._call("metafieldsSet", SET, fields[start : start + MOST])

    def erase(self, number: str, fields: Sequence[str], *, last: bool) -> None:
        """Delete these metafields; those that are not there do no harm."""
        owner = self._owner(number)
        these = [{"ownerId": owner, "namespace": self._namespace, "key": field} for field in fields]
        for start in range(0, len(these), MOST):
            self._call("metafieldsDelete", DELETE, these[start : start + MOST])

    def losses(self, policy: Policy) -> Sequence[Loss]:
        """JSON has members for the end, the purpose and the precision, but nothing ends there by itself."""
        if self._form == "json":
            return (Loss.EXPIRY, Loss.PROOF)
        return (Loss.EXPIRY, Loss.PURPOSE, Loss.PRECISION, Loss.PROOF)

    def _owner(self, number: str) -> str:
        return f"gid://shopify/Customer/{self._ids.of(number)}"

    def _metafield(self, number: str, item: SharedItem) -> dict[str, str]:
        return {
            "ownerId": self._owner(number),
            "namespace": self._namespace,
            "key": item.field,
            "type": _TYPES[self._form],
            "value": json.dumps(item.to_json()) if self._form == "json" else as_text(item.value),
        }

    def _call(self, mutation: str, query: str, metafields: Sequence[Mapping[str, str]]) -> None:
        headers = {"X-Shopify-Access-Token": self._settings.secret("token")}
        body = {"query": query, "variables": {"metafields": metafields}}
        _, found = call(self._settings, "POST", self._url, body, headers=headers)
        if found.get("errors"):  # throttled, or the API has changed: not about this customer
            raise NetworkError("target_busy", target=self._settings.name, status=200)
        payload: Any = (found.get("data") or {}).get(mutation) if isinstance(found.get("data"), dict) else None
        if not isinstance(payload, dict) or "userErrors" not in payload:
            raise NetworkError("target_reply_wrong", target=self._settings.name)
        if payload["userErrors"]:
            raise NetworkError("target_refused", target=self._settings.name)


def _fitting(settings: TargetSettings, option: str, default: str, fits: re.Pattern[str]) -> str:
    found = settings.text(option, default)
    if not fits.fullmatch(found):
        raise PolicyError("policy_member_wrong", where=settings.where(option))
    return found
