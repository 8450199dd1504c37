"""Host names that read as another one: labels of mixed scripts, and labels that only borrow Latin shapes.

Stricter than *Highly Restrictive* of UTS #39 §5.2: Latin stands alone too. A shop whose name is refused can use its
other, plain domain; a customer who trusts the wrong name has no second chance.
"""

from __future__ import annotations

import unicodedata

_ALONE = {
    "LATIN",
    "CYRILLIC",
    "GREEK",
    "ARMENIAN",
    "GEORGIAN",
    "HEBREW",
    "ARABIC",
    "DEVANAGARI",
    "BENGALI",
    "GURMUKHI",
    "GUJARATI",
    "TAMIL",
    "TELUGU",
    "KANNADA",
    "MALAYALAM",
    "SINHALA",
    "THAI",
    "LAO",
    "KHMER",
    "MYANMAR",
    "ETHIOPIC",
    "HANGUL",
    "HIRAGANA",
    "KATAKANA",
    "CJK",
    "BOPOMOFO",
}
"""First words of Unicode names that say the script. Characters of any other name are refused."""
_TOGETHER = (
    frozenset({"CJK", "HIRAGANA", "KATAKANA"}),
    frozenset({"CJK", "HANGUL"}),
    frozenset({"CJK", "BOPOMOFO"}),
)
"""Scripts that one language writes in one word."""
_CATEGORIES = frozenset({"Ll", "Lo", "Lm", "Mn", "Mc"})
_ODD_LATIN = frozenset("ıĸ")
"""Letters that differ from ``i`` and ``k`` by a dot or a pixel."""
_LATIN_SHAPES = frozenset(
    "авгԁеһіїјкӏмопԛрсѕтуѵѡԝхшь"  # Cyrillic
    "αεηικνορτυχωγ"  # Greek
    "աոսօհցյզքլ"  # Armenian
)
"""Letters that pass for a Latin one. A word of these only, under a Latin top-level name, is there to be misread."""


def is_lookalike(labels: list[str]) -> bool:
    """Whether any of a host's lower-case ASCII labels is, decoded, a look-alike or not properly encoded."""
    latin_top = not labels[-1].startswith("xn--")
    return any(label[2:4] == "--" and _misleads(label, latin_top) for label in labels)


def _misleads(label: str, latin_top: bool) -> bool:
    if not label.startswith("xn--"):
        return True  # RFC 5890 §2.3.1 reserves the form, so nobody owns such a name
    try:
        word = label[4:].encode("ascii").decode("punycode")
        again = word.encode("punycode").decode("ascii")
    except ValueError:
        return True
    if again != label[4:] or word.isascii() or unicodedata.normalize("NFKC", word).lower() != word:
        return True
    foreign = [character for character in word if not (character.isascii() and not character.isalpha())]
    scripts = {_script(character) for character in foreign}
    if len(scripts) > 1 and not any(scripts <= family for family in _TOGETHER):
        return True
    return not scripts <= _ALONE or (latin_top and _LATIN_SHAPES.issuperset(foreign))


def _script(character: str) -> str:
    """The script's word in the Unicode name, or nothing for a character that no ordinary name is spelled with."""
    if unicodedata.category(character) not in _CATEGORIES or character in _ODD_LATIN:
        return ""
    word = unicodedata.name(character, "").partition(" ")[0]
    # Phonetic letters, and Latin beyond the alphabets of Europe and Vietnam, are drawn like plain ones.
    if word == "LATIN" and not (character < "ƀ" or character in "ơưșțə" or "ạ" <= character <= "ỹ"):
        return ""
    return "KATAKANA" if word == "KATAKANA-HIRAGANA" else word
