"""Target ``segment``: traits of a user (HTTP Tracking API, ``identify``), with the consent that they stand on.

Options: ``key_file`` (the source's write key), ``region`` (``eu`` or ``us``), ``category`` (the id of
the consent category for personalisation; ``Functional``) and ``denied`` (ids of categories that are always refused, as
for advertising; ``["Advertising"]``). A field is the trait ``preference_<field>``.

A stop sets traits to null and, with the last of them, the category to false. It makes no regulation: those of Segment
(``SUPPRESS_WITH_DELETE`` and its kin) are about everything that is known of a user, orders too, and would keep out what
the customer shares later. So what Segment archived stays until the shop deletes it there; the loss report says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from vault.core.errors import NetworkError, PolicyError
from vault.core.value import Json
from vault.shop.outward.settings import TargetSettings
from vault.shop.outward.target import CustomerProfile, Loss, SharedItem, as_text
from vault.shop.outward.web_api import basic, call
from vault.shop.policy import Policy

PREFIX: Final = "preference_"
HOSTS: Final = {"eu": "eu1.api.segmentapis.com", "us": "api.segment.io"}


class Segment:
    """One source there. Users are called by their customer numbers."""

    at_once = 1

    def __init__(self, settings: TargetSettings) -> None:
        settings.only("key_file", "region", "category", "denied")
        self._settings = settings
        region = settings.text("region", "eu")
        if region not in HOSTS:
            raise PolicyError("policy_member_wrong", where=settings.where("region"))
        self._url = f"https://{HOSTS[region]}/v1/identify"
        self._category = settings.text("category", "Functional")
        denied = settings.options.get("denied", ["Advertising"])
        if (
            not isinstance(denied, list)
            or self._category in denied
            or not all(isinstance(each, str) for each in denied)
        ):
            raise PolicyError("policy_member_wrong", where=settings.where("denied"))
        self._denied: dict[str, bool] = dict.fromkeys(denied, False)

    def send(self, profiles: Sequence[CustomerProfile]) -> None:
        """Set a trait for each field."""
        for each in profiles:
            self._identify(each.number, {item.field: _trait(item) for item in each.items}, {self._category: True})

    def erase(self, number: str, fields: Sequence[str], *, last: bool) -> None:
        """Set these traits to null."""
        self._identify(number, dict.fromkeys(fields), {self._category: not last})

    def losses(self, policy: Policy) -> Sequence[Loss]:
        """Its consent categories hold a purpose, as the shop maps it."""
        return (Loss.EXPIRY, Loss.PRECISION, Loss.HISTORY, Loss.PROOF)

    def _identify(self, number: str, traits: Mapping[str, Json], consent: Mapping[str, bool]) -> None:
        body: dict[str, Any] = {
            "userId": number,
            "traits": {PREFIX + name: trait for name, trait in traits.items()},
            "context": {"consent": {"categoryPreferences": {**self._denied, **consent}}},
        }
        headers = basic(self._settings.secret("key"), "")
        status, found = call(self._settings, "POST", self._url, body, headers=headers)
        if status >= 400 or found.get("success") is not True:
            raise NetworkError("target_refused", target=self._settings.name)


def _trait(item: SharedItem) -> Json:
    return list(item.value.value) if isinstance(item.value.value, tuple) else as_text(item.value)
