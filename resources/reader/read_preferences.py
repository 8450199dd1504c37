#!/usr/bin/env python3
"""Show an export of Preference Vault in a terminal. Nothing but this file and Python 3.9 or newer is needed.

    python3 read_preferences.py preference-vault.zip
    python3 read_preferences.py --lang nl --all preference-vault.json

It takes a zip, a folder, a JSON or JSON-LD file, or the folder with the tables (datapackage.json). It reads and prints;
it writes no file and uses no network. A locked file (age) has to be unlocked first. It is not needed to import a file.

Exit codes: 0 shown, 1 the file cannot be shown, 2 the command was wrong.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import re
import stat
import sys
import zipfile
import zlib
from pathlib import Path
from urllib.parse import unquote

MAX_BYTES = 256 * 1024 * 1024
"""Of a file, and of all that is read out of a zip."""
MAX_PARTS = 12_000_000
"""Commas, brackets and lines of a file, counted before anything is built of it."""
MAX_MEMBERS = 1000
MAX_DIRECTORY = 1024 * 1024
"""Bytes of the list of members that a zip ends with."""
NAMES = ("preference-vault.jsonld", "preference-vault.json")
"""The first has the words of both languages."""
TABLES = ("table/datapackage.json", "datapackage.json")
FORMAT = "preference-vault-export"
CUSTOMER = "customer"
FEW = 5

WORDS = {
    "en": {
        "title": "Preferences, taken along on {date}",
        "no_sealed": "Sealed preferences are not in it.",
        "part": "Not everything is in it, only: {name}.",
        "sealed": "sealed", "brand_sizes": "Sizes at brands", "people": "People", "wishes": "Wish list",
        "for": "for {name}", "done": "got it", "shops": "Shops", "letters": "Letters", "sent": "sent on {date}",
        "not_sent": "not sent", "history": "What happened", "changes": "Earlier preferences", "removed": "removed",
        "facts": "Kept from shops' own data", "settings": "Settings", "others": "Also in it",
        "more": "and {count} more; add --all to see them", "yes": "yes", "no": "no", "receipts": "Receipts: {count}",
        "nothing": "Nothing is in it.",
        "held": "shared until {date}", "stopped": "stopped", "erased": "stopped and deleted", "expired": "ended",
        "replaced": "replaced by a newer one", "unsent": "never sent", "unread": "deleted, not used for long",
        "locked": "This file is locked. Unlock it first, for example: age -d -o out.zip FILE",
        "cannot_read": "This file cannot be read: {name}",
        "not_ours": "This is not an export of Preference Vault.",
        "damaged": "This export is damaged or was changed: {name}",
        "too_large": "This file is too large to be such an export.",
    },
    "nl": {
        "title": "Voorkeuren, meegenomen op {date}",
        "no_sealed": "Voorkeuren achter slot zitten er niet in.",
        "part": "Niet alles zit erin, alleen: {name}.",
        "sealed": "achter slot", "brand_sizes": "Maten bij merken", "people": "Mensen", "wishes": "Verlanglijst",
        "for": "voor {name}", "done": "gekregen", "shops": "Winkels", "letters": "Brieven",
        "sent": "verstuurd op {date}", "not_sent": "niet verstuurd", "history": "Wat er gebeurde",
        "changes": "Eerdere voorkeuren", "removed": "weggehaald", "facts": "Bewaard uit gegevens van winkels",
        "settings": "Instellingen", "others": "Ook erin", "more": "en nog {count}; met --all zie je ze", "yes": "ja",
        "no": "nee", "receipts": "Bewijzen: {count}", "nothing": "Er zit niets in.",
        "held": "gedeeld tot {date}", "stopped": "gestopt", "erased": "gestopt en gewist", "expired": "afgelopen",
        "replaced": "vervangen door een nieuwere", "unsent": "nooit verstuurd", "unread": "gewist, lang niet gebruikt",
        "locked": "Dit bestand is op slot. Maak het eerst open, bijvoorbeeld: age -d -o uit.zip BESTAND",
        "cannot_read": "Dit bestand kan niet worden gelezen: {name}",
        "not_ours": "Dit is geen export van Preference Vault.",
        "damaged": "Deze export is beschadigd of veranderd: {name}",
        "too_large": "Dit bestand is te groot voor zo\u2019n export.",
    },
}  # fmt: skip
TOPICS = {
    "en": {"clothing": "Clothing & shoes", "food": "Food & drink", "home": "Home & living", "media": "Media & hobbies",
           "beauty": "Beauty & care", "contact": "Contact wishes", "making": "How it is made",
           "health": "Health & belief", "money": "Money", "family": "Family"},
    "nl": {"clothing": "Kleding en schoenen", "food": "Eten en drinken", "home": "Huis en tuin",
           "media": "Media en hobby\u2019s", "beauty": "Uiterlijk en verzorging", "contact": "Contactwensen",
           "making": "Hoe het gemaakt is", "health": "Gezondheid en geloof", "money": "Geld", "family": "Gezin"},
}  # fmt: skip
STATES = {
    "sending": "held", "active": "held", "uncertain": "held", "stopping": "stopped", "told": "stopped",
    "unreachable": "stopped", "overdue": "stopped", "denied": "stopped", "erased": "erased",
    "stopped_there": "erased", "expired": "expired", "superseded": "replaced", "not_delivered": "unsent",
    "unread": "unread",
}  # fmt: skip
SAID = {
    "events": {
        "asked": ("Shop asked", "Winkel vroeg"),
        "backup_saved": ("You saved a backup", "Je bewaarde een reservekopie"),
        "change_accepted": ("You accepted a change from outside", "Je accepteerde een wijziging van buiten"),
        "delivered": ("Shop received", "Winkel ontving"),
        "denied": ("Shop says it has nothing", "Winkel zegt niets te hebben"),
        "erased": ("Shop confirmed that it deleted", "Winkel bevestigde het wissen"),
        "expired": ("Ended by itself", "Vanzelf afgelopen"),
        "exported": ("You took a copy of your vault", "Je maakte een kopie van je kluis"),
        "feedback_given": ("You told the shop what you think", "Je zei de winkel wat je vindt"),
        "gave_up": ("Shop could not be told", "Winkel niet te bereiken"),
        "held_asked": ("You asked what the shop has", "Je vroeg wat de winkel heeft"),
        "imported": ("You brought in your own copy", "Je haalde je eigen kopie binnen"),
        "key_renewed": ("You renewed the key of your vault", "Je vernieuwde de sleutel van je kluis"),
        "letter_answered": ("You noted what came of a letter", "Je noteerde wat er van een brief kwam"),
        "letter_made": ("You wrote a letter", "Je schreef een brief"),
        "letter_sent": ("You sent a letter", "Je verstuurde een brief"),
        "merged": ("You took in what a copy had more", "Je nam over wat een kopie meer had"),
        "not_delivered": ("Never arrived at the shop", "Nooit bij de winkel aangekomen"),
        "overdue": ("No proof of erasure in time", "Geen bewijs van wissen op tijd"),
        "passphrase_changed": ("You changed your passphrase", "Je veranderde je wachtzin"),
        "passphrase_recovered": (
            "You opened your vault with its recovery code",
            "Je opende je kluis met de herstelcode",
        ),
        "people_changed": (
            "You changed something about people you buy for",
            "Je wijzigde iets over mensen voor wie je koopt",
        ),
        "preference_removed": ("You removed a preference", "Je haalde een voorkeur weg"),
        "preference_set": ("You set a preference", "Je legde een voorkeur vast"),
        "quick_unlock_off": ("You turned quick unlock off", "Je zette snel openen uit"),
        "quick_unlock_on": ("You turned quick unlock on", "Je zette snel openen aan"),
        "recovery_made": ("You made a recovery code", "Je maakte een herstelcode"),
        "recovery_removed": ("You removed the recovery code", "Je verwijderde de herstelcode"),
        "refreshed": ("You sent a newer value", "Je stuurde een nieuwere waarde"),
        "refused": ("You shared nothing", "Je deelde niets"),
        "request_ended": ("Request ended without an answer", "Verzoek liep af zonder antwoord"),
        "restored": ("You put a backup back", "Je zette een reservekopie terug"),
        "salvaged": ("You saved what a damaged vault still held", "Je redde wat nog in een beschadigde kluis stond"),
        "shared": ("You shared", "Je deelde"),
        "states_mended": ("Vault mended its list of shares", "Kluis herstelde de lijst met wat je deelt"),
        "stop_undone": ("You took a stop back", "Je nam een stop terug"),
        "stopped": ("You stopped", "Je stopte"),
        "stopped_there": ("Stopped at the shop itself", "Gestopt bij de winkel zelf"),
        "suggestions_answered": (
            "You answered suggestions from a shop\u2019s file",
            "Je koos uit voorstellen uit een winkelbestand",
        ),
        "superseded": ("Shop replaced the value from before", "Winkel verving de waarde van eerder"),
        "told": ("Shop told to stop", "Winkel weet dat je stopt"),
        "uncertain": ("Shop did not confirm", "Winkel bevestigde het niet"),
        "unread": ("Shop deleted what it did not use", "Winkel wiste wat hij niet gebruikte"),
        "vault_created": ("Vault made", "Kluis gemaakt"),
        "wishes_changed": ("You changed your wish list", "Je wijzigde je verlanglijst"),
    },
    "price_bands": {
        "from_10": ("€10 to €25", "€ 10 tot € 25"),
        "from_100": ("over €100", "meer dan € 100"),
        "from_25": ("€25 to €50", "€ 25 tot € 50"),
        "from_50": ("€50 to €100", "€ 50 tot € 100"),
        "under_10": ("up to €10", "tot € 10"),
    },
    "letter_kinds": {
        "access": ("See what the shop has", "Zien wat de winkel heeft"),
        "complaint": ("Complaint to the authority", "Klacht aan de toezichthouder"),
        "erasure": ("Have it deleted", "Laten wissen"),
        "human_decision": ("Ask for a person to decide", "Een mens laten beslissen"),
        "objection": ("Say no to a use", "Bezwaar maken"),
        "portability": ("Take your data along", "Je gegevens meenemen"),
        "rectification": ("Have it corrected", "Laten verbeteren"),
        "restriction": ("Have it paused", "Op pauze laten zetten"),
        "withdrawal": ("Take back your yes", "Je ja intrekken"),
    },
    "letter_answers": {
        "answered": ("the shop answered", "de winkel antwoordde"),
        "closed": ("you closed it", "je sloot hem af"),
        "extended": ("the shop asked for more time", "de winkel vroeg meer tijd"),
        "received": ("the shop received it", "de winkel ontving hem"),
        "refused": ("the shop said no", "de winkel zei nee"),
        "unanswered": ("no answer came", "er kwam geen antwoord"),
    },
}
"""Words for the codes of a file, in English and Dutch, as the program has them."""
_UNSEEN = (
    r"\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    r"\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000110bd\U000110cd"
    r"\U00013430-\U0001345f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_RUN = rf"(?:(?![\t\r\n])[\s'\"\x00-\x1f\x7f-\x9f{_UNSEEN}])*"
_SIGNS = r"=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b\u2212"
_GUARDED = re.compile(rf"\A'(?={_RUN}[{_SIGNS}\t\r\n])|(?<=[;|\t\r\n])'(?={_RUN}[{_SIGNS}])")
"""The apostrophe that keeps a spreadsheet from taking a text for a formula, as datapackage.json says."""


class Unreadable(Exception):
    """The file cannot be shown. ``code`` is the sentence, ``name`` what it is about."""

    def __init__(self, code, name=""):
        super().__init__(code)
        self.code, self.name = code, name


# --- the file ------------------------------------------------------------------------------------------------------


def load(path):
    """The export as one dictionary of lists, whatever form it came in."""
    if path.is_dir():
        return from_files(lambda name: read_file(path / name) if (path / name).exists() else None)
    data = read_file(path, follow=True)
    if data.startswith(b"PK"):
        return from_zip(data)
    if data.startswith((b"age-encryption.org/", b"-----BEGIN AGE")):
        raise Unreadable("locked")
    if path.name == "datapackage.json":
        return from_files(lambda name: read_file(path.parent / name) if (path.parent / name).exists() else None)
    return from_json(data, path.name)


def read_file(path, follow=False):
    """A whole file: a plain one, and no larger than :data:`MAX_BYTES`. Inside a folder no link is followed."""
    found = path.stat() if follow else path.lstat()
    if not stat.S_ISREG(found.st_mode):
        raise Unreadable("cannot_read", path.name)
    if found.st_size > MAX_BYTES:
        raise Unreadable("too_large")
    with path.open("rb") as file:
        return file.read(MAX_BYTES)


def from_zip(data):
    """The export in a zip. Members are read by the names that they must have; nothing is unpacked to the disk."""
    left, end = MAX_BYTES, data.rfind(b"PK\5\6")
    directory = int.from_bytes(data[end + 12 : end + 16], "little")
    if end < 0 or directory > MAX_DIRECTORY or b"PK\6\7" in data[-65_600:]:  # APPNOTE.TXT 4.3.15 and 4.3.16
        raise Unreadable("damaged", "zip")
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        members = {}
        for each in opened.infolist():
            if each.filename in members or len(members) >= MAX_MEMBERS:
                raise Unreadable("damaged", each.filename)
            members[each.filename] = each

        def read(name):
            nonlocal left
            if name not in members:
                return None
            if members[name].compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise Unreadable("damaged", name)
            if members[name].file_size > left:  # more than it says is not read, and then its checksum is wrong
                raise Unreadable("too_large")
            with opened.open(members[name]) as member:
                found = member.read()
            left -= len(found)
            return found

        return from_files(read)


def from_files(read):
    """The export of a folder. ``read`` gives the bytes of a file, or None where there is none."""
    for name in NAMES:
        data = read(name)
        if data is not None:
            return from_json(data, name)
    for name in TABLES:
        data = read(name)
        if data is not None:
            return from_tables(parse(data, name), lambda file, at=name: read(at.replace("datapackage.json", file)))
    raise Unreadable("not_ours")


def counted(data):
    """The data, if there is not too much in it to build."""
    if sum(map(data.count, (b",", b"[", b"{", b"\n"))) > MAX_PARTS:
        raise Unreadable("too_large")
    return data


def parse(data, name):
    """An object of JSON, without numbers that take long to read."""

    def whole(digits):
        return int(digits) if len(digits) < 20 else digits

    try:
        found = json.loads(counted(data).decode("utf-8-sig"), parse_int=whole)
    except (ValueError, RecursionError) as problem:
        raise Unreadable("damaged", name) from problem
    if not isinstance(found, dict):
        raise Unreadable("not_ours")
    return found


def from_json(data, name):
    """The export in JSON, or in JSON-LD, where some lists are the customer's and names are by language."""
    found = parse(data, name)
    if found.get("format") != FORMAT:
        raise Unreadable("not_ours")
    mine = found.get(CUSTOMER)
    return {**found, **mine} if isinstance(mine, dict) else found


