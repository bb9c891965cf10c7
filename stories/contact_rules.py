"""Rules for ways to reach somebody: email, phones, addresses, web addresses and profiles."""

from .day_rules import MONTH
from .identifier_rules import pattern, rule
from .number_rules import (
    INSURANCE_LABEL,
    INSURER,
    NEITHER_DAY_NOR_PHONE,
    NEITHER_DAY_NOR_YEARS,
    NO_DIGIT,
    RECORD_LABEL,
)

STRONG_PHONE_CUE = r"(?<![a-z])(?:call(?:s|ed|ing)?|phone[ds]?|tel|telephone|cell(?:phone)?|mobile|text(?:s|ed)?|txt|fax|dial|ring|landline|whatsapp|sim|voicemail|pager|beeper|hotline)\b"
PHONE_CUE = r"""(?<![a-z])(?:call(?:s|ed|ing)?|phone[ds]?|tel|telephone|cell(?:phone)?|mobile|text(?:s|ed)?|txt|fax|dial|ring|
    number|numbers|no|nr|landline|line|home|work|reach|contact|whatsapp|sim|voicemail|pager|beeper|hotline|clinic|hospital|ward|lab|
    \#|@|ph|ring\sme|house)\b"""
_DIGIT_WORD = r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)"

# Addresses ----------------------------------------------------------------------------------------

_STATE_CODE = r"(?:A[LKZR]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])"
_STATE = r"""(?:alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|
    indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|
    nebraska|nevada|new\s(?:hampshire|jersey|mexico|york)|(?:north|south)\s(?:carolina|dakota)|ohio|oklahoma|oregon|
    pennsylvania|rhode\sisland|tennessee|texas|utah|vermont|virginia|washington|west\svirginia|wisconsin|wyoming)"""
_ZIP = r"\d{5}(?:-\d{4})?\b"
_SUFFIX = r"""(?:street|stret|st|avenue|ave?|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|circle|cir|highway|hwy|parkway|
    pkwy|terrace|terr?|place|pl|way|trail|trl|loop|pike|turnpike|plaza|plz|square|sq|alley|row|run|path|crescent|close|gardens|
    mews|glen|ridge|point|pt|crossing|xing|expressway|wharf|vista|hollow|hill|grove|walk|heights|quay|bend|cove|landing|commons|view)"""
# In small letters only what is hardly ever anything else.
_PLAIN_SUFFIX = r"(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|circle|cir|highway|hwy|parkway|pkwy|terrace|place|pl|way|trail)"
_NO_STREET = r"(?:minutes?|hours?|days?|weeks?|months?|years?|miles?|blocks?|times?|percent|dollars?|people|patients?|in|of|the|a|an|and|or|to|on|at|for|from|by|is|was|were|are|with|good|long|short|more|other|different|per|point|am|pm|over|degrees|pounds|feet|mg|doctors?|nurses?|kids|children|first|next|last)"
_UNIT = r"(?:,?\s(?:apt|apartment|unit|suite|ste|rm|room|no|number|space|lot|fl|floor|bldg|building)\b\.?\s?\#?[a-z0-9-]{1,6}|,?\s?\#\s?[a-z0-9-]{1,6})"
_DIRECTION = r"(?:(?:north|south|east|west|northeast|northwest|southeast|southwest|[nsew]\.?|ne|nw|se|sw)(?![a-z]))"
_WORD = r"(?-i:[A-Z0-9][\w.'’-]{0,20})"
_CITY = r"(?:,?\s(?-i:[A-Z])[\w.'’-]{1,20}(?:\s(?-i:[A-Z])[\w.'’-]{1,20}){0,2})"
_TAIL = rf"(?:\s{_DIRECTION})?{_UNIT}?(?:{_CITY}?,?\s(?:(?-i:{_STATE_CODE})\b|{_STATE}\b)(?:,?\s{_ZIP})?)?"
_HOUSE = r"(?<![\w.,/$-])\d{1,5}(?:-\d{1,4})?[a-z]?"
_HOME_CUE = r"(?<![a-z])(?:at|to|address|live[ds]?|house|home|moved|lives|mail|for|in|behind|is|was|its|near)\b"

