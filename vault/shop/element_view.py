"""What stands in the dialog of the web element, as trees that it builds without knowing what they say.

A tree is ``[tag, attributes, *inside]``, inside of which are texts and trees. ``data-do`` on a button and
``data-submit`` on a form name what the element does; ``name``, ``data-as`` and ``data-same`` say which member of which
answer a control is, and an option's value is a value object as JSON. Nothing of it is markup that had to be escaped.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vault.core.catalogue import Type
from vault.core.strict_json import dumps
from vault.core.value import MAX_CHOICES, MAX_TEXT, Json, Value
from vault.core.wording import describe, in_language
from vault.openid4vp.qr_code import QUIET, qr_squares
from vault.shop.element_code import CODE_CHARS
from vault.shop.element_questions import Question
from vault.shop.requests import CreatedRequest

Say = Mapping[str, str]
"""The sentences of the element in one language, by code."""
_SIGN = {"EUR": "€"}


def states(made: CreatedRequest, say: Say) -> dict[str, Json]:
    """For each state of a request what is said and, if it is another than before, what is shown."""
    again: list[Json] = [_button("begin", say["again"])]
    shown: dict[str, list[Json]] = {
        "waiting": _ways(made, say),
        "answered": [_carry(say), *again],
        "shared": [_button("reload", say["show"])],
        "declined": [],
        "ended": again,
        "used": [_button("reload", say["show"]), _button("save", say["save"], "plain"), _hint(say["save_how"])],
    }
    return {state: {"say": say[state], "show": show} for state, show in shown.items()}


def questions_form(asked: Sequence[Question], left_out: int, say: Say, language: str) -> list[Json]:
    """The questions, with what can be done with the answers."""
    left: list[Json] = [_hint(say["left_out"].format(count=left_out))] if left_out else []
    form: list[Json] = [
        "form",
        {"data-submit": "answer", "novalidate": "", "autocomplete": "off"},
        *[_question(each, say, language) for each in asked],
        *left,
        ["button", {"class": "act main", "part": "main"}, say["use"]],
        _button("save", say["save"], "plain"),
        _hint(say["save_how"]),
        _button("ways", say["back"], "plain"),
    ]
    return [["p", {}, say["here_lead"]], form]


def _ways(made: CreatedRequest, say: Say) -> list[Json]:
    link: dict[str, Json] = {"class": "act main", "part": "main", "href": made.link}
    return [
        ["p", {}, say["lead"]],
        ["a", link, say["open"]],
        ["p", {}, say["compare"]],
        ["p", {"class": "code", "part": "code"}, made.code],
        ["p", {}, ["a", {"href": made.preference_vault_link}, say["other"]]],
        ["details", {}, ["summary", {}, say["device"]], ["p", {}, say["device_how"]], *_square(made.link, say["qr"])],
        _button("questions", say["here"], "plain"),
    ]


def _carry(say: Say) -> Json:
    """Where the code of :mod:`vault.shop.element_code` is typed."""
    typed = {"id": "q-code", "required": "", "maxlength": str(CODE_CHARS), "autocomplete": "off", "part": "field"}
    label: Json = ["label", {"class": "name", "for": "q-code"}, say["carry_label"]]
    wrong: Json = ["div", {"id": "wrong-code", "class": "wrong"}]
    button: Json = ["button", {"class": "act main", "part": "main"}, say["carry_button"]]
    field: Json = ["input", {**typed, "aria-describedby": "wrong-code"}]
    return ["form", {"data-submit": "bring"}, ["p", {}, say["carry"]], label, field, wrong, button]


def _square(link: str, name: str) -> list[Json]:
    """The QR code, with its white edge. None for a link that no code can hold, which the other ways lead to as well."""
    rows = qr_squares(link)
    if rows is None:
        return []
    edge = str(len(rows) + 2 * QUIET)
    dark = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z" for y, row in enumerate(rows) for x, each in enumerate(row) if each
    )
    box = {"viewBox": f"0 0 {edge} {edge}", "role": "img", "aria-label": name, "part": "qr"}
    ground: Json = ["rect", {"width": edge, "height": edge, "fill": "#fff"}]
    return [["svg", {**box, "shape-rendering": "crispEdges"}, ground, ["path", {"d": dark, "fill": "#000"}]]]


def _question(question: Question, say: Say, language: str) -> Json:
    item, entry = question.item, question.entry
    unit = _SIGN.get(entry.unit or "", entry.unit)
    several = bool(question.options) or entry.type is Type.RANGE
    about: dict[str, Json] = {"id": f"q-{item.id}", "aria-describedby": f"why-{item.id} wrong-{item.id}"}
    reason = in_language(item.reason, language)
    if len(question.options) > MAX_CHOICES:
        reason = f"{reason} {say['most'].format(count=MAX_CHOICES)}"
    label = in_language(entry.label, language)
    title = f"{label} ({unit})" if unit and not question.groups else label
    return [
        "fieldset" if several else "div",
        {"class": "question", "part": "question", **(about if several else {})},
        ["legend" if several else "label", {"class": "name", **({} if several else {"for": f"q-{item.id}"})}, title],
        ["div", {"class": "quiet", "id": f"why-{item.id}"}, reason],
        _control(question, about, say, language),
        ["div", {"class": "wrong", "id": f"wrong-{item.id}"}],
    ]


def _control(question: Question, about: Mapping[str, Json], say: Say, language: str) -> Json:
    entry = question.entry
    named: dict[str, Json] = {"name": question.item.id, "data-same": dumps(dict(question.same)).decode()}
    if question.groups:
        groups = [_group(question, name, values, language) for name, values in question.groups]
        chosen = [option for group in groups for option in group]
        return ["select", {**about, **named, "part": "field"}, ["option", {"value": ""}, say["none"]], *chosen]
    if question.options:
        ticks: list[Json] = [
            ["label", {}, ["input", {**named, "type": "checkbox", "value": each}], in_language(label, language)]
            for each, label in question.options
        ]
        return ["div", {"class": "options"}, *ticks]
    if entry.type is Type.TEXT:
        return ["input", {**about, **named, "data-as": "value", "maxlength": str(MAX_TEXT), "part": "field"}]
    number = {**named, "type": "number", "step": question.step or "any", "part": "field"}
    number |= {name: each for name, each in (("min", entry.low), ("max", entry.high)) if each is not None}
    if entry.type is Type.NUMBER:
        return ["input", {**about, **number, "data-as": "value"}]
    ends: list[Json] = [
        ["label", {}, say[word], ["input", {**number, "data-as": member}]]
        for word, member in (("from", "min"), ("to", "max"))
    ]
    return ["div", {"class": "row"}, *ends]


def _group(question: Question, name: str, values: Sequence[Value], language: str) -> list[Json]:
    options: list[Json] = [
        ["option", {"value": dumps(value.to_json()).decode()}, _words(question, value, language)] for value in values
    ]
    return [["optgroup", {"label": name}, *options]] if name else options


def _words(question: Question, value: Value, language: str) -> str:
    """The name of a size system is the group's."""
    return describe(question.entry, value, language).removeprefix(f"{value.system} ")


def _button(does: str, text: str, kind: str = "main") -> Json:
    return ["button", {"type": "button", "class": f"act {kind}", "part": kind, "data-do": does}, text]


def _hint(text: str) -> Json:
    return ["p", {"class": "quiet"}, text]
