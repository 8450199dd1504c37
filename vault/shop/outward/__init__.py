"""Into the shop's other systems: a target gets what customers shared for it, and is told when they stop.

A target is used only if ``preferences.toml`` names it as a recipient, and it gets only what was shared under terms that
named it. Which targets there are stands in ``targets.toml`` beside that file::

    [[target]]
    recipient = "Shopify"             # as in [[recipients]]
    plugin = "shopify"                # csv, json, shopify, woocommerce, segment, or one that is installed
    items = ["shoe_size"]             # ids of [[items]]; what is sealed in the catalogue goes nowhere
    shop = "schoenenhuis.myshopify.com"
    token_file = "shopify.token"      # a secret never stands in this file

Writing a plugin. Make a package with an entry point in the group ``preference_vault.targets``, whose name is what
``plugin`` says above::

    [project.entry-points."preference_vault.targets"]
    loyalty = "our_loyalty:target"

It names a function that gets the :class:`TargetSettings` and gives a :class:`Target`::

    class Loyalty:
        at_once = 100                                    # customers in one call of send
        def __init__(self, settings):
            settings.only("url", "token_file")
            self.url, self.settings = settings.text("url"), settings
        def send(self, profiles):                        # each is all that a customer's profile has now
            for profile in profiles:
                fields = {item.field: as_text(item.value) for item in profile.items}
                put(self.url, profile.number, fields, token=self.settings.secret("token"))
        def erase(self, number, fields, *, last):        # also of what never came: then there is nothing to do
            put(self.url, number, dict.fromkeys(fields), token=self.settings.secret("token"))
        def losses(self, policy):
            return (Loss.EXPIRY, Loss.PURPOSE, Loss.PRECISION, Loss.PROOF)

Both calls may come twice and must then do no harm, and both end within :data:`vault.shop.outward.ledger.LEASE` seconds.
Returning means that it is done. ``NetworkError`` ``target_refused`` is about this call alone, ``CustomerUnknown`` says
that the system has no such customer; anything else that is raised means that the system is away: it gets no more in
this run, and everything in the next. A system that is away loses nothing and holds up no customer; a stop is told
again until it gets through, and the receipt says if it did not in time.
"""

from vault.shop.outward.settings import TargetSettings
from vault.shop.outward.target import CustomerProfile, CustomerUnknown, Loss, SharedItem, Target, as_text

__all__ = ["CustomerProfile", "CustomerUnknown", "Loss", "SharedItem", "Target", "TargetSettings", "as_text"]
