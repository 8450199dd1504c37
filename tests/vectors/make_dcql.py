"""Writes dcql.json: queries, what matches them, and which choices answer them.

Run with ``python -m tests.vectors.make_dcql``.

A case has ``dcql_query``; with ``reason`` it is refused at the member ``where``. Otherwise ``offers`` are matched:
``matches`` holds for each query id the offers that fit, each with the paths to disclose; ``answers`` are sets of query
ids that are an answer, ``no_answers`` sets that are none.
"""

from __future__ import annotations

from typing import Any

from tests.vectors.example_shop import DCQL, VCT, query
from tests.vectors.writing import as_text, path_of

QUERY = "OpenID4VP 1.0 §6"
CREDENTIAL = "OpenID4VP 1.0 §6.1"
SETS = "OpenID4VP 1.0 §6.2"
CLAIMS = "OpenID4VP 1.0 §6.3"
SELECTING = "OpenID4VP 1.0 §6.4"
POINTER = "OpenID4VP 1.0 §7.1"

SIZE = {"clothing.shoe_size": {"value": "43", "system": "EU", "precision": "exact"}}
SPORTS = {"hobbies.sports": {"value": ["running", "chess"], "precision": "exact"}}
LINES = {"lines": [{"name": "a", "n": [1, 2]}, {"name": "b", "n": [3]}], "open": True, "one": 1}


def offer(ref: str, claims: dict[str, Any], **other: Any) -> dict[str, Any]:
    """A credential that could be presented."""
    return {"ref": ref, "format": "dc+sd-jwt", "vct": VCT, "claims": claims, **other}


OFFERS = [offer("size", SIZE), offer("sports", SPORTS)]


def matched(
    name: str, section: str, dcql: dict[str, Any], offers: list[dict[str, Any]], **matches: list[Any]
) -> dict[str, Any]:
    """A case of what fits."""
    case = {"name": name, "reason": None, "section": section, "dcql_query": dcql, "offers": offers}
    return {**case, "matches": matches}


def one(*path: Any, **other: Any) -> dict[str, Any]:
    """A query for one claim in one credential, ``a``."""
    claim = {"path": list(path), **other}
    return {"credentials": [query("a", claims=[claim])]}


def chosen(
    name: str, section: str, dcql: dict[str, Any], answers: list[list[str]], no_answers: list[list[str]]
) -> dict[str, Any]:
    """A case of which choices are an answer."""
    case = {"name": name, "reason": None, "section": section, "dcql_query": dcql}
    return {**case, "answers": answers, "no_answers": no_answers}


def refused(name: str, where: str, section: str, dcql: object) -> dict[str, Any]:
    """A case of a query that is refused."""
    return {"name": name, "reason": "dcql_malformed", "where": where, "section": section, "dcql_query": dcql}


def sets(*found: Any) -> dict[str, Any]:
    """Three queries under these sets."""
    return {"credentials": [query(each, f"k.{each}") for each in "abc"], "credential_sets": list(found)}


