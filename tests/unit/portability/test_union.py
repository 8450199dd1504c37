"""A copy in each of its forms, merged into a vault that holds some of it: both together, and once is enough."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.core.catalogue_values import shipped
from tests.unit.portability.any_export import exports
from tests.unit.portability.conftest import NOON, Maker, fill, words
from tests.unit.portability.test_coming_back import FORMS, files_of, pack
from tests.unit.portability.test_merging import is_nothing, merged, taken
from vault.core.consent import ItemEvent
from vault.portability.coming_back import read_export
from vault.portability.export_json import Export
from vault.portability.import_json import restore, shown
from vault.portability.merging import compare
from vault.storage import journal, wishes
from vault.storage.canonical import canonical

MINE = wishes.Wish("only in this vault", "A lamp", NOON)
NUMBERED = {"brand_sizes": "id", "imported_facts": "seq"}
"""What each vault numbers for itself."""
LISTS = (
    "preferences", "changes", "shops", "consents", "items", "receipts", "people", "people_preferences", "wishes",
    "brand_sizes", "letters", "letter_events", "takeout_mappings", "refused_suggestions", "imported_facts",
)  # fmt: skip


def some_of(draw: Any, export: Export) -> Export:
    """What a vault may have had of it already: any of its records, but for those that would hang from nothing."""

    def some(records: tuple[Any, ...]) -> tuple[Any, ...]:
        kept = [draw(st.booleans()) for _ in records]
        return tuple(each for each, keep in zip(records, kept, strict=True) if keep)

    people, written, preferences = some(export.people), some(export.letters), some(export.preferences)
    ids, sent = {each.id for each in people}, {each.id for each in written}
    keys = {each.key for each in preferences}
    shared, facts = draw(st.booleans()), draw(st.booleans())
    happened = set(ItemEvent)  # what happened to a share is told where the share is
    told = [each for each in export.journal if (shared if each.kind in happened else draw(st.booleans()))]
    return replace(
        export,
        consents=export.consents if shared else (),
        items=export.items if shared else (),
        receipts=some(export.receipts if shared else tuple(each for each in export.receipts if each.consent is None)),
        journal=tuple(told),
        preferences=preferences,
        changes=tuple(each for each in export.changes if each.key in keys),
        settings={name: value for name, value in export.settings.items() if draw(st.booleans())},
        people=people,
        people_preferences=some(tuple(each for each in export.people_preferences if each.person in ids)),
        wishes=some(tuple(each for each in export.wishes if each.person is None or each.person in ids)),
        brand_sizes=some(export.brand_sizes),
        letters=written,
        letter_events=tuple(each for each in export.letter_events if each.letter in sent),
        takeout_mappings=some(export.takeout_mappings),
        refused_suggestions=some(export.refused_suggestions),
        imported_facts=export.imported_facts if facts else (),
    )


def told(export: Export) -> dict[str, list[str]]:
    """Every record by its kind, in no order, without the numbers that a vault gives itself."""
    found = {
        name: sorted(repr(replace(each, **{NUMBERED[name]: 0}) if name in NUMBERED else each) for each in listed)
        for name in LISTS
        for listed in [getattr(export, name)]
    }
    found["settings"] = sorted(canonical([name, value]).decode() for name, value in export.settings.items())
    ours = {"vault_created", "imported", "merged"}
    found["journal"] = sorted(
        repr((each.at, each.kind, canonical(shown(each.body)))) for each in export.journal if each.kind not in ours
    )
    return found


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.parametrize("form", FORMS)
@given(data=st.data())
def test_a_vault_that_holds_some_of_a_copy_then_has_both_together(
    new_database: Maker, tmp_path_factory: pytest.TempPathFactory, form: str, data: st.DataObject
) -> None:
    there, here = new_database(), new_database()
    fill(there)
    whole = data.draw(exports(taken(there)))
    restore(some_of(data.draw, whole), here, now=NOON, words=words)
    with here.transaction() as transaction:
        wishes.put_wish(transaction, MINE)
    copy = read_export(pack(files_of(whole, form), "zip", tmp_path_factory.mktemp("copy")), shipped())
    before = taken(here)
    merged(here, copy, [each.key for each in compare(before, copy).changed])
    after = taken(here)
    assert told(after) == told(replace(whole, wishes=(*whole.wishes, MINE)))
    plan = merged(here, copy)
    assert is_nothing(plan)
    assert not any(plan.stays.values())
    assert told(taken(here)) == told(after)
    with here.transaction() as transaction:
        journal.check_chain(transaction)