def from_tables(described, read):
    """The export in tables, which datapackage.json describes."""
    head, found = described.get("preference_vault"), {}
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise Unreadable("not_ours")
    for resource in rows(described.get("resources")):
        name = text(resource.get("name"))
        data = read(f"{name}.csv") if re.fullmatch("[a-z_]{1,40}", name) else None
        if data is None:
            raise Unreadable("damaged", name)
        schema = resource.get("schema")
        fields = rows(schema.get("fields")) if isinstance(schema, dict) else []
        types = {text(field.get("name")): text(field.get("type")) for field in fields}
        try:
            decoded = counted(data).decode("utf-8-sig").replace("\0", "?")
            lines = csv.reader(io.StringIO(decoded, newline=""), strict=True)
            columns = next(lines, [])
            # Not csv.DictReader: it fills each short row up, which for many columns takes hours.
            found[name] = [
                {
                    columns[place]: cell(types.get(columns[place]), member)
                    for place, member in enumerate(row[: len(columns)])
                    if columns[place] and member
                }
                for row in lines
                if row
            ]
        except (ValueError, TypeError, RecursionError, csv.Error) as problem:
            raise Unreadable("damaged", f"{name}.csv") from problem
    try:
        settings = {text(row.get("key")): json.loads(text(row.get("value"))) for row in found.pop("settings", [])}
    except (ValueError, RecursionError) as problem:
        raise Unreadable("damaged", "settings.csv") from problem
    return {**head, **found, "settings": settings}


