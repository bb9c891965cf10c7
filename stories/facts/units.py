"""The units that stand with numbers: time, money, shares, doses, lengths, weights, degrees.

A unit is a fact of its own, beside its number: so "5 mg" and "5 mcg" differ in one, "$50" and
"50 dollars" in none.
"""

from .tokens import Token

Units = dict[str, frozenset[str]]


def _named(table: dict[str, str]) -> Units:
    """Return word: what it may mean, from meanings and their words."""
    units: dict[str, set[str]] = {}
    for meanings, words in table.items():
        for word in words.split():
            units.setdefault(word, set()).update(meanings.split())
    return {word: frozenset(meanings) for word, meanings in units.items()}


TIME = _named(
    {
        "second": "second seconds sec secs",
        "minute": "minute minutes min mins minuts minites",
        "hour": "hour hours hr hrs h hourly ours",
        "day": "day days daily everyday dayly",
        "night": "night nights nightly",
        "week": "week weeks wk wks weekly weaks",
        "weekend": "weekend weekends",
        "month": "month months mo mos monthly mounth mounths monthes",
        "year": "year years yr yrs yearly annually annual",
        "decade": "decade decades",
        "century": "century centuries",
    }
)
AGES = frozenset({"yo", "yos", "yearold"})
MONEY = _named(
    {
        "usd": "$ dollar dollars usd buck bucks dolar dolars",
        "eur": "€ euro euros eur",
        "gbp": "£ quid gbp sterling",
        "gbp lb": "pound pounds",
        "cent": "cent cents ¢",
        "penny": "pence penny pennies",
        "inr": "rupee rupees ₹ inr rs",
        "peso": "peso pesos",
        "yen": "yen ¥ jpy",
        "cny": "yuan rmb",
        "pln": "zloty zlotys pln",
        "chf": "francs franc chf",
        "krone": "kroner krone kronor krona",
        "rub": "ruble rubles rouble roubles",
        "try": "lira liras",
        "real": "reais",
        "naira": "naira",
        "shilling": "shilling shillings",
    }
)
SHARES = _named({"percent": "% percent percents pct percentage"})
MEASURES = _named(
    {
        "mg": "mg mgs milligram milligrams miligram miligrams milligramme milligrammes",
        "mcg": "mcg ug µg microgram micrograms",
        "g": "g gr gram grams gramm gramme grammes",
        "kg": "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes",
        "lb": "lb lbs",
        "oz": "oz ounce ounces",
        "stone": "stone stones",
        "ton": "ton tons tonne tonnes",
        "ml": "ml mls milliliter milliliters millilitre millilitres cc",
        "cl": "cl centiliter centiliters",
        "dl": "dl deciliter deciliters",
        "l": "l liter liters litre litres",
        "gallon": "gallon gallons",
        "pint": "pint pints",
        "quart": "quart quarts",
        "nm": "nm nanometer nanometers",
        "mm": "mm millimeter millimeters millimetre millimetres",
        "cm": "cm cms centimeter centimeters centimetre centimetres",
        "m": "m meter meters metre metres",
        "km": "km kms kilometer kilometers kilometre kilometres",
        "inch": "inch inches inchs",
        "foot": "foot feet ft feets foots",
        "yard": "yard yards",
        "mile": "mile miles",
        "degree c f": "degree degrees deg °",
        "c": "celsius centigrade",
        "f": "fahrenheit",
        "bpm": "bpm",
        "mmhg": "mmhg",
        "iu": "iu",
        "unit iu": "unit units",
        "meq": "meq",
        "mmol": "mmol",
        "mph": "mph",
        "kcal": "calorie calories kcal kcals",
        "tablet": "tablet tablets pill pills tabs tab",
        "capsule": "capsule capsules",
        "drop": "drop drops",
        "puff": "puff puffs",
        "spray": "spray sprays",
        "patch": "patch patches",
        "ampoule": "ampoule ampoules vial vials",
        "injection": "injection injections shot shots",
        "teaspoon": "teaspoon teaspoons tsp",
        "tablespoon": "tablespoon tablespoons tbsp",
        "spoon": "spoon spoons spoonful spoonfuls",
        "cup": "cup cups",
        "glass": "glass glasses",
        "bottle": "bottle bottles",
        "pack": "pack packs packet packets",
        "cigarette": "cigarette cigarettes",
        "point": "point points",
        "step": "step steps",
        "acre": "acre acres",
        "byte": "gigabyte gigabytes gb mb",
        "volt": "volt volts",
        "joule": "joule joules",
    }
)
# These stand for a unit only right behind digits: "5 m", "38 C", "2 h".
_SHORT_LETTERS = frozenset("g gr l m h c f mo deg min sec in no cc mb gb tab tabs".split())
_LETTERS = {"c": frozenset({"c"}), "f": frozenset({"f"})}
STARTS = frozenset({*TIME, *AGES, *MONEY, *SHARES, *MEASURES, *_LETTERS, "per"})
PERIODS = frozenset(
    {"per", "every", "each", "a", "an", "the", "half", "several", "few", "many", "some"}
)


def unit_kind(word: str) -> str | None:
    """Return the kind of fact that a unit makes, or None for a word that is no unit."""
    if word in SHARES:
        return "percentage"
    if word in TIME:
        return "duration"
    if word in AGES:
        return "age"
    if word in MONEY:
        return "unit" if word in ("pound", "pounds") else "money"
    if word in MEASURES or word in _LETTERS:
        return "unit"
    return None


def unit_meanings(word: str) -> frozenset[str]:
    """Return what a unit may mean; "pounds" is a weight and money."""
    for table in (SHARES, TIME, MONEY, MEASURES, _LETTERS):
        if word in table:
            return table[word]
    return frozenset({"year"}) if word in AGES else frozenset()


def is_unit_behind(token: Token, is_digits: bool) -> bool:
    """Say whether a token is a unit of the number right before it."""
    if unit_kind(token.low) is None or not (token.is_near or token.shape == "sign"):
        return False
    if token.low in _SHORT_LETTERS or len(token.low) == 1 and token.shape == "word":
        return is_digits
    return True
