"""A consent record in words, on one page; and any page or record as a file, by the end of its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vault.core.errors import ChoiceError
from vault.core.wording import in_language
from vault.customer.kit_file import assert_free
from vault.portability.card import CardLine
from vault.portability.short_page import PagePart, ShortPage
from vault.portability.short_page import page_text as page_text  # what a terminal shows
from vault.storage import safe_write

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from vault.core.catalogue import Catalogue
    from vault.core.sentences import Sentences
    from vault.core.terms import Terms
    from vault.customer.consent_records import RecordItem, TakenRecord

HTML_ENDINGS = (".html", ".htm")
PDF_ENDING, TEXT_ENDING = ".pdf", ".txt"


def record_page(taken: TakenRecord, catalogue: Catalogue, sentences: Sentences) -> ShortPage:
    """The record for people. Names and dates only, as in the file for programs."""
    record, say = taken.record, sentences.say
    if record.terms is None:
        raise ChoiceError("record_without_terms", host=record.host)

    def titled(code: str) -> str:
        return say("agreement", code)

    about = [
        say("agreement", "agreed", date=sentences.minute(record.agreed)),
        titled("visit") if record.visit else say("agreement", "until", date=sentences.date(record.until)),
        titled("no_values"),
    ]
    parts = [
        PagePart(titled("head_items"), (), tuple(_item(each, catalogue, sentences) for each in record.items)),
        PagePart(titled("head_shop"), (), _shop(record.terms, record.host, sentences)),
        PagePart(titled("head_promises"), _promises(record.terms, sentences)),
        PagePart(titled("head_proof"), _proof(taken, sentences)),
    ]
    title = say("agreement", "title", number=record.number, host=record.host)
    return ShortPage(title, sentences.language, tuple(about), tuple(parts))


def save_record(
    taken: TakenRecord,
    path: Path,
    catalogue: Catalogue,
    sentences: Sentences,
    *,
    random: Callable[[int], bytes],
) -> None:
    """Write the record to ``path``, where nothing is: a page if it ends in ``.html``, ``.pdf`` or ``.txt``, else
    JSON-LD. Needs no session.

    Raises as :func:`save_page`, or :class:`ChoiceError` ``record_without_terms``.
    """
    if is_page(path):
        save_page(record_page(taken, catalogue, sentences), path, made=taken.at, random=random)
        return
    assert_free(path)
    safe_write.publish(path, taken.json_ld(), random=random)


def is_page(path: Path) -> bool:
    """Whether a file of this name is a page for people."""
    return path.suffix.lower() in {*HTML_ENDINGS, PDF_ENDING, TEXT_ENDING}


def save_page(page: ShortPage, path: Path, *, made: datetime, random: Callable[[int], bytes]) -> None:
    """Write a page to ``path``, where nothing is: HTML or text if the name says so, else a PDF. It is not locked.

    Raises as :func:`vault.customer.kit_file.assert_free` and :func:`safe_write.publish`.
    """
    from vault.portability.short_page import page_html, page_pdf  # a PDF's library is for this alone

    assert_free(path)
    ending = path.suffix.lower()
    if ending in HTML_ENDINGS:
        data = page_html(page)
    elif ending == TEXT_ENDING:
        data = page_text(page).encode("utf-8")
    else:
        data = page_pdf(page, made.astimezone().date())
    safe_write.publish(path, data, random=random)


def _item(item: RecordItem, catalogue: Catalogue, sentences: Sentences) -> CardLine:
    say, language = sentences.say, sentences.language
    entry, purpose = catalogue.entries.get(item.key), catalogue.purposes.get(item.purpose or "")
    label = in_language(entry.label, language) if entry is not None else item.key
    what_for = in_language(purpose.label, language) if purpose is not None else item.purpose
    more = [
        *([say("agreement", "purpose", purpose=what_for)] if what_for else []),
        say("agreement", "until", date=sentences.date(item.until)),
        say("agreement", "since", state=say("states", item.state.value), date=sentences.date(item.since)),
    ]
    return CardLine("", f"{label}, {say('precisions', item.precision.word)}", tuple(more))


def _shop(terms: Terms, host: str, sentences: Sentences) -> tuple[CardLine, ...]:
    say, controller = sentences.say, terms.controller
    countries = sentences.texts["countries"]
    lines = [
        CardLine(say("agreement", "shop"), f"{controller.name}, {host}"),
        CardLine(
            say("agreement", "address"),
            f"{controller.address}, {countries.get(controller.country, controller.country)}",
        ),
        CardLine(say("agreement", "contact"), controller.contact),
    ]
    passed = tuple(f"{each.name}, {countries.get(each.country, each.country)}" for each in terms.recipients)
    nobody = say("agreement", "passed_on_to_nobody")
    return (*lines, CardLine(say("agreement", "passed_on"), "; ".join(passed) or nobody))


def _promises(terms: Terms, sentences: Sentences) -> tuple[str, ...]:
    say = sentences.say
    return (
        say("agreement", "deletes", count=terms.delete_within_days),
        say("agreement", "keeps_proof", count=terms.proof_months),
        say("agreement", "rights"),
    )


def _proof(taken: TakenRecord, sentences: Sentences) -> tuple[str, ...]:
    say = sentences.say
    terms = taken.record.terms
    named = [
        say("agreement", "consent_id", id=taken.record.consent),
        say("agreement", "terms_hash", hash=terms.hash if terms is not None else ""),
    ]
    return (*[say("agreement", "signed" if taken.signed else "not_signed")], *named)
