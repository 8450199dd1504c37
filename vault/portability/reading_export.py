"""An export as sections of words: preferences by topic, what shops hold, what happened, and all else that is in it.

What is not named here by its kind comes out too, member by member, under the name of its kind: a table that is added
to the vault is on the page before anybody thinks of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from itertools import groupby
from typing import TYPE_CHECKING, Any

from vault.core.wording import in_language
from vault.portability.export_json import Export
from vault.portability.reading import Reading, Row, Section
from vault.portability.reading_words import NOT_SHOWN_INSIDE, Words, line

if TYPE_CHECKING:
    from vault.core.catalogue import Catalogue
    from vault.core.sentences import Sentences
    from vault.portability.shapes import TakenItem
    from vault.storage.consents import Consent
    from vault.storage.people import Person
    from vault.storage.shops import Shop

_HEAD = frozenset({"made_at", "program", "catalogue", "sealed", "scope"})
_Heads = tuple[str, str, str]


def read_out(
    export: Export, catalogue: Catalogue, sentences: Sentences, *, look: Callable[[], None] = lambda: None
) -> Reading:
    """The export in the language of ``sentences``. ``look`` is called at each record, and may raise."""
    words = Words(sentences, catalogue, {person.id: line(person.nickname) for person in export.people}, look)
    told = [section for part in _PARTS for section in part(export, words)]
    rest = [each.name for each in fields(Export) if each.name not in _HEAD | _TOLD]
    told += [section for kind in rest for section in _any_kind(kind, getattr(export, kind), words)]
    return Reading(
        title=words.phrase("title"),
        language=sentences.language,
        about=(
            words.phrase("made", minute=sentences.minute(export.made_at), program=export.program),
            words.phrase("catalogue", version=export.catalogue),
            *_scope(export, words),
            words.phrase("sealed_here" if export.sealed else "sealed_not_here"),
            words.phrase("keep_private"),
        ),
        sections=tuple(told) or (Section(words.phrase("nothing")),),
        contents=words.phrase("contents"),
        skip=words.phrase("skip"),
    )


def _scope(export: Export, words: Words) -> tuple[str, ...]:
    """What it is a part by, where it is not of everything."""
    if export.scope is None:
        return ()
    topics = {topic.id: in_language(topic.label, words.sentences.language) for topic in words.catalogue.topics}
    name = export.scope.name
    return (words.phrase(f"only_{export.scope.kind}", name=line(topics.get(name, name))),)


def _heads(words: Words, *codes: str) -> _Heads:
    first, second = (words.phrase(f"head_{code}") for code in codes)
    return first, second, words.phrase("head_more")


def _preferences(export: Export, words: Words) -> Iterator[Section]:
    if not export.preferences:
        return
    yield Section(words.named("records", "preferences"))
    language, heads = words.sentences.language, _heads(words, "preference", "value")
    named = {topic.id: in_language(topic.label, language) for topic in words.catalogue.topics}
    entries = words.catalogue.entries

    def topic(key: str) -> str:
        return entries[key].topic if key in entries else ""

    for each in (*named, ""):
        rows = tuple(
            Row(words.label(one.key), words.value(one.key, one.value), words.rest("preferences", one, "key", "value"))
            for one in export.preferences
            if topic(one.key) == each
        )
        if rows:
            yield Section(named.get(each) or words.phrase("other_topic"), 3, heads=heads, rows=rows)


def _brand_sizes(export: Export, words: Words) -> Iterator[Section]:
    rows = (
        Row(line(each.brand), words.anything("size", each.size), words.rest("brand_sizes", each, "brand", "size"))
        for each in export.brand_sizes
    )
    yield from _listed("brand_sizes", _heads(words, "brand", "size"), rows, words)


def _people(export: Export, words: Words) -> Iterator[Section]:
    if export.people:
        yield Section(words.named("records", "people"))
    heads = _heads(words, "preference", "value")
    for person in export.people:
        yield Section(words.people[person.id], 3, _about(person, words), heads, tuple(_likes(export, person, words)))


def _about(person: Person, words: Words) -> tuple[str, ...]:
    return words.rest("people", person, "nickname")


def _likes(export: Export, person: Person, words: Words) -> Iterator[Row]:
    for each in export.people_preferences:
        if each.person == person.id:
            more = words.rest("people_preferences", each, "key", "value")
            yield Row(words.label(each.key), words.value(each.key, each.value), more)


def _wishes(export: Export, words: Words) -> Iterator[Section]:
    rows = (
        Row(
            line(each.what),
            words.people.get(each.person, "") if each.person else words.phrase("me"),
            words.rest("wishes", each, "what", "person"),
        )
        for each in export.wishes
    )
    yield from _listed("wishes", _heads(words, "wish", "for"), rows, words)


def _shops(export: Export, words: Words) -> Iterator[Section]:
    if not export.shops:
        return
    yield Section(words.named("records", "shops"), said=(words.phrase("no_values_of_shops"),))
    for shop in export.shops:
        consents = {each.id: each for each in export.consents if each.host == shop.host}
        items = [each for each in export.items if each.item.consent in consents]
        title = line(shop.host) if shop.name in {"", shop.host} else f"{line(shop.name)} · {line(shop.host)}"
        yield Section(title, 3, _shop(shop, consents.values(), words))
        shared = tuple(_share(each, words) for each in consents.values())
        yield from _inside("consents", _heads(words, "agreed", "until"), shared, words)
        yield from _inside(
            "items", _heads(words, "preference", "state"), [_item(each, consents, words) for each in items], words
        )
        receipts = (
            Row(
                words.sentences.minute(each.received),
                words.anything("kind", each.kind),
                words.rest("receipts", each, "received", "kind") + _of_share(consents.get(each.consent or ""), words),
            )
            for each in export.receipts
            if each.host == shop.host
        )
        yield from _inside("receipts", _heads(words, "when", "what"), receipts, words)


def _shop(shop: Shop, consents: Iterable[Consent], words: Words) -> tuple[str, ...]:
    """What is said of a shop once: also the terms, which are the same in most of its shares."""
    terms = dict.fromkeys(text for each in consents for text in words.terms(each.terms))
    return (*words.rest("shops", shop, "host", "name"), *terms)


def _share(consent: Consent, words: Words) -> Row:
    until = words.anything("keep", consent.keep) if consent.keep else words.sentences.minute(consent.until)
    more = words.rest("consents", consent, "created", "keep", *(() if consent.keep else ("until",)))
    return Row(words.sentences.minute(consent.created), until, more)


def _item(taken: TakenItem, consents: dict[str, Consent], words: Words) -> Row:
    item = taken.item
    more = words.rest("items", item, "key", "state", "also")
    also = tuple(
        words.member("also") + ": " + f"{words.label(p.key)} ({words.anything('', p.precision)})" for p in item.also
    )
    return Row(
        words.label(item.key),
        words.anything("state", item.state),
        (*more, *also, *_of_share(consents.get(item.consent), words)),
    )


def _of_share(consent: Consent | None, words: Words) -> tuple[str, ...]:
    return () if consent is None else (f"{words.member('created')}: {words.sentences.minute(consent.created)}",)


def _letters(export: Export, words: Words) -> Iterator[Section]:
    def kind(found: Any) -> str:
        return words.anything("kind", found)

    rows = (
        Row(words.sentences.minute(each.made_at), kind(each.kind), words.rest("letters", each, "made_at", "kind"))
        for each in export.letters
    )
    yield from _listed("letters", _heads(words, "when", "letter"), rows, words)
    of = {each.id: f"{kind(each.kind)}, {words.sentences.date(each.made_at)}" for each in export.letters}
    answers = (
        Row(
            words.sentences.minute(each.at),
            kind(each.kind),
            (*words.rest("letter_events", each, "at", "kind"), *((of[each.letter],) if each.letter in of else ())),
        )
        for each in export.letter_events
    )
    yield from _listed("letter_events", _heads(words, "when", "what"), answers, words)


def _changes(export: Export, words: Words) -> Iterator[Section]:
    rows = (
        Row(
            words.label(each.key),
            words.phrase("removed") if each.value is None else words.value(each.key, each.value),
            words.rest("preference_history", each, "key", "value"),
        )
        for each in export.changes
    )
    yield from _listed("preference_history", _heads(words, "preference", "value"), rows, words)


def _settings(export: Export, words: Words) -> Iterator[Section]:
    rows = (Row(line(name), words.anything(name, found)) for name, found in export.settings.items())
    yield from _listed("settings", _heads(words, "setting", "value"), rows, words)


def _journal(export: Export, words: Words) -> Iterator[Section]:
    """By month, the newest first, as the program shows it."""
    if not export.journal:
        return
    yield Section(words.named("records", "journal"), said=(words.phrase("no_values_in_history"),))
    heads = _heads(words, "when", "what")

    def month(entry: Any) -> tuple[int, int]:
        local = entry.at.astimezone()
        return local.year, local.month

    for (year, number), entries in groupby(reversed(export.journal), month):
        rows = []
        for entry in entries:
            words.look()
            body = {name: member for name, member in entry.body.items() if name not in NOT_SHOWN_INSIDE}
            host = body.pop("host", None)
            event = words.sentences.event(entry.kind)
            text = f"{event}: {words.anything('host', host)}" if host else event
            rows.append(Row(words.sentences.minute(entry.at), text, words.lines(body)))
        title = f"{words.sentences.texts['dates'][f'month_{number}']} {year}"
        yield Section(title, 3, heads=heads, rows=tuple(rows), listed=False)


def _any_kind(kind: str, records: Any, words: Words) -> Iterator[Section]:
    """Records of a kind that has no section of its own: every member that says something."""
    heads = (words.phrase("head_what"), words.phrase("head_more"), "")
    rows = []
    for record in records:
        first, *more = words.rest(kind, record) or ("",)
        rows.append(Row(first, "; ".join(more)))
    yield from _listed(kind, heads, rows, words)


def _listed(kind: str, heads: _Heads, rows: Iterable[Row], words: Words) -> Iterator[Section]:
    found = tuple(rows)
    if found:
        yield Section(words.named("records", kind), heads=heads, rows=found)


def _inside(kind: str, heads: _Heads, rows: Iterable[Row], words: Words) -> Iterator[Section]:
    found = tuple(rows)
    if found:
        yield Section(words.named("records", kind), 4, heads=heads, rows=found, listed=False)


_Part = Callable[[Export, Words], Iterator[Section]]
_PARTS: tuple[_Part, ...] = (
    _preferences, _brand_sizes, _people, _wishes, _shops, _letters, _changes, _settings, _journal,
)  # fmt: skip
_TOLD = frozenset({
    "preferences", "brand_sizes", "people", "people_preferences", "wishes", "shops", "consents", "items", "receipts",
    "letters", "letter_events", "changes", "settings", "journal",
})  # fmt: skip
"""The kinds that :data:`_PARTS` tell of."""
