from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.shop.example import POLICY_FILE
from vault.shop.advice.settings_text import settings_text

TEXTS = st.text(st.characters(codec="utf-8"))
VALUES = st.one_of(TEXTS, st.booleans(), st.integers(0, 10**6), st.lists(TEXTS), st.fixed_dictionaries({"en": TEXTS}))
TABLE = st.dictionaries(st.from_regex(r"[a-z_]{1,9}", fullmatch=True), VALUES)


@given(
    st.fixed_dictionaries(
        dict.fromkeys(("shop", "controller", "keys", "terms"), TABLE),
        optional=dict.fromkeys(("items", "recipients", "transfers"), st.lists(TABLE, min_size=1)),
    )
)
def test_what_is_written_is_read_again(settings: dict[str, object]) -> None:
    assert tomllib.loads(settings_text(settings)) == settings


def test_a_real_file_comes_through() -> None:
    settings = tomllib.loads(POLICY_FILE.read_text("utf-8"))
    text = settings_text(settings, ("First line", "Second line"))
    assert text.startswith("# First line\n# Second line\n\n[shop]\n")
    assert tomllib.loads(text) == settings
