"""From a proposal and what is chosen so far to what the request page shows. The same input gives the same state."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject

from vault.core.sensitivity import Level
from vault.core.value import Precision, precision_named
from vault.customer.choosing import end_of
from vault.customer.from_another_shop import Earlier
from vault.customer.gift import can_be_gift
from vault.customer.proposal import Off, Proposal, ProposedItem
from vault.desktop.parts.host_label import shortened
from vault.desktop.request_choices import Picks, bundles, days_offered, level_if_on, needed_off
from vault.desktop.request_sealed import Asking, SealedWords
from vault.desktop.request_state import (
    Asked,
    Bundle,
    Decision,
    Duration,
    ItemGroup,
    ItemRow,
    Preview,
    Remark,
    SameAs,
    Whom,
)
from vault.desktop.request_words import PROMISE, RequestWords


@dataclass(frozen=True)
class Open:
    """A request on the page: the proposal, the choice so far, and what else is known of it.

    ``code`` is the stop code this shop has already, or empty. ``told`` are remarks by query id, such as why an item
    went off. ``armed`` is false for the first second, so that a click meant for something else shares nothing.
    """

    proposal: Proposal
    picks: Picks
    test_shop: bool
    code: str
    armed: bool = False
    sharing: bool = False
    never_ask: bool = False
    failed: str = ""
    told: tuple[tuple[str, str], ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    """Who the customer buys for, as ``(id, nickname)``."""
    earlier: tuple[Earlier, ...] = ()
    """The shops that have or had some of it, most first."""


class RequestLayout(QObject):
    """Makes an :class:`Asked` state. ``now`` is given with each question."""

    def __init__(self, words: RequestWords) -> None:
        super().__init__()
        self._words = words
        self._sealed = SealedWords(words)

    def asked(self, open_: Open, asking: Asking | None, now: datetime) -> Asked:
        """The whole page."""
        words, proposal, picks = self._words, open_.proposal, open_.picks
        terms, until = proposal.request.terms, end_of(picks.days, now)
        promises = words.promises(terms, words.purposes(proposal)) if terms is not None else ()
        return Asked(
            id=proposal.id,
            asker=words.asker(proposal, test_shop=open_.test_shop),
            summary=words.summary(proposal),
            warnings=words.warnings(proposal),
            groups=self._groups(open_),
            preview=self._preview(open_, until),
            duration=Duration(
                tuple((days, words.duration(days)) for days in days_offered(proposal)),
                picks.days,
                words.ends(proposal, picks.days, until),
            ),
            promises=promises,
            promises_title=self.tr("{count} promises").format(count=sum(each.icon == PROMISE for each in promises)),
            decision=self._decision(open_, until),
            never_ask=open_.never_ask,
            failed=open_.failed,
            sealed=self._sealed.asked(open_.proposal, open_.picks, asking, now) if asking is not None else None,
            whom=self._whom(open_),
            same=self._same(open_),
        )

    def _same(self, open_: Open) -> SameAs | None:
        """The shop that has or had most of it: one is enough to start from."""
        if not open_.earlier or open_.proposal.person is not None:
            return None
        earlier = open_.earlier[0]
        count = len(earlier.items)
        if count == 1:
            said = self.tr("You share one of these with {host}.")
            before = self.tr("You shared one of these with {host}.")
        else:
            said = self.tr("You share {count} of these with {host}.")
            before = self.tr("You shared {count} of these with {host}.")
        text = (said if earlier.still else before).format(count=count, host=shortened(earlier.host))
        return SameAs(earlier.host, text)

    def _whom(self, open_: Open) -> Whom | None:
        """Where there is somebody to choose, and the shop can take it."""
        if not open_.people or not can_be_gift(open_.proposal):
            return None
        person = open_.proposal.person
        text = self.tr("Everyday things only, for this visit. The shop hears: for somebody else.")
        choices = (("", self.tr("Me")), *open_.people)
        return Whom(choices, person or "", text if person is not None else "")

    # ---- items ----

    def _groups(self, open_: Open) -> tuple[ItemGroup, ...]:
        proposal = open_.proposal
        together = bundles(proposal)
        bundled = {each for ids in together for each in ids}
        several = [item.credential_id for item in proposal.items if item.also and item.credential_id not in bundled]
        together, bundled = (*together, *((each,) for each in several)), {*bundled, *several}
        alone = [item for item in proposal.items if item.credential_id not in bundled]
        groups = [self._bundle(open_, ids) for ids in together]
        for title, text, found in (
            (
                self.tr("Needed if you share") if proposal.request.terms else self.tr("Asked"),
                self.tr("The shop says you can buy without this.") if proposal.request.terms else "",
                [item for item in alone if item.required],
            ),
            (
                self.tr("Your choice"),
                self.tr("The shop works without these."),
                [item for item in alone if not item.required and not item.sealed],
            ),
        ):
            if found:
                groups.append(ItemGroup(title, text, False, tuple(self._row(open_, item) for item in found)))
        sealed = [item for item in alone if item.sealed and not item.required]
        if sealed:
            title, text = self._words.sentences.say("levels", "sealed"), self.tr("Never shared in one click.")
            groups.append(ItemGroup(title, text, True, tuple(self._row(open_, item) for item in sealed)))
        return tuple(groups)

    def _bundle(self, open_: Open, ids: tuple[str, ...]) -> ItemGroup:
        items = [item for item in open_.proposal.items if item.credential_id in ids]
        count = sum(len(item.parts) for item in items)
        text = self.tr("This shop wants these {count} together.").format(count=count)
        names = ", ".join(self._words.label(item) for item in items)
        bundle = Bundle(
            ids,
            text,
            self.tr("Share {names}. {why}").format(names=names, why=text),
            all(each in open_.picks.items for each in ids),
            all(item.off is None for item in items),
        )
        title = self.tr("Needed if you share") if any(item.required for item in items) else self.tr("Your choice")
        if open_.proposal.request.terms is None:
            title = self.tr("Asked")
        return ItemGroup(title, "", False, tuple(self._row(open_, item) for item in items), bundle)

    def _row(self, open_: Open, item: ProposedItem) -> ItemRow:
        words, proposal, picks = self._words, open_.proposal, open_.picks
        id_, name = item.credential_id, words.label(item)
        picked = picks.items.get(id_)
        level = item.level if item.off else level_if_on(proposal, picks, item, words.catalogue)
        level_text = words.sentences.say("levels", level.word)
        said = self.tr("Share {name}. {level}").format(name=name, level=level_text)
        purposes = words.purposes(proposal)
        reason = words.reason(item)
        if len(purposes) > 1:
            purpose = words.purpose(item)
            reason = f"{reason} {purpose[:1].upper()}{purpose[1:]}.".strip() if purpose else reason
        off, key = item.off, item.off_key or item.key
        return ItemRow(
            id=id_,
            key=key,
            name=name,
            level=level,
            level_text=level_text,
            reason=reason,
            on=picked is not None,
            able=off is None,
            sealed=level is Level.SEALED,
            switch_name=". ".join((said, self.tr("Needed"))) if item.required and proposal.request.terms else said,
            steps=self._sealed.steps(item),
            chosen=picked.precision if picked is not None else None,
            caption=self._enough(proposal, item),
            remarks=self._remarks(open_, item, level),
            add_name=self.tr("Add {name} to your vault").format(name=words.shops.label(key))
            if off is Off.NOT_IN_VAULT and proposal.person is None
            else "",
        )

    def _enough(self, proposal: Proposal, item: ProposedItem) -> str:
        for each in proposal.check.findings:
            if each.code == "finer_than_needed" and each.credential_id == item.credential_id:
                return self._words.enough(precision_named(str(each.facts["needed"])))
        return ""

    def _remarks(self, open_: Open, item: ProposedItem, level: Level) -> tuple[Remark, ...]:
        """What to know of an item before it is turned on."""
        words, remarks = self._words, []
        for each in open_.proposal.check.findings:
            if each.credential_id == item.credential_id and each.code == "purpose_not_served":
                remarks.append(Remark("sandInk", words.finding(each)))
        remarks += [Remark("sandInk", text) for id_, text in open_.told if id_ == item.credential_id]
        if item.off is Off.NOT_IN_VAULT and open_.proposal.person is not None:
            remarks.append(Remark("ink2", self.tr("You have not saved this for this person.")))
        elif item.off is not None and item.off is not Off.NOT_IN_VAULT:
            why = words.sentences.say("off", item.off)
            part = f"{words.shops.label(item.off_key)}: " if item.also and item.off_key else ""
            remarks.append(Remark("ink2", f"{part}{why}"))
        elif item.off is None and level is Level.SEALED and item.credential_id not in open_.picks.items:
            why = self._sealed.why_off(open_.proposal, open_.picks, item)
            how = self.tr("To share it, you type your passphrase again.")
            spare = "" if item.required else self.tr("The shop does not need it for the rest.") + " "
            remarks.append(Remark("seal", f"{why} {spare}{how}"))
        return tuple(remarks)

    # ---- right column and decision ----

    def _preview(self, open_: Open, until: datetime) -> Preview:
        proposal, picks = open_.proposal, open_.picks
        precisions = picks.precisions()
        on = [
            tuple(zip(item.parts, step.values, strict=True))
            for item in proposal.items
            if item.credential_id in precisions and (step := item.step(precisions[item.credential_id])) is not None
        ]
        values = tuple(
            (self._words.shops.label(part.key), self._words.value(part, value)) for parts in on for part, value in parts
        )
        date = self.tr("This visit") if picks.days == 0 else self._words.sentences.date(until)
        about = [(self.tr("Until"), date)]
        if proposal.person is not None:
            about.append((self.tr("About"), self.tr("Somebody else")))
        if open_.code:
            about.append((self.tr("Code for this shop"), open_.code))
        data = [{part.key: value.to_json() for part, value in parts} for parts in on]
        return Preview(values, tuple(about), json.dumps(data, ensure_ascii=False, indent=2))

    def _decision(self, open_: Open, until: datetime) -> Decision:
        count = sum(len(item.parts) for item in open_.proposal.items if item.credential_id in open_.picks.items)
        share = self.tr("Share this one") if count == 1 else self.tr("Share these {count}").format(count=count)
        if open_.picks.days == 0:
            name = self.tr("{share} with {host} for this visit")
        else:
            name = self.tr("{share} with {host} until {date}")
        reason = self._reason(open_)
        return Decision(
            share,
            name.format(share=share, host=open_.proposal.host, date=self._words.sentences.date(until)),
            able=not reason and open_.armed and not open_.sharing,
            reason=reason,
            precision=max(open_.picks.precisions().values(), default=Precision.CLOSED),
        )

    def _reason(self, open_: Open) -> str:
        """Why nothing can be shared yet, or nothing."""
        if open_.sharing:
            return self.tr("One moment")
        if not open_.picks.items:
            return self.tr("Choose at least one")
        missing = needed_off(open_.proposal, open_.picks)
        if not missing:
            return ""
        names = self._words.in_sentence(missing[0])
        if len(missing) > 1:
            return self.tr("Turn on what is needed, or share nothing")
        if missing[0].off is not None:
            return self.tr("Not possible without {name}").format(name=names)
        return self.tr("Turn on {name}, or share nothing").format(name=names)