def matching() -> list[dict[str, Any]]:
    """What fits which query."""
    size, sports = ["size", [["clothing.shoe_size"]]], ["sports", [["hobbies.sports"]]]
    ids = [{"id": "x", "path": ["open"]}, {"id": "y", "path": ["none"]}, {"id": "z", "path": ["one"]}]
    lines = [offer("lines", LINES)]
    both = query("a", claims=[{"path": ["open"]}, {"path": ["none"]}])
    value = ("clothing.shoe_size", "value")
    return [
        matched("one item a query", SELECTING, DCQL, OFFERS, shoe_size=[size], sports=[sports]),
        matched("nothing fits", SELECTING, DCQL, [], shoe_size=[], sports=[]),
        matched("expected value", CLAIMS, one(*value, values=["42", "43"]), OFFERS, a=[["size", [list(value)]]]),
        matched("other value", CLAIMS, one(*value, values=["42"]), OFFERS, a=[]),
        matched("value of another type", CLAIMS, one(*value, values=[43]), OFFERS, a=[]),
        matched("true is not one", CLAIMS, one("open", values=[1]), lines, a=[]),
        matched("true is true", CLAIMS, one("open", values=[True]), lines, a=[["lines", [["open"]]]]),
        matched("a list is no value", CLAIMS, one("hobbies.sports", "value", values=["chess"]), OFFERS, a=[]),
        matched("one of a list", CLAIMS, one("hobbies.sports", "value", None, values=["chess"]), OFFERS,
                a=[["sports", [["hobbies.sports", "value", None]]]]),
        matched("element of an array", POINTER, one("lines", 1, "name", values=["b"]), lines,
                a=[["lines", [["lines", 1, "name"]]]]),
        matched("past the end of an array", POINTER, one("lines", 2), lines, a=[]),
        matched("in any element", POINTER, one("lines", None, "n", 1, values=[2]), lines,
                a=[["lines", [["lines", None, "n", 1]]]]),
        matched("name in an array", POINTER, one("lines", "name"), lines, a=[]),
        matched("index in an object", POINTER, one(0), lines, a=[]),
        matched("all of an object", POINTER, one(None), lines, a=[]),
        matched("all claims or none", SELECTING, {"credentials": [both]}, lines, a=[]),
        matched("first claim set that fits", SELECTING,
                {"credentials": [query("a", claims=ids, claim_sets=[["x", "y"], ["z"], ["x"]])]}, lines,
                a=[["lines", [["one"]]]]),
        matched("no claim set fits", SELECTING,
                {"credentials": [query("a", claims=ids, claim_sets=[["y"], ["x", "y"]])]}, lines, a=[]),
        matched("no claims asked", SELECTING, {"credentials": [query("a", claims=None)]}, OFFERS,
                a=[["size", []], ["sports", []]]),
        matched("any type", CREDENTIAL, {"credentials": [query("a", "open", meta={})]},
                [offer("other", LINES, vct="https://other.example")], a=[["other", [["open"]]]]),
        matched("other type", "OpenID4VP 1.0 B.3.5", one("open"),
                [offer("other", LINES, vct="https://other.example")], a=[]),
        matched("other format", CREDENTIAL, {"credentials": [query("a", "open", format="mso_mdoc", meta={})]},
                lines, a=[]),
        matched("trusted authorities", CREDENTIAL,
                {"credentials": [query("a", "open", trusted_authorities=[{"type": "aki", "values": ["x"]}])]},
                lines, a=[]),
        matched("unknown members", QUERY, {**one("open"), "more": [{}]}, lines, a=[["lines", [["open"]]]]),
        matched("several fit", CREDENTIAL, one("open", more=1), [*lines, offer("again", LINES)],
                a=[["lines", [["open"]]], ["again", [["open"]]]]),
    ]  # fmt: skip


def choosing() -> list[dict[str, Any]]:
    """Which choices answer."""
    required = {"options": [["a", "b"]], "required": True}
    optional = {"options": [["c"]], "required": False}
    either = {"options": [["a", "b"], ["c"]]}
    pair = {"options": [["a", "b"]], "required": False}
    return [
        chosen("without sets all or nothing", SELECTING, {"credentials": sets()["credentials"]},
               [["a", "b", "c"]], [[], ["a"], ["a", "b"], ["a", "b", "c", "d"]]),
        chosen("required and optional", SELECTING, sets(required, optional),
               [["a", "b"], ["a", "b", "c"]], [[], ["c"], ["a"], ["a", "c"], ["x"]]),
        chosen("all optional", SELECTING, sets(*({"options": [[each]], "required": False} for each in "abc")),
               [["a"], ["b", "c"], ["a", "b", "c"]], [[]]),
        chosen("alternatives", SETS, sets(either), [["c"], ["a", "b"], ["a", "b", "c"]], [["a"], ["a", "c"], []]),
        chosen("half of an optional pair", SETS, sets(pair, optional), [["c"], ["a", "b"]], [["a"], ["a", "c"]]),
        chosen("in no set, so not asked", SELECTING, sets(optional), [["c"]], [["a"], ["a", "c"]]),
    ]  # fmt: skip