def cell(kind, member):
    """What one cell says. An apostrophe alone is a text without letters."""
    said = _GUARDED.sub("", member) if member.strip("'") else member[1:]
    if kind in ("object", "array"):
        return json.loads(said)
    if kind == "boolean":
        return said == "true"
    return json.loads(said[6:]) if said.startswith("'json:") else said


# --- what is printed -----------------------------------------------------------------------------------------------


def plain(said):
    """A text that only shows: nothing in it moves the cursor, changes a colour or turns the line."""
    return "".join(letter if letter.isprintable() or letter in "\u00a0\u2009\u202f" else "?" for letter in said)


def text(member):
    """A text or a number of the file as text; anything else is none."""
    if isinstance(member, bool) or not isinstance(member, (str, int)):
        return ""
    return str(member)


def rows(member):
    """The records of a list; what is no list or no record is left out."""
    return [each for each in member if isinstance(each, dict)] if isinstance(member, list) else []


def day(member):
    return text(member)[:10]


def name_in(iri):
    """What a name of JSON-LD was made of: ``urn:preference-vault:shop:a.example`` is ``a.example``."""
    found = re.fullmatch("urn:preference-vault:[a-z]+:(.+)", text(iri), re.DOTALL)
    return unquote(found[1]) if found else text(iri)


