"""The whole page as it is now, from what was read, where the customer is, and what is typed and sent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vault.desktop.preference_layout import editor_state, page_state, seen_by
from vault.desktop.preference_loading import Loaded
from vault.desktop.preference_state import EditorState, PageState, Updates, Where
from vault.desktop.preference_typed import Problem, read_typed

if TYPE_CHECKING:
    from vault.core.catalogue import Catalogue
    from vault.desktop.preference_drafts import Drafts
    from vault.desktop.preference_refresh import PreferenceRefresh


@dataclass(frozen=True)
class Saving:
    """How saving the open row goes: ``checked`` once it was tried; ``failed`` is a sentence."""

    checked: bool = False
    busy: bool = False
    failed: str = ""


def page_now(
    catalogue: Catalogue,
    language: str,
    loaded: Loaded,
    where: Where,
    drafts: Drafts,
    refreshing: PreferenceRefresh,
    saving: Saving,
    failed: str,
) -> PageState:
    """Everything on the page. ``failed`` is a sentence about the page as a whole."""
    editor = None if where.adding else _editor(catalogue, language, loaded, drafts, refreshing, saving)
    state = page_state(catalogue, loaded, language, where, drafts.all, editor, failed)
    return replace(state, sealed=refreshing.sealed())


def _editor(
    catalogue: Catalogue,
    language: str,
    loaded: Loaded,
    drafts: Drafts,
    refreshing: PreferenceRefresh,
    saving: Saving,
) -> EditorState | None:
    key, draft = drafts.open, drafts.current
    if key is None or draft is None:
        return None
    entry, unsaved = catalogue.entry(key), key in drafts.unsaved.rows
    read = read_typed(entry, draft.typed) if saving.checked else None
    updates, newer = refreshing.updates(key), refreshing.newer(key)
    if unsaved:  # what is kept can be sent, not what stands in the fields
        updates, newer = Updates(sent=updates.sent, failed=updates.failed), {}
    state = editor_state(
        entry,
        draft,
        language,
        new=all(each.entry.key != key for each in loaded.kept),
        busy=saving.busy,
        problem=read if isinstance(read, Problem) else None,
        failed=saving.failed,
    )
    shops = seen_by(entry, loaded.sharings.get(key, ()), newer, language)
    return replace(state, unsaved=unsaved, laid_out=drafts.waits(key), seen_by=shops, updates=updates)
