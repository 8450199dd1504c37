"""What other scripts on a page may take from a share: at most that it may be personal. JSON, and no script of ours."""

from __future__ import annotations

from typing import Final

from vault.shop.profile import SERVICE_PERSONALISATION, Profile
from vault.shop.service import Shop

ADVERTISING: Final = ("ad_storage", "ad_user_data", "ad_personalization")
"""Consent types of Google's consent mode that no share ever grants."""


def consent_state(shop: Shop, profile: Profile) -> dict[str, dict[str, str]]:
    """The consent state of this browser session: for ``gtag("consent", "update", state["google"])``, and for
    ``wp_set_consent(category, state["wordpress"][category])``, a category at a time.

    Both say yes to personalisation alone, and only while something is shared for it. Of all other types and categories
    (analytics, statistics, marketing) nothing is said, which leaves them as the page's own consent tool set them;
    advertising is always refused. Tells no value. Raises :class:`StorageError`.
    """
    keys = {item.key for item in shop.policy.items if item.purpose == SERVICE_PERSONALISATION}
    found = (profile.explain(key) for key in sorted(keys))
    shared = any(each is not None and each.purpose == SERVICE_PERSONALISATION for each in found)
    return {
        "google": {
            **dict.fromkeys(ADVERTISING, "denied"),
            "personalization_storage": "granted" if shared else "denied",
        },
        "wordpress": {"functional": "allow", "preferences": "allow" if shared else "deny"},
    }
