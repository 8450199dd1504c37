"""The words about sending shops a newer value: the offer, what became of it, and the question before a sealed one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from vault.core.wording import describe, in_language
from vault.customer.refresh_progress import Stage
from vault.desktop.parts import host_label
from vault.desktop.preference_words import shortened
from vault.desktop.request_sealed import WhyAsked
from vault.desktop.request_state import Sealed, StepLine

if TYPE_CHECKING:
    from vault.core.catalogue import Catalogue
    from vault.core.sentences import Sentences
    from vault.desktop.preference_refresh import Asking
    from vault.desktop.preference_state import SentLine


class RefreshWords(QObject):
    """Sentences beside the shops that see a preference."""

    def __init__(self, sentences: Sentences) -> None:
        super().__init__()
        self._sentences = sentences

    def offer(self, hosts: tuple[str, ...]) -> str:
        """Who has an older value."""
        if len(hosts) == 1:
            said = self.tr("{host} has an older value. It keeps that unless you send the new one.")
            return said.format(host=host_label.shortened(hosts[0]))
        said = self.tr("{count} shops have an older value. They keep it unless you send the new one.")
        return said.format(count=len(hosts))

    def offer_sealed(self, host: str) -> str:
        """One shop has an older value of something sealed."""
        said = self.tr("{host} has an older value. To send the new one, you type your passphrase.")
        return said.format(host=host_label.shortened(host))

    def button(self, hosts: tuple[str, ...]) -> str:
        """What updates these shops."""
        return self.name(tuple(host_label.shortened(host) for host in hosts))

    def name(self, hosts: tuple[str, ...]) -> str:
        """The same with the whole address."""
        if len(hosts) == 1:
            return self.tr("Update {host}").format(host=hosts[0])
        return self.tr("Update {count} shops").format(count=len(hosts))

    def sent(self, line: SentLine) -> str:
        """How far it came, exactly as far as is known."""
        one, several = self._templates(line)
        host, moment = host_label.shortened(line.hosts[0]), self._sentences.minute(line.at)
        return (one if len(line.hosts) == 1 else several).format(host=host, count=len(line.hosts), moment=moment)

    def _templates(self, line: SentLine) -> tuple[str, str]:
        match line.stage:
            case Stage.WAITING if line.later:
                return (
                    self.tr("{host} will be told within the hour, while your vault is open."),
                    self.tr("{count} shops will be told within the hour, while your vault is open."),
                )
            case Stage.WAITING:
                return self.tr("{host} will be told."), self.tr("{count} shops will be told.")
            case Stage.NOT_REACHED:
                return (
                    self.tr("{host} is not reached yet. We try again: {moment}."),
                    self.tr("{count} shops are not reached yet. We try again: {moment}."),
                )
            case Stage.NO_ANSWER:
                return (
                    self.tr("{host} did not answer yet. It may have the new value."),
                    self.tr("{count} shops did not answer yet. They may have the new value."),
                )
            case Stage.UNCERTAIN:
                return (
                    self.tr("{host} did not confirm the new value. It may have it."),
                    self.tr("{count} shops did not confirm the new value. They may have it."),
                )
            case Stage.TOLD:
                return (
                    self.tr("Shop told. {host} has the new value."),
                    self.tr("Shops told. {count} have the new value."),
                )


class AskingWords(WhyAsked):
    """Makes the :class:`Sealed` state that asks for the passphrase."""

    def __init__(self, sentences: Sentences, catalogue: Catalogue) -> None:
        super().__init__()
        self._sentences, self._catalogue = sentences, catalogue

    def sealed(self, asking: Asking) -> Sealed:
        """The extra step for one sealed value."""
        offer, item, language = asking.offer, asking.offer.items[0], self._sentences.language
        entry = self._catalogue.entry(item.key)
        name, until = in_language(entry.label, language), self._sentences.date(offer.until)
        caption = self._sentences.say("precisions", item.after.precision.word)
        before = shortened(describe(entry, item.before, language))
        has = self.tr("The shop has this now: {value}.").format(value=before)
        only = self.tr("Only this shop, only until {date}.").format(date=until)
        step = StepLine(item.after.precision, caption[:1].upper() + caption[1:], describe(entry, item.after, language))
        return Sealed(
            asking.number,
            self.tr("Send the new value of “{name}” to {host}?").format(name=name, host=offer.host),
            self.why_asked(entry),
            (step,),
            item.after.precision,
            f"{has} {only}",
            asking.words,
            self.tr("Send the new value of {name} to {host}").format(name=name, host=offer.host),
            asking.error,
            asking.checking,
            self.tr("Do not send it"),
            self.tr("Send this value"),
        )
