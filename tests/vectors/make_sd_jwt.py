"""Makes ``sd_jwt.json``: ``python -m tests.vectors.make_sd_jwt``.

The examples of RFC 9901 themselves are ``rfc9901.json``: payloads, salts and digests as the RFC prints them, and where
it presents one, a presentation that the reference implementation signed with the RFC's keys.
"""

from __future__ import annotations

import hashlib
from typing import Any

from tests.vectors.make_signed import encode, to_json, write

SALT = "2GLC42sKQveCfGfryNRN9w"
CASES: list[dict[str, Any]] = []


def disclosure(*parts: Any) -> str:
    return encode(to_json([SALT, *parts]).encode())


def digest(text: str, name: str = "sha256") -> str:
    return encode(hashlib.new(name, text.encode()).digest())


def case(name: str, section: str, payload: Any, disclosures: list[str], **outcome: Any) -> None:
    CASES.append(
        {"name": name, "section": f"RFC 9901 {section}", "payload": payload, "disclosures": disclosures, **outcome}
    )


def accepted(name: str, section: str, payload: Any, disclosures: list[str], revealed: Any) -> None:
    case(name, section, payload, disclosures, revealed=revealed)


def refused(name: str, section: str, payload: Any, disclosures: list[str], reason: str) -> None:
    case(name, section, payload, disclosures, reason=reason)


def element(text: str) -> dict[str, str]:
    return {"...": digest(text)}


SIZE = disclosure("size", "43")
COLOUR = disclosure("blue")
WRAPPED = disclosure("shoe", {"_sd": [digest(SIZE)], "brand": "any"})
LIST = disclosure("colours", [element(COLOUR), "red"])
DECOY = digest("nothing")


def shapes() -> None:
    accepted("one member", "7.1", {"_sd": [digest(SIZE)]}, [SIZE], {"size": "43"})
    accepted("nothing disclosed", "7.1", {"_sd": [digest(SIZE)], "a": 1}, [], {"a": 1})
    accepted("an object that becomes empty", "7.1 3.e", {"shoe": {"_sd": [digest(SIZE)]}}, [], {"shoe": {}})
    accepted("an empty list of digests", "4.2.4.1", {"_sd": [], "a": 1}, [], {"a": 1})
    accepted("a decoy", "4.2.5", {"_sd": [digest(SIZE), DECOY]}, [SIZE], {"size": "43"})
    accepted("a decoy element", "4.2.5", {"list": [{"...": DECOY}, 1]}, [], {"list": [1]})
    accepted("an element", "7.1 3.c.iii", {"list": [element(COLOUR), "red"]}, [COLOUR], {"list": ["blue", "red"]})
    accepted("an element that stays hidden", "7.1 3.d", {"list": [element(COLOUR), "red"]}, [], {"list": ["red"]})
    accepted(
        "one inside another",
        "4.2.6",
        {"_sd": [digest(WRAPPED)]},
        [WRAPPED, SIZE],
        {"shoe": {"size": "43", "brand": "any"}},
    )
    accepted("the outer one alone", "4.2.6", {"_sd": [digest(WRAPPED)]}, [WRAPPED], {"shoe": {"brand": "any"}})
    accepted(
        "an element inside a member", "4.2.6", {"_sd": [digest(LIST)]}, [COLOUR, LIST], {"colours": ["blue", "red"]}
    )
    accepted("an array in an array", "7.1", {"a": [[element(COLOUR)], []]}, [COLOUR], {"a": [["blue"], []]})
    accepted("hidden null", "4.2.1", {"_sd": [digest(disclosure("a", None))]}, [disclosure("a", None)], {"a": None})
    accepted("without _sd_alg it is sha-256", "4.1.1", {"_sd": [digest(SIZE)]}, [SIZE], {"size": "43"})
    for name in ("sha-256", "sha-384", "sha-512"):
        payload = {"_sd": [digest(SIZE, name.replace("-", ""))], "_sd_alg": name}
        accepted(f"digests of {name}", "4.1.1", payload, [SIZE], {"size": "43"})


