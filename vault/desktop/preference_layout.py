"""From what is kept to what the preferences page shows. Pure: the same input gives the same rows."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from vault.core.catalogue import Catalogue, Entry, Type
from vault.core.precision import steps_open
from vault.core.value import Precision, Value
from vault.core.value_check import level_of
from vault.core.wording import describe, in_language
from vault.customer.editing import SEARCH_LANGUAGES, KeptPreference
from vault.desktop.preference_loading import Loaded, Sharing
from vault.desktop.preference_state import (
    Draft,
    EditorState,
    Group,
    Offered,
    Page,
    PageState,
    PreferenceLine,
    SeenBy,
    TopicLine,
    Where,
)
from vault.desktop.preference_typed import Problem, Typed, read_typed, steps_of, typed_from

SIZES_TOPIC = "clothing"
"""Where "start with your sizes" starts: what nearly every shop that sells clothes or shoes asks first."""
MOST_FOUND = 40
"""Rows of a search. Who sees more than this types another letter; and building more would hold the window up."""


def blank(entry: Entry, kept: KeptPreference | None) -> Draft:
    """An editor as it opens."""
    if kept is None:
        return Draft(typed_from(entry, None), entry.level, Precision.EXACT)
    raised = kept.level > level_of(entry, kept.value)  # by the customer; otherwise the level follows the value
    return Draft(typed_from(entry, kept.value), kept.level if raised else entry.level, kept.most)


def sizes_missing(catalogue: Catalogue, kept: Collection[str]) -> list[str]:
    """The sizes of clothes and shoes that are not kept yet."""
    sizes = [each for each in catalogue.entries.values() if each.type is Type.SIZE and each.topic == SIZES_TOPIC]
    return [each.key for each in sizes if each.key not in kept]


def topic_lines(catalogue: Catalogue, keys: Collection[str], language: str) -> tuple[TopicLine, ...]:
    """All topics, with how many of ``keys`` are theirs."""
    topics = Counter(catalogue.entries[key].topic for key in keys if key in catalogue.entries)
    return tuple(
        TopicLine(each.id, in_language(each.label, language), each.icon, each.sealed, topics[each.id])
        for each in catalogue.topics
    )


def page_state(
    catalogue: Catalogue,
    loaded: Loaded,
    language: str,
    where: Where,
    drafts: Mapping[str, Draft],
    editor: EditorState | None,
    failed: str,
) -> PageState:
    """Everything on the page."""
    kept = loaded.by_key
    topic, most = (None, MOST_FOUND) if where.searching else (where.topic, None)
    counted: Collection[str] = kept
    if where.adding:
        page, counted = Page.ADD, catalogue.entries.keys() - kept.keys()
        groups, left_out = offered_groups(catalogue, kept, language, where.topic, where.search, most)
    else:
        page = Page.KEPT if kept or drafts or failed else Page.EMPTY
        if where.found is None:
            shown = {each.key for each in catalogue.entries.values() if each.topic == where.topic}
        else:
            shown = {*where.found, *([editor.entry.key] if editor is not None else [])}
        shown &= {*kept, *drafts}
        groups, left_out = kept_groups(catalogue, loaded, language, drafts, shown, most, topic=topic)
    topics = topic_lines(catalogue, counted, language)
    return PageState(page, topics, topic, groups, where.search, editor, left_out, failed)


def kept_groups(
    catalogue: Catalogue,
    loaded: Loaded,
    language: str,
    drafts: Mapping[str, Draft],
    shown: Collection[str],
    most: int | None,
    *,
    topic: str | None,
) -> tuple[tuple[Group, ...], int]:
    """The rows of the keys ``shown``, by topic in the catalogue's order, and how many are past the first ``most``.

    A draft of something new has a row too. ``topic`` has its group also when it is empty.
    """
    kept = loaded.by_key
    found = [each for key, each in catalogue.entries.items() if key in shown]
    by_topic, left_out = _first(catalogue, found, most)
    groups = []
    for each_topic in catalogue.topics:
        lines = tuple(
            _line(each, kept.get(each.key), drafts.get(each.key), loaded.sharings.get(each.key, ()), language)
            for each in by_topic[each_topic.id]
        )
        if lines or each_topic.id == topic:
            shared = sum(1 for line in lines if line.shops)
            groups.append(Group(each_topic.id, in_language(each_topic.label, language), lines, shared=shared))
    return tuple(groups), left_out


def offered_groups(
    catalogue: Catalogue, kept: Collection[str], language: str, topic: str | None, text: str, most: int | None
) -> tuple[tuple[Group, ...], int]:
    """What can still be added of ``topic``, or with a text, what has every word of it, of any topic; and how many are
    past the first ``most``."""
    words = _folded(text).split()

    def wanted(entry: Entry) -> bool:
        if not words:
            return entry.topic == topic
        said = _said(entry)
        return all(word in said for word in words)

    found = [each for each in catalogue.entries.values() if each.key not in kept and wanted(each)]
    by_topic, left_out = _first(catalogue, found, most)
    groups = []
    for each_topic in catalogue.topics:
        offered = tuple(
            Offered(each.key, in_language(each.label, language), in_language(each.help, language), each.level)
            for each in by_topic[each_topic.id]
        )
        if offered or (not words and each_topic.id == topic):
            groups.append(Group(each_topic.id, in_language(each_topic.label, language), offered=offered))
    return tuple(groups), left_out


def _first(catalogue: Catalogue, found: Sequence[Entry], most: int | None) -> tuple[dict[str, list[Entry]], int]:
    """The first ``most`` of what was found, by topic in the catalogue's order, and how many are left out."""
    by_topic: dict[str, list[Entry]] = {each.id: [] for each in catalogue.topics}
    for each in found:
        by_topic[each.topic].append(each)
    room = len(found) if most is None else most
    for entries in by_topic.values():
        del entries[room:]
        room -= len(entries)
    return by_topic, max(0, len(found) - (len(found) if most is None else most))


