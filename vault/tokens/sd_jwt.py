"""SD-JWT in general, for issuer, holder and verifier (RFC 9901): nested, in arrays, inside each other, with decoys.

A preference token is its plainest case, one hidden member of one object, and :mod:`vault.tokens.presentation` checks
that one faster. What both accept is the same; a property test holds them together.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from vault.core.errors import TokenError
from vault.tokens.sd_disclosure import (
    DEFAULT_HASH,
    ELEMENT,
    SD,
    SD_ALG,
    Digester,
    Disclosure,
    digester,
    make_disclosure,
    parse_disclosure,
)

MAX_SD_JWT: Final = 128 * 1024
"""Characters of a whole SD-JWT: the largest example of the RFC has 6,000."""
MAX_DISCLOSURES: Final = 200
"""Disclosures in one: a credential with more is not about one person's preferences."""

MAX_NESTING: Final = 64
"""Names and indices on the way to a member: disclosures that lie in each other could go as deep as there are many."""

Path = tuple[str | int, ...]
"""From the payload to a member or an element: names and indices."""


@dataclass(frozen=True, slots=True)
class UnverifiedSdJwt:
    """The three parts of ``<jwt>~<disclosure>~...~<kb-jwt>`` (§4). ``key_binding`` is None where there is none."""

    jwt: str = field(repr=False)
    disclosures: tuple[str, ...] = field(repr=False)
    key_binding: str | None = field(repr=False)

    @property
    def bound(self) -> str:
        """What ``sd_hash`` covers: everything before the key binding, the last tilde included (§4.3.1)."""
        return "~".join((self.jwt, *self.disclosures, ""))


@dataclass(frozen=True, slots=True)
class Concealed:
    """A payload to sign, and by path the disclosure of each thing hidden in it."""

    payload: dict[str, Any] = field(repr=False)
    disclosures: Mapping[Path, Disclosure] = field(repr=False)


def split(text: str) -> UnverifiedSdJwt:
    """Take an SD-JWT, or an SD-JWT with key binding, apart.

    Raises :class:`TokenError` ``presentation_too_large``, ``presentation_malformed`` or ``disclosure_duplicate``.
    """
    if len(text) > MAX_SD_JWT:
        raise TokenError("presentation_too_large", limit=MAX_SD_JWT)
    jwt, *disclosures = text.split("~")
    if not text.isascii() or not jwt or not disclosures or len(disclosures) - 1 > MAX_DISCLOSURES:
        raise TokenError("presentation_malformed")
    binding = disclosures.pop()
    if "" in disclosures:
        raise TokenError("presentation_malformed")
    if len(set(disclosures)) < len(disclosures):
        raise TokenError("disclosure_duplicate")
    return UnverifiedSdJwt(jwt, tuple(disclosures), binding or None)


def reveal(payload: Mapping[str, Any], disclosures: Iterable[str]) -> dict[str, Any]:
    """The payload with what is disclosed in its place, and nothing left of what is not (§7.1 steps 3 to 5).

    The payload's signature is for the caller to check first. Raises :class:`TokenError` ``sd_alg_refused``,
    ``sd_malformed``, ``sd_digest_repeated``, ``disclosure_name_taken``, ``disclosure_unreferenced``,
    ``disclosure_malformed`` or as :func:`parse_disclosure`.
    """
    revealing = _Revealing(payload, disclosures)
    found = revealing.members({name: member for name, member in payload.items() if name != SD_ALG}, ())
    revealing.assert_all_used()
    return found


def needed(payload: Mapping[str, Any], disclosures: Iterable[str], wanted: Collection[Path]) -> tuple[str, ...]:
    """Which disclosures show the ``wanted`` paths: those of each path and of what it is hidden in (§7.2).

    A path leads through the fully revealed payload. What lies inside a wanted thing and is hidden by itself stays
    hidden. Raises :class:`TokenError` as :func:`reveal`; ``KeyError`` for a path that is not there.
    """
    revealing = _Revealing(payload, disclosures)
    whole = revealing.members({name: member for name, member in payload.items() if name != SD_ALG}, ())
    revealing.assert_all_used()
    for path in wanted:
        _at(whole, path)
    return tuple(
        disclosure.text
        for path, disclosure in revealing.placed.items()
        if any(each[: len(path)] == path for each in wanted)
    )


def conceal(
    claims: Mapping[str, Any],
    hidden: Collection[Path],
    *,
    salt: Callable[[], str],
    decoys: Mapping[Path, Sequence[str]] | None = None,
    hash_name: str = DEFAULT_HASH,
) -> Concealed:
    """Replace each ``hidden`` path by its digest, the innermost first, so that one can lie inside another (§6).

    ``decoys`` are digests of nothing, by the path of the object they go into; they hide how much is hidden (§4.2.5).
    Digests are sorted, so that their order tells nothing. Raises :class:`TokenError` ``sd_alg_refused``,
    ``sd_malformed`` if the claims have a reserved name, or ``disclosure_name_reserved``; ``KeyError`` for a path that
    is not there.
    """
    hiding = _Concealing(digester(hash_name), frozenset(hidden), decoys or {}, salt)
    for path in hiding.hidden:
        _at(claims, path)
    payload = hiding.members(claims, ())
    return Concealed({**payload, SD_ALG: hash_name}, hiding.made)


