"""The words that stand for numbers, with slips that learners and phones make."""

from fractions import Fraction

UNITS = {
    word: value
    for value, words in enumerate(
        (
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
        )
    )
    for word in words.split()
}
TEENS = {
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "lakh": 10**5,
    "crore": 10**7,
    "dozen": 12,
}
# Short scales count only right behind digits: "5k", "2m" is a length.
GLUED_SCALES = {"k": 1000, "mio": 10**6, "mln": 10**6, "bn": 10**9, "mil": 10**6}
SLIPS = {
    "fourty": "forty",
    "forthy": "forty",
    "fourthy": "forty",
    "fivety": "fifty",
    "fifthy": "fifty",
    "fiveteen": "fifteen",
    "fifthteen": "fifteen",
    "fiften": "fifteen",
    "forteen": "fourteen",
    "fourten": "fourteen",
    "therteen": "thirteen",
    "thirten": "thirteen",
    "threeteen": "thirteen",
    "eigth": "eight",
    "eigthteen": "eighteen",
    "eightteen": "eighteen",
    "eighten": "eighteen",
    "nineten": "nineteen",
    "ninteen": "nineteen",
    "ninty": "ninety",
    "nintey": "ninety",
    "tweny": "twenty",
    "twenti": "twenty",
    "twelf": "twelve",
    "twelv": "twelve",
    "elven": "eleven",
    "seventeeen": "seventeen",
    "sevety": "seventy",
    "sixtey": "sixty",
    "hundret": "hundred",
    "hundered": "hundred",
    "thousend": "thousand",
    "thousant": "thousand",
    "milion": "million",
    "millon": "million",
    "secound": "second",
    "secend": "second",
    "fourt": "fourth",
    "fith": "fifth",
    "fivth": "fifth",
    "sixt": "sixth",
    "nineth": "ninth",
    "nighth": "ninth",
    "twelfe": "twelve",
    "twelth": "twelfth",
    "twelveth": "twelfth",
    "eigtht": "eighth",
    "eightth": "eighth",
    "twentyth": "twentieth",
}
ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "thirteenth": 13,
    "fourteenth": 14,
    "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "thirtieth": 30,
    "fortieth": 40,
    "fiftieth": 50,
    "sixtieth": 60,
    "seventieth": 70,
    "eightieth": 80,
    "ninetieth": 90,
    "hundredth": 100,
    "thousandth": 1000,
    "millionth": 10**6,
}
# The far end of a row.
ENDS_OF_ROWS = {"last": -1, "lastly": -1}
ADVERBS = {"firstly": 1, "secondly": 2, "thirdly": 3, "fourthly": 4, "fifthly": 5, "sixthly": 6}
DENOMINATORS = {
    "half": 2,
    "halves": 2,
    "quarter": 4,
    "quarters": 4,
    **{word: value for word, value in ORDINALS.items() if 3 <= value <= 100},
    **{f"{word}s": value for word, value in ORDINALS.items() if 3 <= value <= 100},
}
DECADES = {
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fourties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
    "teens": 10,
}
MULTIPLES = {"once": 1, "twice": 2, "thrice": 3, "both": 2}
FRACTION_SIGNS = {
    "½": Fraction(1, 2),
    "⅓": Fraction(1, 3),
    "⅔": Fraction(2, 3),
    "¼": Fraction(1, 4),
    "¾": Fraction(3, 4),
    "⅛": Fraction(1, 8),
}
# Words written as one: "fiftyfour", "twothirds", "twentyfirst", "tenfold".
GLUED: dict[str, tuple[str, ...]] = {}
for _ten in TENS:
    for _unit in list(UNITS)[1:]:
        GLUED[_ten + _unit] = (_ten, _unit)
    for _ordinal, _value in ORDINALS.items():
        if _value < 10:
            GLUED[_ten + _ordinal] = (_ten, _ordinal)
for _unit in ("one", "two", "three", "four", "five"):
    for _part in ("third", "thirds", "quarter", "quarters", "fifth", "fifths", "half"):
        GLUED[_unit + _part] = (_unit, _part)
for _many in {**UNITS, **TEENS, **TENS, "hundred": 100, "thousand": 1000}:
    GLUED[f"{_many}fold"] = (_many, "fold")
