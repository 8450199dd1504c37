import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vault.core.value import Json
from vault.storage.canonical import canonical

names = st.text(st.characters(max_codepoint=127), max_size=6)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)


@settings(deadline=None)
@given(values)
def test_canonical_json_reads_back_and_has_one_spelling(value: Json) -> None:
    spelled = canonical(value)
    assert json.loads(spelled) == value
    assert canonical(json.loads(spelled)) == spelled


def test_the_spelling_of_rfc_8785() -> None:
    # RFC 8785 §3.2.2.2 and §3.2.3, without its fractions
    value: Json = {"b": '\u20ac$\u000f\nA\'"\\\\"/', "a": [True, None, -0, 2**53], "B": "\u007f"}
    assert canonical(value) == (
        b'{"B":"\x7f","a":[true,null,0,9007199254740992],"b":"\xe2\x82\xac$\\u000f\\nA\'\\"\\\\\\\\\\"/"}'
    )


@pytest.mark.parametrize(
    "value", [1.5, {"a": [float("nan")]}, {"\u00e9": 1}, {1: 2}, 2**53 + 1, b"bytes", (1, 2), "\ud800"]
)
def test_what_has_no_exact_spelling_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        canonical(value)  # type: ignore[arg-type]  # wrong on purpose
