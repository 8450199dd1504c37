"""Prices and quantities as shops write them, with a comma or a point before the cents."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

MAX_CENTS = 100_000_000_00
MAX_QUANTITY = 10_000
_MOST_KEPT = 20_000
_LONGEST = 40
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "zł": "PLN", "¥": "JPY", "￥": "JPY", "円": "JPY", "CA$": "CAD"}
_CURRENCY = re.compile(r"^[A-Z]{3}$")
_CODE = re.compile(r"(?<![A-Za-z])([A-Z]{3})(?![A-Za-z])")
_NUMBER = re.compile(r"\d[\d.,'\u2019\s\u00a0\u202f]*")


def currency(text: str) -> str | None:
    """A currency by its code or its sign; None where it is neither."""
    found = text.strip().upper()
    return found if _CURRENCY.match(found) else _SIGNS.get(text.strip())


class Amounts:
    """Reads the prices of one column. What was read is remembered, for prices come back."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[int | None, str | None]] = {}

    def read(self, text: str) -> tuple[int | None, str | None]:
        """Hundredths, and the currency where it stands beside them. None for what is no amount, or below zero."""
        try:
            return self._known[text]
        except KeyError:
            pass
        if len(text) > _LONGEST:
            return None, None
        if len(self._known) >= _MOST_KEPT:
            self._known.clear()
        found = self._known[text] = _read(text)
        return found


def _read(text: str) -> tuple[int | None, str | None]:
    found = _NUMBER.search(text)
    if found is None:
        return None, None
    around = f"{text[: found.start()]} {text[found.end() :]}"
    code = _CODE.search(around)
    said = code[1] if code else next((name for sign, name in reversed(_SIGNS.items()) if sign in around), None)
    cents = _cents(found[0])
    return (
        None if cents is None or re.search(r"[-\u2212(]\s*[^\d\s]{0,3}\s*$", text[: found.start()]) else cents
    ), said


def _cents(number: str) -> int | None:
    digits = re.sub(r"['\u2019\s\u00a0\u202f]", "", number).rstrip(".,")
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        digits = digits.replace("," if digits.rfind(".") > digits.rfind(",") else ".", "")
    elif points + commas > 1 or _thousands(digits):
        digits = digits.replace(".", "").replace(",", "")
    try:
        value = Decimal(digits.replace(",", "."))
    except InvalidOperation:
        return None
    if value * 100 > MAX_CENTS:
        return None
    return int((value * 100).to_integral_value())


def _thousands(digits: str) -> bool:
    """Whether the one separator stands before thousands: ``1.234``, but not ``0.234`` or ``1234.567``."""
    whole, _, part = digits.replace(",", ".").partition(".")
    return len(part) == 3 and 1 <= len(whole) <= 3 and whole != "0"


def quantity(text: str) -> int:
    """How many pieces; 1 where it says nothing, or nothing that can be."""
    if text == "1":
        return 1
    try:
        found = int(float(text.replace(",", ".")[:12]))
    except (ValueError, OverflowError):
        return 1
    return found if 1 <= found <= MAX_QUANTITY else 1