CONTACT_RULES = (
    # Email
    rule(
        "email",
        r"(?<![\w.+@-])[\w.+'’-]{1,64}(?:@{1,2}(?:[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}|[\w-]{2,63}(?:,(?:com|org|net|edu|gov)\b)?)|\s?@\s?[\w-]{2,63}(?:\.[\w-]{2,63}){0,3}\.(?:com|org|net|edu|gov)\b)",
    ),
    rule(
        "email",
        r"""(?<![\w.])[\w+-]{1,40}(?:(?:\.|\s?[(\[]?\bdot\b[)\]]?\s?)[\w+-]{1,40}){0,3}\s?(?:[(\[{]\s?at\s?[)\]}]|\sat\s)\s?
        [\w-]{1,40}(?:(?:\s?[(\[{]\s?dot\s?[)\]}]\s?|\sdot\s|\.)[\w-]{2,40}){1,3}""",
        unless=pattern(r"[^(\[{]*\sat\s(?:(?!\sdot\s).)*"),
    ),
    # Phones
    rule(
        "phone",
        r"(?<![\w.+-])(?:(?:\+|00)?1[-‐‑–—./\s*_]{0,3})?\(?\d{3}\)?[-‐‑–—./\s*_]{0,3}\d{3}[-‐‑–—./\s*_]{0,3}[\do]{4}(?!\d|-\d)",
        digits=9,
    ),
    rule(
        "phone",
        r"(?<![\w.+-])(?P<value>(?:\+?1[-. ]?)?[\d(][\d() ./–-]{6,20}\d)(?!\w)",
        before=rf"{STRONG_PHONE_CUE}[^\d]{{0,40}}",
        refuse=rf"(?:{INSURANCE_LABEL}|{RECORD_LABEL}){NO_DIGIT}",
        digits=7,
        unless=NEITHER_DAY_NOR_YEARS,
    ),
    rule(
        "phone",
        r"(?<![\w.+-])(?P<value>[\d(]\d{1,4}\)?[ ./–-]\d{1,5}[ ./–-][\d ./–-]{2,14}\d)(?!\w)",
        before=rf"{PHONE_CUE}[^\d]{{0,40}}",
        refuse=rf"(?:{INSURER}|member|policy|record|mrn|account|\bids?\b|nhs|passport)[^\d]{{0,30}}",
        digits=9,
        unless=NEITHER_DAY_NOR_PHONE,
    ),
    rule("phone", r"(?<![\w-])(?:\+\s?|00)[1-9]\d{0,3}(?:[\s().\/–-]{0,3}\d){6,13}(?![\d])"),
    rule(
        "phone",
        r"(?<![\w.,:/$-])\(?0\d{1,4}\)?(?:[\s./–-]{1,3}\d{2,7}){1,5}(?![\d-])",
        unless=pattern(r"\d{5}-\d{4}"),
        digits=9,
    ),
    rule("phone", r"(?<![\w.,:/$-])\(\d{2,4}\)\s?\d{3,5}[-.\s]\d{4}(?!\d)"),
    rule("phone", r"(?<![\w.,:/$-])0\d{9,10}(?!\d)"),
    rule("phone", r"(?<![\w-])\d{3}[-.–]\d{4}(?![\d-])", before=rf"{PHONE_CUE}[^\d]{{0,50}}"),
    # An old exchange name, as in KLondike 5-0100.
    rule("phone", r"(?<!\w)(?-i:[A-Z]{2})[a-z]{2,8}\s?\d[-\s]\d{4}(?!\d)"),
    rule(
        "phone",
        r"(?<![\w-])(?:1[-.\s])?\(?8\d\d\)?[-.\s](?-i:(?=[A-Z0-9.-]{0,10}[A-Z]{3})[A-Z0-9]{1,9}(?:[-.][A-Z0-9]{1,9}){0,2})\b",
    ),
    rule(
        "phone",
        r"(?<![\w-])\d{3}\s?\d{4}(?![\d-])",
        before=r"\b(?:call|phone|tel|telephone|cell|mobile|text|txt|dial|fax|ring)(?:\s(?:me|us|at|on|is|was|number|no|her|him|my|it|the))*[\s:.\#]{1,3}",
    ),
    rule("phone", rf"\b{_DIGIT_WORD}(?:[,\s-]{{1,3}}{_DIGIT_WORD}){{6,10}}\b"),
    # Addresses
    rule(
        "address",
        rf"{_HOUSE}\s(?:{_DIRECTION}\s)?(?:(?!{_NO_STREET}\b){_WORD}\s){{0,3}}(?!{_NO_STREET}\b){_WORD}\s{_SUFFIX}\b\.?{_TAIL}",
    ),
    rule(
        "address",
        rf"{_HOUSE}\s(?:{_DIRECTION}\s)?(?:(?!{_NO_STREET}\b)[\w.'’-]{{1,20}}\s){{1,3}}{_PLAIN_SUFFIX}\b\.?{_TAIL}",
    ),
    rule(
        "address",
        rf"{_HOUSE}\s(?:{_DIRECTION}\s)?(?:state\s|county\s|old\s|us\s|farm\s)?(?:route|highway|hwy|road|rd|rte|avenue|calle|rue|via|broadway)\b\.?\s?(?:de\s|des\s|du\s|la\s|los\s|las\s|del\s)*{_WORD}?{_TAIL}",
    ),
    rule(
        "address",
        rf"{_HOUSE}\s(?:(?-i:[NSEW])\.?\s)?(?!{MONTH}|{_NO_STREET}\b)(?-i:[A-Z])[a-z]{{3,14}}(?:\s(?-i:[A-Z])[a-z]{{3,14}})?\b(?!\s(?-i:[A-Z])){_TAIL}",
        before=rf"{_HOME_CUE}\s(?:[a-z]{{1,8}}\s){{0,1}}|(?<![\s\S])",
    ),
    rule(
        "address",
        rf"\b(?:p\.?\s?o\.?\s?)?box\s\#?\d{{1,6}}\b{_TAIL}|\b(?:rr|hc|rural\sroute)\s?\#?\d{{1,4}},?\sbox\s\d{{1,5}}{_TAIL}",
    ),
    rule("address", rf"{_CITY}?,?\s?(?:(?-i:\b{_STATE_CODE})|\b{_STATE}),?\s{_ZIP}"),
    rule("address", r"(?<!\w)(?-i:[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2})\b"),
    rule("address", rf"\b{_UNIT}?general\sdelivery\b{_TAIL}"),
    # Web addresses and profiles
    rule("web_address", r"(?<!\w)https?://[^\s<>\"“”]{2,300}|(?<![\w@])www\.[^\s<>\"“”]{3,200}"),
    rule("web_address", r"(?<![\w@.+-])@[a-z0-9_][a-z0-9_.-]{1,40}(?:@[a-z0-9.-]{3,60})?"),
    rule(
        "web_address",
        r"""(?<![\w@./-])(?:[a-z0-9-]{1,40}\.){1,4}(?:com|net|org|info|edu|gov|io|blog|app|health|example|fm|tv|me|us|ca|uk|de|co)
        \b(?:/[^\s<>\"“”]{1,200})?""",
    ),
    rule("web_address", r"(?<![\w/])[ur]/[a-z0-9_-]{3,30}|(?<!\w)[a-z][\w.]{2,30}\#\d{4}\b"),
)