def _at(found: Any, path: Path) -> Any:
    for step in path:
        fits = isinstance(found, list) if isinstance(step, int) else isinstance(found, dict)
        if not fits or (step not in found if isinstance(step, str) else not 0 <= step < len(found)):
            raise KeyError(path)
        found = found[step]
    return found


class _Revealing:
    """One pass over a payload: which digest was met, and which disclosure was used where."""

    def __init__(self, payload: Mapping[str, Any], disclosures: Iterable[str]) -> None:
        digest_of = digester(payload.get(SD_ALG, DEFAULT_HASH))
        self._by_digest = {digest_of(text): parse_disclosure(text) for text in disclosures}
        self._met: set[str] = set()
        self.placed: dict[Path, Disclosure] = {}

    def assert_all_used(self) -> None:
        """Every disclosure has its digest somewhere (§7.1 step 5)."""
        if len(self.placed) < len(self._by_digest):
            raise TokenError("disclosure_unreferenced")

    def members(self, given: Mapping[str, Any], path: Path) -> dict[str, Any]:
        """An object with its disclosed members, and without its digests."""
        if ELEMENT in given or SD_ALG in given or len(path) > MAX_NESTING:
            raise TokenError("sd_malformed")
        found = {name: self._value(member, (*path, name)) for name, member in given.items() if name != SD}
        for digest in _digests(given):
            disclosure = self._disclosure(digest)
            if disclosure is None:
                continue
            name = disclosure.name
            if name is None:
                raise TokenError("disclosure_malformed")
            if name in found:
                raise TokenError("disclosure_name_taken")
            self.placed[(*path, name)] = disclosure
            found[name] = self._value(disclosure.value, (*path, name))
        return found

    def _array(self, elements: list[Any], path: Path) -> list[Any]:
        """An array with its disclosed elements, and without those that are not."""
        found: list[Any] = []
        if len(path) > MAX_NESTING:
            raise TokenError("sd_malformed")
        for element in elements:
            here = (*path, len(found))
            if not (isinstance(element, dict) and ELEMENT in element):
                found.append(self._value(element, here))
                continue
            if element.keys() != {ELEMENT}:
                raise TokenError("sd_malformed")
            disclosure = self._disclosure(element[ELEMENT])
            if disclosure is None:
                continue
            if disclosure.name is not None:
                raise TokenError("disclosure_malformed")
            self.placed[here] = disclosure
            found.append(self._value(disclosure.value, here))
        return found

    def _value(self, found: Any, path: Path) -> Any:
        if isinstance(found, dict):
            return self.members(found, path)
        return self._array(found, path) if isinstance(found, list) else found

    def _disclosure(self, digest: object) -> Disclosure | None:
        """What this digest stands for, or None for a decoy or for what was not disclosed. Each stands once (step 4)."""
        if not isinstance(digest, str):
            raise TokenError("sd_malformed")
        if digest in self._met:
            raise TokenError("sd_digest_repeated")
        self._met.add(digest)
        return self._by_digest.get(digest)


def _digests(members: Mapping[str, Any]) -> list[Any]:
    digests = members.get(SD, [])
    if not isinstance(digests, list):
        raise TokenError("sd_malformed")
    return digests


class _Concealing:
    """One pass over claims, from the inside out."""

    def __init__(
        self,
        digest_of: Digester,
        hidden: frozenset[Path],
        decoys: Mapping[Path, Sequence[str]],
        salt: Callable[[], str],
    ) -> None:
        self._digest_of, self.hidden, self._decoys, self._salt = digest_of, hidden, decoys, salt
        self.made: dict[Path, Disclosure] = {}

    def members(self, given: Mapping[str, Any], path: Path) -> dict[str, Any]:
        if not given.keys().isdisjoint((SD, ELEMENT, SD_ALG)):
            raise TokenError("sd_malformed")
        found: dict[str, Any] = {}
        digests = list(self._decoys.get(path, ()))
        for name, member in given.items():
            here = (*path, name)
            value = self._value(member, here)
            if here in self.hidden:
                digests.append(self._hide(here, name, value))
            else:
                found[name] = value
        return {**found, SD: sorted(digests)} if digests else found

    def _value(self, found: Any, path: Path) -> Any:
        if isinstance(found, dict):
            return self.members(found, path)
        if not isinstance(found, list):
            return found
        shown = []
        for index, element in enumerate(found):
            here = (*path, index)
            value = self._value(element, here)
            shown.append({ELEMENT: self._hide(here, None, value)} if here in self.hidden else value)
        return shown

    def _hide(self, path: Path, name: str | None, value: Any) -> str:
        disclosure = make_disclosure(self._salt(), name, value)
        self.made[path] = disclosure
        return self._digest_of(disclosure.text)
