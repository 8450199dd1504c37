"""What the shipped catalogue must hold beyond its format: enough of it, both languages, honest levels, no padding."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Any

import jsonschema
import pytest

from tests.unit.core.catalogue_values import shipped
from vault import bundled
from vault.core.catalogue import Entry, SizeTable, Type, parse
from vault.core.errors import PolicyError
from vault.core.sensitivity import Level
from vault.core.value import Precision

TOPICS = ["clothing", "food", "home", "media", "beauty", "contact", "making", "health", "money", "family"]
FILES = {"index": "index", "sizes": "sizes"} | dict.fromkeys(TOPICS, "topic")


def _keys(names: str) -> list[str]:
    return names.split()


STARTERS = _keys("""
clothing.shoe_size clothing.shoe_width clothing.trouser_length clothing.sleeve_length clothing.fit
clothing.colours_worn clothing.colours_avoided clothing.fabrics_liked clothing.ring_size clothing.glove_size
home.style home.colours home.mattress_size home.lamp_fitting home.outdoor_space home.pet home.printer_model
food.coffee_system food.eats media.phone_model media.bike_frame_size media.novel_genres media.reading_language
media.reading_form media.game_platform media.players media.sports media.crafts media.instrument contact.delivery
making.less_packaging making.repairable making.second_hand making.energy_label
""")
PERSONAL = _keys("""
clothing.top_size clothing.trouser_size clothing.price_per_pair clothing.materials_avoided food.cuisines
food.vegetarian food.wine_price media.outing_price contact.email contact.phone contact.paper contact.topics
""")
SEALED = _keys("""
health.halal health.kosher health.no_pork health.no_alcohol health.diabetes health.gluten_free health.allergies
health.vegan health.maternity health.foot_health health.body_height health.body_measurements health.plus_size
health.intimate health.faith health.politics health.orientation beauty.skin_tone beauty.hair_texture
making.union_made making.boycotts
""")
OPPOSITES = {("clothing.colours_worn", "clothing.colours_avoided")}
"""The same options on purpose: what is worn says nothing about what is avoided."""


def _raw(name: str) -> Any:
    return json.loads(bundled.read(f"catalogue/{name}.json"))


def _texts(found: object) -> Iterator[dict[str, str]]:
    """Every text for people in a file, wherever it is."""
    if isinstance(found, dict):
        if "en" in found or "nl" in found:
            yield found
        else:
            for member in found.values():
                yield from _texts(member)
    elif isinstance(found, list):
        for member in found:
            yield from _texts(member)


def _entries(*types: Type) -> list[Entry]:
    return [entry for entry in shipped().entries.values() if not types or entry.type in types]


def _tables() -> dict[str, SizeTable]:
    return {entry.table.id: entry.table for entry in _entries(Type.SIZE) if entry.table is not None}


@pytest.mark.parametrize("name", FILES)
def test_each_file_follows_the_schema(name: str) -> None:
    schema = json.loads(bundled.read("schema/catalogue.schema.json"))
    jsonschema.Draft202012Validator.check_schema(schema)
    kind = {"$ref": f"#/$defs/{FILES[name]}", "$defs": schema["$defs"]}
    for followed in (schema, kind):
        problems = jsonschema.Draft202012Validator(followed).iter_errors(_raw(name))
        assert [f"{problem.json_path}: {problem.message}" for problem in problems] == []


@pytest.mark.parametrize(
    "change",
    [
        {"colour": "red"},
        {"level": "secret"},
        {"ladder": ["range", "exact"]},
        {"key": "Clothing.Fit"},
        {"label": {"en": "Fit"}},
        {"page": "advertisement"},
        {"purposes": {}},
        {"purposes": {"dpv:ServicePersonalisation": "closed"}},
        {"options": None},
        {"unit": "cm"},
        {"table": "shoe"},
        {"type": "number"},
        {"identifiers": {"gtin": "1"}},
    ],
)
def test_the_schema_refuses(change: dict[str, object]) -> None:
    schema = json.loads(bundled.read("schema/catalogue.schema.json"))
    preference = next(each for each in _raw("clothing")["preferences"] if each["key"] == "clothing.fit")
    validator = jsonschema.Draft202012Validator(
        {"$ref": "#/$defs/preference", "$defs": schema["$defs"]},
    )
    assert validator.is_valid(preference)
    changed = {name: member for name, member in (preference | change).items() if member is not None}
    assert not validator.is_valid(changed)


def test_ten_topics_in_their_order_and_at_least_120_preferences() -> None:
    assert [topic.id for topic in shipped().topics] == TOPICS
    assert [topic.id for topic in shipped().topics if topic.sealed] == ["health", "money", "family"]
    assert len(shipped().entries) >= 120
    for topic in TOPICS:
        assert len([entry for entry in _entries() if entry.topic == topic]) >= 5


def test_a_key_starts_with_its_topic() -> None:
    for entry in _entries():
        assert entry.key.partition(".")[0] == entry.topic


def test_every_text_is_there_in_both_languages_and_is_not_a_copy() -> None:
    copied = 0
    for name in FILES:
        for text in _texts(_raw(name)):
            assert set(text) == {"en", "nl"}
            assert all(words.strip() == words and words for words in text.values())
    for entry in _entries():
        assert entry.help["en"] != entry.help["nl"]
        copied += entry.label["en"] == entry.label["nl"]
    assert copied <= 2  # a word like "halal" is the same in both


@pytest.mark.parametrize("language", ["en", "nl"])
def test_no_label_stands_for_two_preferences(language: str) -> None:
    for texts in ([entry.label for entry in _entries()], [entry.help for entry in _entries()]):
        counted = Counter(text[language].lower() for text in texts)
        assert [words for words, times in counted.items() if times > 1] == []


def test_no_two_preferences_differ_by_a_noun_only() -> None:
    """Neither one word of the label in both languages, nor the same question with another heading."""

    def one_word_apart(first: str, second: str) -> bool:
        pairs = list(zip(first.lower().split(), second.lower().split(), strict=False))
        same_length = len(first.split()) == len(second.split()) == len(pairs) > 1
        return same_length and sum(one != other for one, other in pairs) == 1

    def asked(entry: Entry) -> object:
        return entry.table or frozenset(option.id for option in entry.options)

    for first, second in combinations(_entries(), 2):
        assert not all(one_word_apart(first.label[each], second.label[each]) for each in ("en", "nl")), first.key
        if (first.key, second.key) not in OPPOSITES and first.type is not Type.SCALE and asked(first):
            assert asked(first) != asked(second), f"{first.key} {second.key}"


@pytest.mark.parametrize("key", STARTERS)
def test_everyday_preferences_that_shops_start_with(key: str) -> None:
    assert shipped().entry(key).level is Level.EVERYDAY


@pytest.mark.parametrize("key", PERSONAL)
def test_personal_preferences(key: str) -> None:
    assert shipped().entry(key).level is Level.PERSONAL


@pytest.mark.parametrize("key", SEALED)
def test_sealed_preferences(key: str) -> None:
    assert shipped().entry(key).level is Level.SEALED


def test_all_of_a_sealed_topic_is_sealed() -> None:
    sealed = {topic.id for topic in shipped().topics if topic.sealed}
    for entry in _entries():
        assert entry.topic not in sealed or entry.level is Level.SEALED


def test_contact_wishes_are_personal_except_how_a_parcel_and_a_letter_look() -> None:
    everyday = {entry.key for entry in _entries() if entry.topic == "contact" and entry.level is Level.EVERYDAY}
    assert everyday == {"contact.delivery", "contact.address_form", "contact.receipt", "contact.gift_wrap"}


def test_an_answer_that_tells_more_raises_the_level_and_its_category_does_not_tell() -> None:
    raised = {(entry.key, option.id): option.level for entry in _entries() for option in entry.options if option.level}
    for found in ("erotic", "religious"):
        assert raised["media.novel_genres", found] is Level.SEALED
    for (key, option_id), level in raised.items():
        entry = shipped().entry(key)
        assert level > entry.level
        option = entry.option(option_id)
        assert option is not None
        others = [other for other in entry.options if other.category == option.category and other.level is None]
        assert option.category is None or len(others) >= 2


def test_every_purpose_is_listed_and_none_that_is_refused_is_used() -> None:
    purposes = shipped().purposes
    used = {purpose for entry in _entries() for purpose in entry.purposes}
    assert used == {purpose.id for purpose in purposes.values() if not purpose.refused}
    refused = {purpose.id for purpose in purposes.values() if purpose.refused}
    for name in (
        *("Marketing", "DirectMarketing", "Advertising", "PersonalisedAdvertising", "TargetedAdvertising"),
        *("SocialMediaMarketing", "SellDataToThirdParties", "SellInsightsFromData", "CustomerSolvencyMonitoring"),
        *("PersonalisedBenefits", "ServiceAccessDetermination", "PoliticalCampaign"),
    ):
        assert f"dpv:{name}" in refused


def test_nothing_about_where_someone_is_what_they_browse_or_how_to_push() -> None:
    for entry in _entries():
        for word in ("location", "address", "postcode", "browsing", "visited", "push", "birth", "name"):
            assert word not in entry.key.partition(".")[2].split("_") or entry.key == "contact.address_form"


def test_only_contact_wishes_can_be_an_objection() -> None:
    objecting = {entry.key for entry in _entries() if entry.objection}
    assert {key.partition(".")[0] for key in objecting} == {"contact"}
    assert objecting >= {"contact.email", "contact.phone", "contact.paper"}


def test_each_answer_can_be_typed_in_one_way_only() -> None:
    """No word, in whatever language, stands for two options; a comma separates answers, so none holds one."""
    for entry in _entries(Type.CHOICE, Type.CHOICES, Type.SCALE):
        known: dict[str, str] = {}
        for option in entry.options:
            for word in {option.id, *(label.lower() for label in option.label.values())}:
                assert known.setdefault(word, option.id) == option.id, f"{entry.key} {word}"
                assert entry.type is not Type.CHOICES or "," not in word, f"{entry.key} {word}"


def test_scales_run_from_1_to_5() -> None:
    for entry in _entries(Type.SCALE):
        assert [option.id for option in entry.options] == ["1", "2", "3", "4", "5"]
        assert [category.id for category in entry.categories] == ["low", "high"]


def test_a_coarser_step_never_has_room_for_one_answer_only() -> None:
    """A group or category with one thing in it would be the exact answer under another name."""
    for entry in _entries(Type.CHOICE, Type.CHOICES, Type.SCALE):
        if Precision.CATEGORY in entry.ladder:
            counted = Counter(option.category for option in entry.options)
            assert set(counted) == {category.id for category in entry.categories}, entry.key
            assert min(counted.values()) > 1, entry.key
        assert all(len(group) > 1 for group in entry.groups), entry.key
    for table in _tables().values():
        for first, last in table.groups:
            counted = Counter(system for row in table.rows[first : last + 1] for system in row)
            assert 1 not in counted.values(), f"{table.id} {table.rows[first]}"
    for entry in _entries(Type.YES_NO, Type.TEXT):
        assert entry.ladder == (Precision.EXACT,), entry.key


@pytest.mark.parametrize("key", ["food.coffee_strength", "clothing.shoe_width"])
def test_a_catalogue_whose_category_holds_one_answer_is_damaged(key: str) -> None:
    index, topics, sizes = bundled.catalogue_files()
    changed = []
    for topic in map(json.loads, topics):
        for preference in topic["preferences"]:
            if preference["key"] == key:
                preference["categories"].append({"id": "alone", "label": {"en": "Alone", "nl": "Alleen"}})
                preference["options"][2]["category"] = "alone"
        changed.append(json.dumps(topic).encode())
    with pytest.raises(PolicyError, match="catalogue_damaged") as damaged:
        parse(index, changed, sizes)
    assert damaged.value.facts["where"] == key


def test_categories_of_a_number_follow_on_from_each_other_and_hold_whole_groups() -> None:
    for entry in _entries(Type.NUMBER):
        if Precision.CATEGORY not in entry.ladder:
            continue
        spans = [(Decimal(each.low or "NaN"), Decimal(each.high or "NaN")) for each in entry.categories]
        assert spans[0][0] == Decimal(entry.low or "NaN")
        assert spans[-1][1] > Decimal(entry.high or "NaN")
        assert all(before[1] == after[0] for before, after in pairwise(spans))
        if entry.bin is not None:
            assert all(edge % Decimal(entry.bin) == 0 for span in spans for edge in span)


def test_steps_of_numbers_fit_in_their_groups() -> None:
    for entry in _entries(Type.NUMBER, Type.RANGE):
        low, high, step = (Decimal(each or "NaN") for each in (entry.low, entry.high, entry.step))
        assert low % step == 0
        assert high % step == 0
        if entry.bin is not None:
            assert Decimal(entry.bin) % step == 0
            assert Decimal(entry.bin) > step
            # a highest number that starts a group would stand in it alone
            assert entry.type is Type.RANGE or high % Decimal(entry.bin) != 0


@pytest.mark.parametrize("table_id", sorted(_tables()))
def test_size_tables_hold_together(table_id: str) -> None:
    table = _tables()[table_id]
    for system in table.systems:
        sizes = [row[system] for row in table.rows if system in row]
        assert len(sizes) == len(set(sizes)), system
        numbers = [Decimal(size) for size in sizes if size.replace(".", "").isdecimal()]
        assert numbers == sorted(numbers), system
    assert [row for first, last in table.groups for row in range(first, last + 1)] == list(range(len(table.rows)))
    for spans in (table.groups, [(first, last) for _, first, last in table.categories]):
        assert all(first <= last for first, last in spans)
    if table.categories:
        covered = [row for _, first, last in table.categories for row in range(first, last + 1)]
        assert covered == list(range(len(table.rows)))
        for first, last in table.groups:
            assert sum(low <= first and last <= high for _, low, high in table.categories) == 1


@pytest.mark.parametrize(
    ("table_id", "system", "size", "same"),
    [
        ("shoe", "EU", "43", {"UK": "9", "US men": "10", "US women": "11.5", "cm": "27"}),
        ("shoe", "EU", "38", {"UK": "5", "US men": "6", "US women": "7.5", "cm": "24"}),
        ("shoe", "EU", "24", {"UK child": "7", "US child": "7.5"}),
        ("ring", "EU", "54", {"Ø mm": "17.2", "UK": "N"}),
        ("ring", "US", "6", {"EU": "52", "UK": "L½"}),
        ("glove", "INT", "M", {"EU": "8"}),
        ("tops", "INT", "M", {"EU women": "40", "EU men": "48"}),
        ("trousers", "W", "32", {"EU men": "48"}),
    ],
)
def test_sizes_that_any_shop_assistant_knows(table_id: str, system: str, size: str, same: dict[str, str]) -> None:
    row = next(row for row in _tables()[table_id].rows if row.get(system) == size)
    assert {name: row.get(name) for name in same} == same


def test_shoe_size_43_shows_as_42_to_44() -> None:
    table = _tables()["shoe"]
    row = next(place for place, sizes in enumerate(table.rows) if sizes.get("EU") == "43")
    first, last = next(group for group in table.groups if group[0] <= row <= group[1])
    assert (table.rows[first]["EU"], table.rows[last]["EU"]) == ("42", "44")


def test_the_allergens_are_the_fourteen_of_the_eu() -> None:
    """Annex II of Regulation (EU) No 1169/2011."""
    assert len(shipped().entry("health.allergies").options) == 14


def test_combinations_raise_something_and_say_why() -> None:
    assert len(shipped().combinations) >= 5
    for combination in shipped().combinations:
        own = [shipped().entry(key).level for key in combination.keys]
        assert min(own) < combination.level, combination.id
        assert set(combination.why) == {"en", "nl"}