def refusals() -> None:
    one = {"_sd": [digest(SIZE)]}
    for name in ("sha-1", "md5", "none", "SHA-256", "sha-256-128", "", 256, None, ["sha-256"]):
        refused(f"_sd_alg {name!r}", "4.1.1, 7.1 2.c", {**one, "_sd_alg": name}, [SIZE], "sd_alg_refused")
    refused("a digest of another hash", "7.1 3.a", {**one, "_sd_alg": "sha-512"}, [SIZE], "disclosure_unreferenced")
    refused(
        "a digest over the decoded bytes",
        "4.2.3",
        {"_sd": [encode(hashlib.sha256(to_json([SALT, "size", "43"]).encode()).digest())]},
        [SIZE],
        "disclosure_unreferenced",
    )
    refused("an unreferenced disclosure", "7.1 5", one, [SIZE, COLOUR], "disclosure_unreferenced")
    refused("one whose outer one is not there", "7.1 5", {"_sd": [digest(WRAPPED)]}, [SIZE], "disclosure_unreferenced")
    refused("a digest twice in one list", "7.1 4", {"_sd": [digest(SIZE), digest(SIZE)]}, [SIZE], "sd_digest_repeated")
    refused("a digest in two objects", "7.1 4", {**one, "in": one}, [SIZE], "sd_digest_repeated")
    refused("a decoy twice", "7.1 4", {"_sd": [DECOY], "in": {"_sd": [DECOY]}}, [], "sd_digest_repeated")
    refused(
        "a digest outside and in a disclosure",
        "7.1 4",
        {"_sd": [digest(WRAPPED), digest(SIZE)]},
        [WRAPPED, SIZE],
        "sd_digest_repeated",
    )
    refused(
        "a digest as member and as element", "7.1 4", {**one, "list": [{"...": digest(SIZE)}]}, [], "sd_digest_repeated"
    )
    refused(
        "a member's disclosure for an element",
        "7.1 3.c.iii.1",
        {"list": [element(SIZE)]},
        [SIZE],
        "disclosure_malformed",
    )
    refused(
        "an element's disclosure for a member",
        "7.1 3.c.ii.1",
        {"_sd": [digest(COLOUR)]},
        [COLOUR],
        "disclosure_malformed",
    )
    refused("a name that stands beside it", "7.1 3.c.ii.3", {**one, "size": "44"}, [SIZE], "disclosure_name_taken")
    twin = disclosure("size", "44")
    refused(
        "two of one name", "7.1 3.c.ii.3", {"_sd": [digest(SIZE), digest(twin)]}, [SIZE, twin], "disclosure_name_taken"
    )
    for name in ("_sd", "..."):
        hidden = disclosure(name, 1)
        refused(f"a hidden {name}", "7.1 3.c.ii.2", {"_sd": [digest(hidden)]}, [hidden], "disclosure_name_reserved")
    algorithm = disclosure("_sd_alg", "sha-1")
    for place, members in (("beside none", {}), ("beside the open one", {"_sd_alg": "sha-256"})):
        payload = {"_sd": [digest(algorithm)], **members}
        refused(f"a hidden _sd_alg {place}", "4.1.1", payload, [algorithm], "disclosure_name_reserved")
    for digests in ("x", {"a": 1}, 5, None, [5], [None], [["x"]]):
        refused(f"_sd of {to_json(digests)}", "4.2.4.1", {"_sd": digests}, [], "sd_malformed")
    for stand_in in ({"...": 5}, {"...": None}, {"...": DECOY, "a": 1}, {"...": [DECOY]}):
        refused(f"an element {to_json(stand_in)}", "4.2.4.2", {"list": [stand_in]}, [], "sd_malformed")
    refused("... outside an array", "4.2.4.2", {"...": DECOY}, [], "sd_malformed")
    refused("... as a member further in", "4.2.4.2", {"in": {"...": DECOY}}, [], "sd_malformed")
    refused("_sd_alg further in", "4.1.1", {"in": {"_sd_alg": "sha-256"}}, [], "sd_malformed")
    inner = disclosure("shoe", {"_sd_alg": "sha-512"})
    refused("_sd_alg in a disclosure", "4.1.1", {"_sd": [digest(inner)]}, [inner], "sd_malformed")
    broken = disclosure("shoe", {"_sd": "x"})
    refused("_sd of a text in a disclosure", "4.2.4.1", {"_sd": [digest(broken)]}, [broken], "sd_malformed")


def texts() -> None:
    """Disclosures that are no disclosures, each with its digest in place."""
    for name, raw, reason in (
        ("one part", to_json([SALT]), "disclosure_malformed"),
        ("no part", "[]", "disclosure_malformed"),
        ("four parts", to_json([SALT, "a", 1, 2]), "disclosure_malformed"),
        ("an object", '{"a":1}', "json_not_an_array"),
        ("a text", '"a"', "json_not_an_array"),
        ("salt of a number", '[1,"a",1]', "disclosure_malformed"),
        ("name of a number", to_json([SALT, 1, 1]), "disclosure_malformed"),
        ("name of null", to_json([SALT, None, 1]), "disclosure_malformed"),
        ("not JSON", "[", "json_malformed"),
        ("two texts", to_json([SALT, "a", 1]) + "[]", "json_malformed"),
        ("a member twice", f'["{SALT}","a",{{"b":1,"b":2}}]', "json_duplicate_member"),
        ("NaN", f'["{SALT}","a",NaN]', "json_number_refused"),
        ("too deep", f'["{SALT}","a",{"[" * 40}{"]" * 40}]', "json_too_deep"),
        ("a BOM", "\ufeff" + to_json([SALT, "a", 1]), "json_bom"),
    ):
        text = encode(raw.encode("utf-8"))
        refused(f"a disclosure with {name}", "4.2.1", {"_sd": [digest(text)]}, [text], reason)
    for name, text in (("padding", SIZE + "="), ("a space", SIZE[:4] + " " + SIZE[4:]), ("a plus", "+" + SIZE[1:])):
        refused(f"base64 with {name}", "4.2.1", {"_sd": [digest(text)]}, [text], "base64_malformed")
    not_utf8 = encode(b'["' + SALT.encode() + b'","a","\xff"]')
    refused("bytes that are not UTF-8", "4.2.1", {"_sd": [digest(not_utf8)]}, [not_utf8], "json_not_utf8")
    chain = [disclosure("a", 1)]
    while len(chain) < 80:
        chain.append(disclosure("a", {"_sd": [digest(chain[-1])]}))
    refused("80 inside each other", "9", {"_sd": [digest(chain[-1])]}, chain, "sd_malformed")
    accepted("40 inside each other", "4.2.6", {"_sd": [digest(chain[39])]}, chain[:40], _nested(40))


def _nested(count: int) -> Any:
    found: Any = 1
    for _ in range(count):
        found = {"a": found}
    return found


if __name__ == "__main__":
    shapes()
    refusals()
    texts()
    write("sd_jwt.json", CASES)
