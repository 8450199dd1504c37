"""The words of the request page that are about the request as a whole, in the customer's language. Of any thread."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QObject

from vault.core.catalogue import Catalogue
from vault.core.errors import VaultError
from vault.core.request_check import Finding, Severity
from vault.core.sentences import Sentences
from vault.core.terms import Terms
from vault.core.value import Precision, Value
from vault.core.wording import describe, in_language
from vault.customer.proposal import Part, Proposal, ProposedItem
from vault.customer.shop_detail import Promises
from vault.desktop.parts.host_label import shortened
from vault.desktop.request_state import Asker, Promise
from vault.desktop.shops_words import ShopsWords

SHOWN_BESIDE = frozenset({"finer_than_needed", "purpose_not_served", "no_terms", "bundled"})
"""Findings that stand where they matter: at their item, or in place of what is missing."""

PROMISE = "handshake"
"""The icon of what a shop promises; other lines of its promises only tell what it does."""


class RequestWords(QObject):
    """Sentences about a request: who asks, what for, what it promises, what was found in it."""

    def __init__(self, sentences: Sentences, catalogue: Catalogue) -> None:
        super().__init__()
        self.sentences, self.catalogue = sentences, catalogue
        self.shops = ShopsWords(sentences, catalogue)

    @property
    def language(self) -> str:
        """``en`` or ``nl``."""
        return self.sentences.language

    def label(self, item: ProposedItem) -> str:
        """The name of what is asked, of a bundle all names; a key where the catalogue does not know it."""
        return ", ".join(self.shops.label(part.key) for part in item.parts)

    def value(self, part: Part, value: Value) -> str:
        """A value as the shop would see it."""
        return describe(part.entry, value, self.language) if part.entry is not None else ""

    def in_sentence(self, item: ProposedItem) -> str:
        """The name as it stands inside a sentence."""
        name = self.label(item)
        return name[:1].lower() + name[1:]

    def quoted(self, text: str) -> str:
        """A shop's own words: plain, and in quotes, so that nobody takes them for ours."""
        return self.tr("“{words}”").format(words=text)

    def reason(self, item: ProposedItem) -> str:
        """Why the shop asks, in its words and quotes. It may have written in neither of our languages."""
        said = item.reason
        text = said.get(self.language) or said.get("en") or next(iter(said.values()), "")
        return self.quoted(text) if text else ""

    def purpose(self, item: ProposedItem) -> str:
        """``to adjust its own pages to you``, or nothing."""
        purpose = self.catalogue.purposes.get(item.purpose or "")
        return in_language(purpose.label, self.language) if purpose is not None else ""

    def purposes(self, proposal: Proposal) -> tuple[str, ...]:
        """Every purpose once."""
        return tuple(dict.fromkeys(words for item in proposal.items if (words := self.purpose(item))))

    def asker(self, proposal: Proposal, *, test_shop: bool) -> Asker:
        """Who asks, and how that is known."""
        host, count = shortened(proposal.host), proposal.asked
        title = (
            self.tr("{host} asks to see 1 preference")
            if count == 1
            else self.tr("{host} asks to see {count} preferences")
        )
        proven = proposal.request.signed
        really = self.tr("This really comes from {host}.").format(host=host)
        return Asker(
            proposal.host,
            title.format(host=host, count=count),
            self._purpose_line(proposal),
            self._about(proposal, test_shop=test_shop),
            proven,
            self.tr("We checked who is asking") if proven else self.tr("Not signed. We only know the address."),
            ((really,) if proven else ()) + (self.tr("We cannot check if a shop keeps its promises."),),
            self._details(proposal),
            proposal.code,
            self.tr("The shop’s page shows the same four digits. If not, share nothing."),  # noqa: RUF001
        )

    def summary(self, proposal: Proposal) -> str:
        """How much is asked, and that nothing is decided yet."""
        asked, needed = proposal.asked, proposal.needed
        off = self.tr("Everything starts off.")
        first = (
            self.tr("The shop asks for 1 thing.")
            if asked == 1
            else self.tr("The shop asks for {count} things.").format(count=asked)
        )
        if proposal.request.terms is None:
            return f"{first} {off}"
        if needed == 0:
            second = self.tr("It says it needs none.")
        elif needed == 1:
            second = self.tr("It says it needs 1.")
        else:
            second = self.tr("It says it needs {count}.").format(count=needed)
        return " ".join((first, second, self.tr("Everything starts off.")))

    def warnings(self, proposal: Proposal) -> tuple[str, ...]:
        """What should be read before anything is turned on."""
        found = [
            self.finding(each)
            for each in proposal.check.findings
            if each.severity is Severity.WARNING and each.code not in SHOWN_BESIDE
        ]
        if proposal.request.terms is None:
            found.insert(0, self.sentences.say("findings", "no_terms"))
        return tuple(dict.fromkeys(found))

    def refusals(self, proposal: Proposal) -> tuple[str, ...]:
        """Why the whole request is refused."""
        found = (each for each in proposal.check.findings if each.severity is Severity.REFUSAL)
        return tuple(dict.fromkeys(self.finding(each) for each in found))

    def finding(self, finding: Finding) -> str:
        """A finding in words: preferences by name, countries by name."""
        facts = dict(finding.facts)
        if "key" in facts:
            facts["key"] = self.tr("“{words}”").format(words=self.shops.label(str(facts["key"])))
        if "needed" in facts and finding.code == "finer_than_needed":
            facts["needed"] = self.sentences.say("precisions", str(facts["needed"]))
        if "countries" in facts:
            facts["countries"] = ", ".join(map(self.shops.country, str(facts["countries"]).split(", ")))
        return self.sentences.say("findings", finding.code, **facts)

    def error(self, problem: VaultError) -> str:
        """What went wrong, and what to do: preferences by name."""
        facts = dict(problem.facts)
        for each in ("item", "key"):
            if facts.get(each) in self.catalogue.entries:
                facts[each] = self.tr("“{words}”").format(words=self.shops.label(str(facts[each])))
        return self.sentences.say("errors", problem.code, **facts)

    def enough(self, precision: Precision) -> str:
        """That a shop asks finer than its purpose needs."""
        if precision is Precision.RANGE:
            return self.tr("A range is enough for this.")
        return self.tr("A category is enough for this.")

    def promises(self, terms: Terms, purposes: Sequence[str]) -> tuple[Promise, ...]:
        """What the shop says it does with what it gets."""
        said: list[str] = []
        if len(purposes) == 1:
            said.append(self.tr("Uses this only {purpose}").format(purpose=purposes[0]))
        elif purposes:
            said.append(self.tr("Uses each item only for what stands beside it"))
        promised = Promises(tuple(purposes), terms.recipients, terms.delete_within_days, terms.proof_months)
        said += [text.removesuffix(".") for text in self.shops.promises(promised)]
        lines = [Promise(PROMISE, "ink2", text) for text in said]
        for each in terms.transfers:
            text = self.tr("Sends it to {country}. Its reason: “{words}”").format(
                country=self.shops.country(each.country), words=each.safeguard
            )
            lines.append(Promise("warning", "sandInk", text))
        if terms.also_collects:
            things = ", ".join(self.quoted(each) for each in terms.also_collects)
            lines.append(Promise("question", "ink2", self.tr("Also collects {things}").format(things=things)))
        return tuple(lines)

    def duration(self, days: int) -> str:
        """A time as a choice."""
        match days:
            case 0:
                return self.tr("This visit")
            case 1:
                return self.tr("1 day")
            case 365 | 366:
                return self.tr("1 year")
            case _:
                return self.tr("{days} days").format(days=days)

    def ends(self, proposal: Proposal, days: int, until: datetime) -> str:
        """What a chosen time means."""
        if days == 0:
            first = self.tr("For this visit only. The shop may not keep it.")
        else:
            first = self.tr("Ends by itself on {date}. You can stop any day.").format(date=self.sentences.date(until))
        if proposal.most_days == 0:
            return first
        asked = self.tr("The shop asked for {time}.").format(time=self.duration(proposal.most_days))
        return f"{first} {asked}"

    def _purpose_line(self, proposal: Proposal) -> str:
        purposes = self.purposes(proposal)
        if len(purposes) == 1:
            return purposes[0][:1].upper() + purposes[0][1:] + "."
        return self.tr("For {count} purposes. Each item says which.").format(count=len(purposes)) if purposes else ""

    def _about(self, proposal: Proposal, *, test_shop: bool) -> str:
        """What it calls itself, and what there is between it and the customer."""
        parts = []
        terms = proposal.request.terms
        if terms is not None:
            country = self.shops.country(terms.controller.country)
            parts.append(self.tr("Calls itself {name}").format(name=f"{terms.controller.name}, {country}"))
        held = len(proposal.held)
        if held == 0:
            parts.append(self.tr("it has nothing from your vault now"))
        elif held == 1:
            parts.append(self.tr("it may have 1 thing from your vault"))
        else:
            parts.append(self.tr("it may have {count} things from your vault").format(count=held))
        if test_shop:
            parts.append(self.sentences.say("cli", "test_shop").removesuffix("."))
        line = "  ·  ".join(parts)
        return line[:1].upper() + line[1:]

    def _details(self, proposal: Proposal) -> tuple[str, ...]:
        """How we check: what was proven, who is responsible, and everything that was found."""
        lines = []
        if proposal.request.signed:
            lines.append(
                self.tr("{host} signed this request. A certificate proves that the address is its own.").format(
                    host=proposal.host
                )
            )
        else:
            lines.append(self.tr("Nobody signed this request. Your answer goes to {host}.").format(host=proposal.host))
        terms = proposal.request.terms
        if terms is not None:
            about = terms.controller
            lines.append(
                self.tr("Responsible: {name}, {address}. Contact: {contact}").format(
                    name=about.name, address=about.address, contact=about.contact
                )
            )
            if about.policy_uri is not None:
                lines.append(self.tr("Its page about privacy: {address}").format(address=about.policy_uri))
            lines.append(
                self.tr("It keeps proof that you agreed for 1 month.")
                if terms.proof_months == 1
                else self.tr("It keeps proof that you agreed for {months} months.").format(months=terms.proof_months)
            )
            if terms.min_age:
                lines.append(self.tr("Meant for people of {age} and older.").format(age=terms.min_age))
        lines.append(
            self.tr("You can answer until {minute}.").format(minute=self.sentences.minute(proposal.request.expires))
        )
        told = (self.finding(each) for each in proposal.check.findings if each.code not in SHOWN_BESIDE)
        return (*lines, *dict.fromkeys(told))
