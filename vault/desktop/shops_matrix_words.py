"""The words of who holds what: rows, columns, cells, and more about one of them. Of any thread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from PySide6.QtCore import QDate, QLocale, QObject

from vault.core.catalogue import Catalogue
from vault.core.consent import HELD, ItemState
from vault.core.plain_text import breakable
from vault.core.sensitivity import Level
from vault.core.sentences import Sentences
from vault.core.value import Value
from vault.core.wording import describe, in_language
from vault.customer.holdings import ShopView
from vault.customer.who_holds import CloserLook, Holding, WhoHolds
from vault.desktop.parts.host_label import shortened
from vault.desktop.shop_less_words import LessWords
from vault.desktop.shops_matrix_state import SEALED, CellBar, Matrix, MatrixCell, MatrixRow, MatrixShop
from vault.desktop.shops_state import LessLine
from vault.desktop.shops_words import SOON_DAYS, SURELY_LATER, WORST_FIRST, ShopsWords, settled


class MatrixWords(QObject):
    """Makes a :class:`Matrix`, and the :class:`CellBar` of a cell."""

    def __init__(self, sentences: Sentences, catalogue: Catalogue, shops: ShopsWords) -> None:
        super().__init__()
        self._sentences, self._catalogue, self._shops = sentences, catalogue, shops
        self._less = LessWords(sentences, catalogue, shops)
        self._locale = QLocale(sentences.language)

    def matrix(self, found: WhoHolds, now: datetime) -> Matrix:
        """The whole table, as it is ``now``."""
        there: dict[tuple[str, str], list[Holding]] = {}
        for each in found.holdings:
            sealed = each.item.level is Level.SEALED
            for key in (SEALED,) if sealed else (part.key for part in each.item.parts):
                there.setdefault((key, each.host), []).append(each)
        shops = {shop.host: shop for shop in found.shops}
        keys = {key for key, _ in there}
        cells = {
            (key, host): self._sealed_cell(holdings, shops[host], now)
            if key == SEALED
            else self._cell(key, sorted(holdings, key=_finest), shops[host], now)
            for (key, host), holdings in there.items()
        }
        nobody = self._nobody_holds(found.sealed) if found.sealed and SEALED not in keys else ""
        return Matrix(tuple(self._shop(each, now) for each in found.shops), self._rows(keys), cells, nobody)

    def empty_bar(self, matrix: Matrix, key: str, host: str) -> CellBar:
        """What is said of a cell with nothing in it."""
        row = next((each.label for each in matrix.rows if each.key == key), "")
        if key == SEALED:
            return CellBar(host, title=self.tr("{host} holds nothing that is sealed.").format(host=shortened(host)))
        return CellBar(host, title=self.tr("{item} is not shared with {host}.").format(item=row, host=shortened(host)))

    def bar(self, cell: MatrixCell, host: str, look: CloserLook | None, *, choosing: bool) -> CellBar:
        """What is said of a cell, with its reason in quotes as soon as that was looked up."""
        language, line, name = self._sentences.language, cell.line, cell.title
        less: tuple[LessLine, ...] = ()
        if look is not None and look.jti == cell.jti:
            if look.reason.get(language) or look.reason.get("en"):
                reason = breakable(in_language(look.reason, language))
            quoted = self.tr("“{words}”").format(words=reason)
            line = f"{quoted} {line}"
            less = tuple(self._less.line(name, offer) for offer in look.less)
        if choosing and less:
            title, line = self._less.name(name), self._less.means()
            return CellBar(host, cell.precision, title, cell.about, line, less=less, choosing=True)
        less_name = self._less.name(name) if less else ""
        return CellBar(
            host, cell.precision, name, cell.about, line, cell.stop, cell.stop_name, less, less_name, choosing=False
        )

    # ---- columns and rows ----

    def _shop(self, shop: ShopView, now: datetime) -> MatrixShop:
        said = f"{shop.host}, {self._shops.status(shop, now).text}"
        text, soon = self._holding(shop, now) if shop.holds else (self._stopped(shop, now), True)
        return MatrixShop(shop.host, text, soon, said)

    def _holding(self, shop: ShopView, now: datetime) -> tuple[str, bool]:
        """How long a shop may use what it has, and whether that is soon over."""
        states = {item.state for item in shop.holds}
        if ItemState.ACTIVE not in states:
            return (self.tr("not certain"), True) if ItemState.UNCERTAIN in states else (self.tr("on its way"), False)
        lasting = [item.until for item in shop.holds if not item.visit]
        if not lasting:
            return self.tr("this visit only"), True
        end = min(lasting)
        days = (end.astimezone().date() - now.astimezone().date()).days
        if days > SOON_DAYS:
            local = end.astimezone()
            day = self._locale.toString(QDate(local.year, local.month, local.day), "d MMM")
            return self.tr("until {date}").format(date=day), False
        words = {0: self.tr("ends today"), 1: self.tr("ends tomorrow")}
        return words.get(max(days, 0)) or self.tr("ends in {days} days").format(days=days), True

    def _stopped(self, shop: ShopView, now: datetime) -> str:
        least = WORST_FIRST[settled(shop)]
        if least is ItemState.STOPPING:
            later = shop.next_try is None or shop.next_try > now + SURELY_LATER
            return self.tr("not reached yet") if later else self.tr("hears it soon")
        said = {
            ItemState.UNREACHABLE: self.tr("not reached"),
            ItemState.OVERDUE: self.tr("no answer in time"),
            ItemState.TOLD: self.tr("no answer yet"),
        }
        return said.get(least, self.tr("stopped"))

    def _rows(self, keys: set[str]) -> tuple[MatrixRow, ...]:
        """By topic, in the order of the catalogue; what that does not know comes last, and what is sealed after all."""
        entries, rows, language = self._catalogue.entries, [], self._sentences.language
        for topic in self._catalogue.topics:
            mine = [key for key, entry in entries.items() if entry.topic == topic.id and key in keys]
            for number, key in enumerate(mine):
                rows.append(MatrixRow(key, in_language(entries[key].label, language), "" if number else topic.icon))
        rows += [MatrixRow(key, key, "") for key in sorted(keys - entries.keys() - {SEALED})]
        if SEALED in keys:
            rows.append(MatrixRow(SEALED, self.tr("Sealed"), "lock-key"))
        return tuple(rows)

    def _nobody_holds(self, count: int) -> str:
        if count == 1:
            return self.tr("You keep 1 sealed item. No shop holds it.")
        return self.tr("You keep {count} sealed items. No shop holds any of these.").format(count=count)

    # ---- cells ----

    def _cell(self, key: str, holdings: Sequence[Holding], shop: ShopView, now: datetime) -> MatrixCell:
        """``holdings`` are those of one preference at one shop, what it may use first and then the finest."""
        first, label, host = holdings[0], self._shops.label(key), shop.host
        step = next(part.precision for part in first.item.parts if part.key == key)
        word, value = self._shops.precision(step), self._of(first, key)
        about = self.tr("{step}: {value}").format(step=word, value=value) if value else word
        said = ", ".join(filter(None, (label, host, self._sentences.say("precisions", step.word), value)))
        if not first.held:
            said = f"{said}. {self._shops.stopped(first.item, shop.next_try, now).text}"
        may_use = tuple(each for each in holdings if each.held)
        return MatrixCell(
            step,
            value or word,
            said,
            self.tr("{item} at {host}").format(item=label, host=shortened(host)),
            about,
            " ".join(self._line(key, holdings, shop, now)),
            first.item.jti,
            tuple(each.item.jti for each in may_use),
            self._stop(len(may_use)),
            self._stop_name(
                len(may_use),
                self.tr("Stop sharing {item} with {host}").format(item=label, host=host),
                self.tr("{item} at {host}").format(item=label, host=host),
            ),
        )

    def _line(self, key: str, holdings: Sequence[Holding], shop: ShopView, now: datetime) -> Iterable[str]:
        item = holdings[0].item
        date = self._sentences.date(item.until)
        if item.state not in HELD:
            yield self._shops.stopped(item, shop.next_try, now).text
        elif item.objection:
            yield self.tr("Your no. It holds until {date}, also when you stop.").format(date=date)
        elif item.visit:
            yield self.tr("For this visit only.")
        else:
            yield self.tr("Until {date}.").format(date=date)
        others = [self._shops.label(part.key) for part in item.parts if part.key != key]
        if others:
            yield self.tr("Shared together with: {items}.").format(items=", ".join(others))
        for each in holdings[1:]:
            step = next(part.precision for part in each.item.parts if part.key == key)
            words = ", ".join(filter(None, (self._sentences.say("precisions", step.word), self._of(each, key))))
            if each.item.state is ItemState.SENDING:
                yield self.tr("On its way to the shop: {words}.").format(words=words)
            elif each.held:
                yield self.tr("Also shared: {words}.").format(words=words)
            else:
                yield self.tr("Also stopped, not yet gone: {words}.").format(words=words)

    def _sealed_cell(self, holdings: Sequence[Holding], shop: ShopView, now: datetime) -> MatrixCell:
        """What is sealed is counted here, and named only where one shop is looked at."""
        may_use = tuple(each for each in holdings if each.held)
        count, host = len(may_use) or len(holdings), shop.host
        text = self.tr("1 item") if count == 1 else self.tr("{count} items").format(count=count)
        if may_use:
            line = self.tr("Press Enter to see what it is.")
        else:
            line = self._shops.stopped(holdings[0].item, shop.next_try, now).text
        return MatrixCell(
            None,
            text,
            self.tr("Sealed, {host}, {text}").format(host=host, text=text),
            self.tr("Sealed at {host}").format(host=shortened(host)),
            text,
            line,
            holdings[0].item.jti,
            tuple(each.item.jti for each in may_use),
            self._stop(len(may_use)),
            self._stop_name(
                len(may_use),
                self.tr("Stop sharing what is sealed with {host}").format(host=host),
                self.tr("Sealed at {host}").format(host=host),
            ),
        )

    def _stop(self, count: int) -> str:
        if count == 2:
            return self.tr("Stop both")
        if count > 2:
            return self.tr("Stop these {count}").format(count=count)
        return self.tr("Stop this one") if count else ""

    def _stop_name(self, count: int, one: str, what: str) -> str:
        """What the button is called, with the words that are seen on it."""
        if count == 2:
            return self.tr("Stop both: {what}").format(what=what)
        if count > 2:
            return self.tr("Stop these {count}: {what}").format(count=count, what=what)
        return one if count else ""

    def _of(self, holding: Holding, key: str) -> str:
        value = holding.values.get(key)
        return self._value(key, value) if value is not None else ""

    def _value(self, key: str, value: Value) -> str:
        entry = self._catalogue.entries.get(key)
        return describe(entry, value, self._sentences.language) if entry is not None else ""


def _finest(holding: Holding) -> tuple[bool, bool, int]:
    """What a shop has for certain comes first, and of that the finest."""
    item = holding.item
    return (not holding.held, item.state is ItemState.SENDING, -item.precision)
