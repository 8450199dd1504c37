"""Target ``woocommerce``: meta data of customers (REST API v3, ``PUT customers/<id>``).

Options: ``host``, ``path`` where WordPress is in a folder, ``key_file`` and ``secret_file``
(a REST API key that may write), and ``customers`` (see :class:`CustomerIds`). A field is the meta key
``preference_<field>``; one whose value is ``null`` is deleted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from vault.core.errors import NetworkError, PolicyError, RequestError
from vault.core.web_address import checked_url
from vault.shop.outward.settings import TargetSettings
from vault.shop.outward.target import CustomerProfile, CustomerUnknown, Loss, as_text
from vault.shop.outward.web_api import CustomerIds, basic, call
from vault.shop.policy import Policy

PREFIX: Final = "preference_"
_NOBODY: Final = "woocommerce_rest_invalid_id"


class WooCommerce:
    """One shop there."""

    at_once = 1

    def __init__(self, settings: TargetSettings) -> None:
        settings.only("host", "path", "key_file", "secret_file", "customers")
        self._settings = settings
        self._ids = CustomerIds(settings)
        path = settings.text("path", "/").strip("/")
        self._url = f"https://{settings.host('host')}/{path}/wp-json/wc/v3/customers".replace("//wp-json", "/wp-json")
        try:
            checked_url(self._url)
        except RequestError as problem:
            raise PolicyError("policy_member_wrong", where=settings.where("path")) from problem

    def send(self, profiles: Sequence[CustomerProfile]) -> None:
        """Set a meta field for each field."""
        for each in profiles:
            self._put(each.number, {item.field: as_text(item.value) for item in each.items})

    def erase(self, number: str, fields: Sequence[str], *, last: bool) -> None:
        """Delete these; what is not there is not made."""
        self._put(number, dict.fromkeys(fields))

    def losses(self, policy: Policy) -> Sequence[Loss]:
        """It has texts."""
        return (Loss.EXPIRY, Loss.PURPOSE, Loss.PRECISION, Loss.PROOF)

    def _put(self, number: str, fields: Mapping[str, str | None]) -> None:
        url = f"{self._url}/{self._ids.of(number)}?_fields=id"  # no more of the customer than that comes back
        body = {"meta_data": [{"key": PREFIX + field, "value": value} for field, value in fields.items()]}
        headers = basic(self._settings.secret("key"), self._settings.secret("secret"))
        status, found = call(self._settings, "PUT", url, body, headers=headers)
        if found.get("code") == _NOBODY:
            raise CustomerUnknown(self._settings.name)
        if status >= 400:
            raise NetworkError("target_refused", target=self._settings.name)
        if "id" not in found:
            raise NetworkError("target_reply_wrong", target=self._settings.name)
