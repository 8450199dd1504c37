"""Every moment that an export tells of, apart from those that are still to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from vault.portability.export_json import Export


def moments(export: Export) -> Iterator[tuple[str, datetime]]:
    """Each with its place, as errors name it. When a consent or a share ends is not among them."""
    yield from ((f"preferences[{n}].updated_at", each.updated_at) for n, each in enumerate(export.preferences))
    yield from ((f"preference_history[{n}].at", each.at) for n, each in enumerate(export.changes))
    yield from ((f"shops[{n}].first_seen", each.first_seen) for n, each in enumerate(export.shops))
    yield from ((f"consents[{n}].created", each.created) for n, each in enumerate(export.consents))
    yield from ((f"items[{n}].changed_at", each.item.changed_at) for n, each in enumerate(export.items))
    yield from ((f"receipts[{n}].received", each.received) for n, each in enumerate(export.receipts))
    yield from ((f"journal[{n}].at", each.at) for n, each in enumerate(export.journal))
    yield from (("brand_sizes", each.updated_at) for each in export.brand_sizes)
    yield from (("people", each.made_at) for each in export.people)
    yield from (("people_preferences", each.updated_at) for each in export.people_preferences)
    yield from (("wishes", each.made_at) for each in export.wishes)
    yield from (("letters", each.made_at) for each in export.letters)
    yield from (("letters", each.sent_at) for each in export.letters if each.sent_at is not None)
    yield from (("letter_events", each.at) for each in export.letter_events)
    yield from (("takeout_mappings", each.kept_at) for each in export.takeout_mappings)
    yield from (("refused_suggestions", each.since) for each in export.refused_suggestions)
    yield from (("imported_facts", each.kept_at) for each in export.imported_facts)
