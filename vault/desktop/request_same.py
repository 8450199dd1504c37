"""What of an open request is turned on to answer it as another one was. Pure.

It is a start for the customer's own choice: all of it is seen, can be changed, and nothing is sent. It turns on nothing
for which the passphrase is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from vault.desktop.request_choices import Picked, bundles, to_permit

if TYPE_CHECKING:
    from vault.core.catalogue import Catalogue
    from vault.desktop.request_layout import Open


def as_with(open_: Open, host: str, catalogue: Catalogue) -> Mapping[str, Picked]:
    """What of the open request ``host`` had, at those steps: bundles as a whole, and nothing that is sealed together
    with what is on already."""
    earlier = next((each for each in open_.earlier if each.host == host), None)
    if earlier is None or open_.proposal.person is not None:
        return {}
    steps = {each.credential_id: each.precision for each in earlier.items}
    groups = bundles(open_.proposal)
    alone = tuple((each,) for each in steps if not any(each in group for group in groups))
    found: dict[str, Picked] = {}
    for group in (*groups, *alone):
        wanted = {**found, **{each: Picked(steps[each]) for each in group if each in steps}}
        kept = all(each in steps and _has_step(open_, each, wanted[each]) for each in group)
        if kept and not to_permit(open_.proposal, open_.picks.add(wanted), {}, catalogue):
            found = wanted
    return found


def _has_step(open_: Open, item_id: str, picked: Picked) -> bool:
    """Whether it can be turned on so, and no passphrase was typed for it."""
    item, now = open_.proposal.item(item_id), open_.picks.items.get(item_id)
    permitted = now is not None and now.permission is not None
    return item is not None and item.off is None and item.step(picked.precision) is not None and not permitted