def editor_state(
    entry: Entry,
    draft: Draft,
    language: str,
    *,
    new: bool,
    busy: bool,
    problem: Problem | None,
    failed: str,
) -> EditorState:
    """The open editor, but for who sees it. The steps show the very values that a shop would see of what stands in the
    fields now."""
    read = read_typed(entry, draft.typed)
    value = None if isinstance(read, Problem) else read
    lowest = level_of(entry, value if value is not None else _ticked(draft.typed))
    open_steps = steps_open(entry, draft.most)
    return EditorState(
        entry=entry,
        draft=draft,
        level=max(draft.level, lowest),
        lowest=lowest,
        steps=steps_of(entry, value, language),
        most=open_steps[0] if open_steps else Precision.CLOSED,
        new=new,
        help=in_language(entry.help, language),
        busy=busy,
        problem=problem,
        failed=failed,
    )


def seen_by(
    entry: Entry, sharings: Sequence[Sharing], newer: Mapping[str, tuple[str, str]], language: str
) -> tuple[SeenBy, ...]:
    """Each shop once for each value it was given. ``newer`` has, by ``jti``, an older value and what would follow."""
    found = []
    for each in sharings:
        text = describe(entry, each.value, language) if each.value is not None else ""
        found.append(SeenBy(each.host, each.precision, *newer.get(each.jti, (text, ""))))
    return tuple(dict.fromkeys(found))


def _ticked(typed: Typed) -> Value:
    """Even what cannot be saved yet is as private as the most private thing that is ticked."""
    return Value(typed.words or typed.word)


def _line(
    entry: Entry, kept: KeptPreference | None, draft: Draft | None, sharings: Sequence[Sharing], language: str
) -> PreferenceLine:
    return PreferenceLine(
        key=entry.key,
        name=in_language(entry.label, language),
        values=_values(entry, kept.value, language) if kept is not None else (),
        level=kept.level if kept is not None else entry.level,
        shops=len({each.host for each in sharings}),
        new=kept is None,
        unsaved=draft is not None and draft != blank(entry, kept),
    )


def _values(entry: Entry, value: Value, language: str) -> tuple[str, ...]:
    """One chip for each choice, or the whole value in one."""
    if isinstance(value.value, tuple):
        return tuple(describe(entry, Value((word,)), language) for word in value.value)
    return (describe(entry, value, language),)


def _said(entry: Entry) -> str:
    """Every word about a preference, in every language: its label, its help and its options."""
    texts = [entry.label, entry.help, *(option.label for option in entry.options)]
    return _folded(" ".join(in_language(text, language) for text in texts for language in SEARCH_LANGUAGES))


def _folded(text: str) -> str:
    """Without capitals and accents, so that ``bh`` and ``café`` are found however they are typed."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
