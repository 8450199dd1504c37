"""What the demo shop says of its shoes and of what was shared, in the customer's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vault import bundled
from vault.core.catalogue import Catalogue
from vault.core.sentences import Sentences, parse_sentences
from vault.core.value import Precision, Value
from vault.core.wording import describe, in_language
from vault.demo.for_you import FEET, MATERIALS, PRICE, SIZE, SPORTS, WIDTH, Shared, kind_to_feet, sizes_in_stock
from vault.demo.shoes import Shoe


@dataclass(frozen=True)
class Words:
    """The shop's own sentences in one language. Dates are written as the program writes them."""

    own: Sentences
    program: Sentences

    @property
    def language(self) -> str:
        """``en`` or ``nl``."""
        return self.own.language

    def text(self, group: str, code: str, **facts: str | int) -> str:
        """The sentence for ``code``, as :meth:`Sentences.say`."""
        return self.own.say(group, code, **facts)


def read_words(language: str) -> Words:
    """Both files of one language."""
    own, program = (
        parse_sentences(language, bundled.read(f"{folder}/{language}.json")) for folder in ("demo", "messages")
    )
    return Words(own, program)


def because(shared: Shared, catalogue: Catalogue, words: Words) -> list[str]:
    """One short reason for each thing shared: ``shoe size 43``, ``likes: running``, ``wide fit``, ``no leather``."""
    return [each for key, value in shared.items() for each in _reasons(key, value, catalogue, words)]


def _reasons(key: str, value: Value, catalogue: Catalogue, words: Words) -> list[str]:
    language, said = words.language, describe(catalogue.entry(key), value, words.language)
    coarse = value.precision is Precision.CATEGORY
    if key == SIZE:
        if coarse:
            return [words.text("chips", f"size_{value.value}")]
        return [words.text("chips", "size", value=said.removeprefix("EU "))]
    if key == SPORTS:
        first, *rest = said.split(", ")
        return [words.text("chips", "more" if rest else "likes", value=_lower(first), count=len(rest))]
    if key == WIDTH:
        return [words.text("chips", f"width_{value.value}") if coarse else _lower(said)]
    if key == MATERIALS and isinstance(value.value, tuple):
        options = [catalogue.entry(key).option(word) for word in value.value]
        return [_lower(in_language(option.label, language)) for option in options if option is not None]
    return [words.text("chips", "feet")] if key == FEET else [said]


def in_words(shared: Shared, catalogue: Catalogue, words: Words) -> str:
    """The same as one line below the title: ``in EU 43, wide, without leather``."""
    parts = []
    for key, value in shared.items():
        said = describe(catalogue.entry(key), value, words.language)
        coarse = value.precision is Precision.CATEGORY
        if key == SIZE:
            parts.append(words.text("in_words", f"size_{value.value}" if coarse else "size", value=said))
        elif key == SPORTS:
            parts.append(words.text("in_words", "sports"))
        elif key == WIDTH:
            parts.append(words.text("in_words", f"width_{value.value}") if coarse else _lower(said))
        elif key == MATERIALS and isinstance(value.value, tuple):
            names = [words.text("materials", word) for word in value.value]
            parts.append(words.text("in_words", "without", material=", ".join(names)))
        elif key == PRICE:
            parts.append(words.text("in_words", "price", value=said))
    return ", ".join(parts)


def card_line(shoe: Shoe, shared: Shared, catalogue: Catalogue, words: Words) -> str:
    """What stands below a shoe: its sizes, or of what was shared only that: ``Wide, EU 43 in stock``."""
    parts = []
    if WIDTH in shared:
        said = in_words({WIDTH: shared[WIDTH]}, catalogue, words)
        parts.append(said)
    size = shared.get(SIZE)
    if size is not None and size.precision is not Precision.CATEGORY:
        parts.append(_stock(shoe, sizes_in_stock(shoe, size, catalogue), words))
    else:
        parts.append(words.text("list", "sizes", first=shoe.sizes[0], last=shoe.sizes[-1]))
    if FEET in shared and kind_to_feet(shoe, shared[FEET], catalogue):
        parts += [words.text("feet", each) for each in shoe.feet]
    line = ", ".join(parts)
    return line[0].upper() + line[1:]


def _stock(shoe: Shoe, sizes: Sequence[str], words: Words) -> str:
    if len(sizes) > 1:
        return words.text("list", "sizes_in_stock", first=sizes[0], last=sizes[-1])
    left = shoe.last.get(sizes[0])
    if left is not None:
        return words.text("list", "last_one" if left == 1 else "last", size=sizes[0], count=left)
    return words.text("list", "in_stock", size=sizes[0])


def drawing_title(shoe: Shoe, words: Words) -> str:
    """What a drawing shows, for who does not see it."""
    first, second = (words.text("colours", name) for name in shoe.palette.names)
    return words.text("list", "drawing", kind=kind_of(shoe, words), first=first, second=second)


def kind_of(shoe: Shoe, words: Words) -> str:
    """``Road running shoe``."""
    kind = words.text("kinds", shoe.kind.id)
    return kind[0].upper() + kind[1:]


def _lower(label: str) -> str:
    """A label within a sentence: ``No PVC`` is ``no PVC``."""
    return label[:1].lower() + label[1:]