def refusing() -> list[dict[str, Any]]:
    """Queries that are none."""
    good = query("a", "k.a")
    named = [{"id": "x", "path": ["a"]}, {"id": "y", "path": ["b"]}]

    def credential(**other: Any) -> dict[str, Any]:
        return {"credentials": [{name: each for name, each in {**good, **other}.items() if each != "absent"}]}

    return [
        refused("not an object", "dcql_query", QUERY, []),
        refused("no credentials", "credentials", QUERY, {}),
        refused("empty credentials", "credentials", QUERY, {"credentials": []}),
        refused("too many credentials", "credentials", QUERY,
                {"credentials": [query(f"a{each}", "k.a") for each in range(21)]}),
        refused("credential is text", "credentials", CREDENTIAL, {"credentials": ["a"]}),
        refused("same id twice", "credentials.id", CREDENTIAL, {"credentials": [good, good]}),
        refused("no id", "credentials.id", CREDENTIAL, credential(id="absent")),
        refused("empty id", "credentials.id", CREDENTIAL, credential(id="")),
        refused("key as id", "credentials.id", CREDENTIAL, credential(id="clothing.shoe_size")),
        refused("id with a line break", "credentials.id", CREDENTIAL, credential(id="a\n")),
        refused("long id", "credentials.id", CREDENTIAL, credential(id="a" * 65)),
        refused("no format", "format", CREDENTIAL, credential(format="absent")),
        refused("empty format", "format", CREDENTIAL, credential(format="")),
        refused("no meta", "meta", CREDENTIAL, credential(meta="absent")),
        refused("no types in meta", "vct_values", "OpenID4VP 1.0 B.3.5", credential(meta={"vct": "x"})),
        refused("empty types", "vct_values", "OpenID4VP 1.0 B.3.5", credential(meta={"vct_values": []})),
        refused("type is a number", "vct_values", "OpenID4VP 1.0 B.3.5", credential(meta={"vct_values": [1]})),
        refused("multiple is text", "multiple", CREDENTIAL, credential(multiple="false")),
        refused("holder binding is a number", "require_cryptographic_holder_binding", CREDENTIAL,
                credential(require_cryptographic_holder_binding=0)),
        refused("empty authorities", "trusted_authorities", CREDENTIAL, credential(trusted_authorities=[])),
        refused("empty claims", "claims", CREDENTIAL, credential(claims=[])),
        refused("claims is an object", "claims", CREDENTIAL, credential(claims={})),
        refused("claim is text", "claims", CLAIMS, credential(claims=["a"])),
        refused("too many claims", "claims", CLAIMS, credential(claims=[{"path": ["a"]}] * 51)),
        refused("no path", "path", CLAIMS, credential(claims=[{}])),
        refused("empty path", "path", POINTER, credential(claims=[{"path": []}])),
        refused("path is text", "path", POINTER, credential(claims=[{"path": "a"}])),
        refused("long path", "path", POINTER, credential(claims=[{"path": ["a"] * 9}])),
        refused("negative index", "path", POINTER, credential(claims=[{"path": ["a", -1]}])),
        refused("huge index", "path", POINTER, credential(claims=[{"path": ["a", 1001]}])),
        refused("true as index", "path", POINTER, credential(claims=[{"path": ["a", True]}])),
        refused("object in a path", "path", POINTER, credential(claims=[{"path": [{}]}])),
        refused("empty values", "values", CLAIMS, credential(claims=[{"path": ["a"], "values": []}])),
        refused("null as value", "values", CLAIMS, credential(claims=[{"path": ["a"], "values": [None]}])),
        refused("object as value", "values", CLAIMS, credential(claims=[{"path": ["a"], "values": [{}]}])),
        refused("claim id with a dot", "claims.id", CLAIMS, credential(claims=[{"path": ["a"], "id": "a.b"}])),
        refused("same claim id twice", "claims.id", CLAIMS, credential(claims=[named[0], named[0]])),
        refused("claim sets without claims", "claim_sets", SELECTING, credential(claims="absent", claim_sets=[["x"]])),
        refused("claim sets, claim without id", "claim_sets", CLAIMS,
                credential(claims=[{"path": ["a"]}], claim_sets=[["x"]])),
        refused("empty claim sets", "claim_sets", CREDENTIAL, credential(claims=named, claim_sets=[])),
        refused("empty claim set", "claim_sets", CREDENTIAL, credential(claims=named, claim_sets=[[]])),
        refused("unknown claim in a set", "claim_sets", CREDENTIAL, credential(claims=named, claim_sets=[["w"]])),
        refused("empty credential sets", "credential_sets", QUERY, sets()),
        refused("credential set is text", "credential_sets", SETS, sets("a")),
        refused("no options", "options", SETS, sets({"required": True})),
        refused("empty options", "options", SETS, sets({"options": []})),
        refused("empty option", "options", SETS, sets({"options": [["a"], []]})),
        refused("option is text", "options", SETS, sets({"options": ["a"]})),
        refused("unknown id in an option", "options", SETS, sets({"options": [["d"]]})),
        refused("same id twice in an option", "options", SETS, sets({"options": [["a", "a"]]})),
        refused("required is text", "required", SETS, sets({"options": [["a"]], "required": "no"})),
    ]  # fmt: skip


def cases() -> list[dict[str, Any]]:
    """All of them."""
    return [*matching(), *choosing(), *refusing()]


if __name__ == "__main__":
    path_of("dcql").write_text(as_text(cases()), encoding="utf-8")
