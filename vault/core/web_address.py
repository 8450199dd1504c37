"""Which web addresses and host names are accepted at all: one rule for requests, terms, replies and the network.

Only text is judged here. Where a name leads (a private or loopback address) is for the network to find out.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from vault.core.errors import RequestError

MAX_URL = 2048
"""Characters: what browsers, proxies and QR readers all carry."""
MAX_HOST = 253
"""Characters of a host name (RFC 1035 §2.3.4, without the root's dot)."""

_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_URL = re.compile(
    r"https://(?P<authority>[^/?#]*)(?P<path>[^?#\[\]]*)(?P<query>\?[^#\[\]]*)?(?P<fragment>#[^#\[\]]*)?",
)
_URL_TEXT = re.compile(r"([A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*")
_SCRIPTS_TOGETHER = ({"CJK", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA"}, {"CJK", "HANGUL"})
"""Scripts that one ordinary word of Japanese or Korean mixes; any other mixture is a disguise."""
_LATIN_TWINS = frozenset("асԁеһіјӏорԛѕԝхуъьҽпгѵѡ" + "αικνρυωηοτ")
"""Cyrillic and Greek letters that look like a Latin letter. A label of nothing else is a Latin word in disguise."""
_HOME_OF_TWINS = frozenset({"bg", "by", "gr", "kz", "mk", "mn", "rs", "ru", "su", "ua", "uz"})
"""Country domains where such a label is an ordinary word."""


@dataclass(frozen=True)
class WebAddress:
    """An accepted address. ``target`` is path and query, never empty; a fragment is never sent and so not kept."""

    host: str
    target: str

    @property
    def url(self) -> str:
        """The address as it is fetched."""
        return f"https://{self.host}{self.target}"


def checked_url(text: str, *, host: str | None = None, fragment: bool = False) -> WebAddress:
    """Accept ``https`` on port 443 at a proper host, or raise :class:`RequestError`.

    ``host`` is the only host allowed; ``fragment`` says that a ``#...`` part may follow (an address for a browser).
    Codes: ``url_malformed``, ``url_not_https``, ``url_userinfo``, ``url_port``, ``url_other_host`` and those of
    :func:`checked_host`.
    """
    if not text or len(text) > MAX_URL or _URL_TEXT.fullmatch(text) is None:
        raise RequestError("url_malformed")
    if not text.startswith("https://"):
        raise RequestError("url_not_https")
    parts = _URL.fullmatch(text)
    if parts is None or (parts["fragment"] is not None and not fragment):
        raise RequestError("url_malformed")
    authority = parts["authority"]
    if "@" in authority:
        raise RequestError("url_userinfo")
    if "[" in authority or "]" in authority:
        raise RequestError("host_is_address")
    name, colon, port = authority.partition(":")
    if colon and port != "443":
        raise RequestError("url_port")
    found = checked_host(name)
    if host is not None and found != host:
        raise RequestError("url_other_host", host=found, expected=host)
    return WebAddress(found, (parts["path"] or "/") + (parts["query"] or ""))


def checked_host(text: str) -> str:
    """Accept a fully qualified lower-case ASCII host name and return it, or raise :class:`RequestError`.

    Codes: ``host_is_address`` (an IP address in any notation a resolver takes: ``127.1``, ``0x7f.1``),
    ``host_lookalike`` (letters of several scripts in one label, or a label of Latin look-alikes only) and
    ``host_malformed`` (single label, trailing dot, capitals, anything that is not letters, digits and hyphens).
    """
    if ":" in text or _NUMBER.fullmatch(text.rstrip(".").rpartition(".")[2]):
        raise RequestError("host_is_address")
    labels = text.split(".")
    if len(text) > MAX_HOST or len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels):
        raise RequestError("host_malformed")
    words = [_unicode(label) for label in labels]
    latin_home = words[-1].isascii() and words[-1] not in _HOME_OF_TWINS
    for word in words:
        if _mixes_scripts(word) or (latin_home and not word.isascii() and _looks_latin(word)):
            raise RequestError("host_lookalike", host=text)
    return text


def _unicode(label: str) -> str:
    """The Unicode form of an ``xn--`` label (RFC 5891 §5.4), other labels as they are.

    Not by the ``idna`` codec of the standard library: that is the rule of 2003, which refuses ``ß`` as spelled today.
    """
    if not label.startswith("xn--"):
        if label[2:4] == "--":  # reserved for encodings nobody knows yet (RFC 5891 §4.2.3.1)
            raise RequestError("host_malformed")
        return label
    try:
        word = label[4:].encode("ascii").decode("punycode")
        again = word.encode("punycode").decode("ascii")
    except (UnicodeError, OverflowError, ValueError) as problem:
        raise RequestError("host_malformed") from problem
    proper = word == unicodedata.normalize("NFKC", word) == word.lower() and again == label[4:]
    letters = all(character == "-" or unicodedata.category(character)[0] in "LMN" for character in word)
    if not proper or not letters or word.isascii():
        raise RequestError("host_malformed")
    return word


def _mixes_scripts(word: str) -> bool:
    scripts = {_script(character) for character in word} - {""}
    return len(scripts) > 1 and not any(scripts <= together for together in _SCRIPTS_TOGETHER)


def _script(character: str) -> str:
    """The script of a letter: the first word of its Unicode name. Empty for what belongs to none."""
    if character in "-0123456789":
        return ""
    name = unicodedata.name(character, "UNNAMED").replace("-", " ").split()[0]
    return "" if name == "COMBINING" else name


def _looks_latin(word: str) -> bool:
    return set(word) - set("-0123456789") <= _LATIN_TWINS