class Page:
    """Lines for a terminal in one language. ``everything``: long lists are not cut."""

    def __init__(self, found, language, everything):
        self.found, self.language, self.everything = found, language, everything
        self.words = WORDS[language]
        self.lines, self.left = [], MAX_BYTES
        self.people = {text(each.get("id")): text(each.get("nickname")) for each in self.records("people")}
        self.place = list(WORDS).index(language)
        named = [each for name in ("preferences", "preference_history", "items") for each in self.records(name)]
        self.names = {text(each.get("key")): self.of_language(each.get("name")) for each in named}

    def records(self, name):
        return rows(self.found.get(name))

    def of_language(self, member):
        """A text by language, or one that is a text."""
        if isinstance(member, dict):
            return text(member.get(self.language)) or text(member.get("en"))
        return text(member)

    def label(self, record):
        """What a preference is called: by the file, else by its key."""
        key = text(record.get("key"))
        said = self.names.get(key) or self.of_language(record.get("name"))
        return said or self.word(key.rpartition(".")[2]).capitalize()

    def value(self, record):
        """A value in the words of the file, else as it is."""
        said = self.of_language(record.get("words"))
        value = record.get("value")
        if said or not isinstance(value, dict):
            return said
        if text(value.get("min")):
            low, high = text(value.get("min")), text(value.get("max"))
            said = low if low == high else low + "\u2013" + high
        else:
            several = value.get("value")
            said = ", ".join(map(self.word, several if isinstance(several, list) else [several]))
        return " ".join(filter(None, [text(value.get("system")), said, text(value.get("unit"))]))

    def word(self, member):
        if isinstance(member, bool):
            return self.words["yes" if member else "no"]
        return text(member).replace("_", " ")

    def say(self, code, **facts):
        return self.words[code].format(**facts)

    def said(self, group, code):
        """A code of the file in words, or as it is."""
        found = SAID[group].get(text(code))
        return found[self.place] if found else self.word(code)

    def by(self, name, column):
        """The records of a list by what they say in a column. Those under another record are taken out with ``pop``,
        since a list where all have the same number would otherwise be shown again for each of them."""
        found = {}
        for each in self.records(name):
            found.setdefault(text(each.get(column)), []).append(each)
        return found

    def line(self, said):
        """One more line. A long name that many records share could fill the memory."""
        self.left -= len(said)
        if self.left < 0:
            raise Unreadable("too_large")
        self.lines.append(said)

    def head(self, title):
        for each in ("", plain(title), "-" * min(len(title), 78)):
            self.line(each)

    def row(self, left, *rest, note=None):
        """One line, and a note under it."""
        said = ", ".join(filter(None, rest))
        self.line("  " + plain(f"{left}: {said}" if said else left))
        for each in filter(str.strip, text(note).split("\n")):
            self.line("      " + plain(each))

    def most(self, records):
        """The records that are shown, and how many are not."""
        shown = records if self.everything else records[:FEW]
        return shown, len(records) - len(shown)

    def rest(self, count):
        if count:
            self.lines.append("  " + self.say("more", count=count))

    def make(self):
        self.lines.append(plain(self.say("title", date=day(self.found.get("made_at")))))
        if self.found.get("sealed") is False:
            self.lines.append(self.say("no_sealed"))
        scope = self.found.get("scope")
        if isinstance(scope, dict):
            names = [TOPICS[self.language].get(name, name) for name in map(text, scope.values())]
            self.lines.append(plain(self.say("part", name=", ".join(names))))
        before = len(self.lines)
        for part in (self.preferences, self.brands, self.wishes, self.of_people, self.shops, self.letters,
                     self.history, self.changes, self.facts, self.settings, self.others):  # fmt: skip
            part()
        if len(self.lines) == before:
            self.lines += ["", self.say("nothing")]
        return "\n".join(self.lines) + "\n"

    def preferences(self):
        by_topic = {}
        for key, found in self.by("preferences", "key").items():
            by_topic.setdefault(key.partition(".")[0], []).extend(found)
        order = list(TOPICS["en"])
        for topic in sorted(by_topic, key=lambda each: (order.index(each) if each in order else len(order), each)):
            self.head(TOPICS[self.language].get(topic) or topic.replace("_", " ").capitalize() or "?")
            for each in by_topic[topic]:
                sealed = self.say("sealed") if each.get("level_raised") == "sealed" else ""
                self.row(self.label(each), self.value(each), sealed, note=each.get("note"))

    def brands(self):
        if found := self.records("brand_sizes"):
            self.head(self.say("brand_sizes"))
        for each in found:
            size = f"{self.label(each)} {text(each.get('size'))}"
            self.row(text(each.get("brand")), size, note=each.get("note"))

    def wishes(self):
        if found := self.records("wishes"):
            self.head(self.say("wishes"))
        for each in found:
            person = self.people.get(text(each.get("person")), "")
            done = self.say("done") if each.get("done") is True else ""
            price = self.said("price_bands", each.get("price"))
            self.row(text(each.get("what")), self.say("for", name=person) if person else "", price, done,
                     text(each.get("seen")), note=each.get("note"))  # fmt: skip

    def of_people(self):
        if found := self.records("people"):
            self.head(self.say("people"))
        theirs = self.by("people_preferences", "person")
        for person in found:
            self.row(text(person.get("nickname")), note=person.get("note"))
            for each in theirs.pop(text(person.get("id")), []):
                self.row("  " + self.label(each), self.value(each))

    def shops(self):
        if found := self.records("shops"):
            self.head(self.say("shops"))
        consents, items = self.by("consents", "host"), self.by("items", "consent")
        for shop in found:
            self.row(text(shop.get("name")), name_in(shop.get("host")))
            for consent in consents.pop(text(shop.get("host")), []):
                for each in items.pop(text(consent.get("id")), []):
                    self.item(each)
        if found and (receipts := self.records("receipts")):
            self.lines.append("  " + self.say("receipts", count=len(receipts)))

    def item(self, each):
        code = STATES.get(text(each.get("state")), "")
        state = self.say(code, date=day(each.get("until"))) if code else text(each.get("state"))
        for part in [each, *rows(each.get("also"))]:
            self.row("  " + self.label(part), state)

    def letters(self):
        if found := self.records("letters"):
            self.head(self.say("letters"))
        events = self.by("letter_events", "letter")
        for each in found:
            to = each.get("recipient")
            name = text(to.get("name")) if isinstance(to, dict) else name_in(each.get("host"))
            sent = self.say("sent", date=day(each.get("sent_at"))) if each.get("sent_at") else self.say("not_sent")
            self.row(f"{day(each.get('made_at'))} {self.said('letter_kinds', each.get('kind'))}", name, sent)
            for event in events.pop(text(each.get("id")), []):
                what = f"{day(event.get('at'))} {self.said('letter_answers', event.get('kind'))}"
                self.row("  " + what, note=event.get("note"))

    def history(self):
        found, more = self.most(list(reversed(self.records("journal"))))
        if found:
            self.head(self.say("history"))
        for each in found:
            body = each["body"] if isinstance(each.get("body"), dict) else {}
            about = [self.label(part) for part in [body, *rows(body.get("items"))] if part.get("key")]
            self.row(f"{day(each.get('at'))} {self.said('events', each.get('kind'))}", text(body.get("host")), *about)
        self.rest(more)

    def changes(self):
        found, more = self.most(list(reversed(self.records("preference_history"))))
        if found:
            self.head(self.say("changes"))
        for each in found:
            self.row(f"{day(each.get('at'))} {self.label(each)}", self.value(each) or self.say("removed"))
        self.rest(more)

    def facts(self):
        found, more = self.most(self.records("imported_facts"))
        if found:
            self.head(self.say("facts"))
        for each in found:
            fact = each.get("fact")
            said = [f"{name} {self.word(member)}" for name, member in fact.items()] if isinstance(fact, dict) else []
            self.row(text(each.get("source")), *said)
        self.rest(more)

    def settings(self):
        found = self.found.get("settings")
        if isinstance(found, dict) and found:
            self.head(self.say("settings"))
            for name, member in found.items():
                self.row(str(name), json.dumps(member, ensure_ascii=False))

    def others(self):
        """Lists of a later program: their names and sizes, so that nothing is passed over in silence."""
        shown = {"preferences", "brand_sizes", "wishes", "people", "people_preferences", "shops", "consents", "items",
                 "receipts", "letters", "letter_events", "journal", "preference_history", "imported_facts"}  # fmt: skip
        found = {name: rows(member) for name, member in self.found.items() if name not in shown and rows(member)}
        if found:
            self.head(self.say("others"))
        for name, records in found.items():
            self.row(name.replace("_", " "), str(len(records)))


def main():
    language = "nl" if (os.environ.get("LC_ALL") or os.environ.get("LANG") or "").startswith("nl") else "en"
    parser = argparse.ArgumentParser(description="Show an export of Preference Vault. It only reads.")
    parser.add_argument("path", type=Path, help="a zip, a folder, a .json or .jsonld file, or datapackage.json")
    parser.add_argument("--lang", choices=sorted(WORDS), default=language, help="language of the words")
    parser.add_argument("--all", action="store_true", help="also show long lists as a whole")
    asked = parser.parse_args()
    csv.field_size_limit(MAX_BYTES // 8)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")
    words = WORDS[asked.lang]
    try:
        page = Page(load(asked.path), asked.lang, asked.all).make()
    except Unreadable as problem:
        sys.stderr.write(plain(words[problem.code].format(name=problem.name)) + "\n")
        return 1
    except OSError as problem:
        sys.stderr.write(plain(words["cannot_read"].format(name=problem.strerror or asked.path.name)) + "\n")
        return 1
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError):
        sys.stderr.write(plain(words["damaged"].format(name=asked.path.name)) + "\n")
        return 1
    try:
        sys.stdout.write(page)
        sys.stdout.flush()
    except BrokenPipeError:  # "| head" has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())
