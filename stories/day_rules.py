"""Rules for birth dates and for ages over 89."""

from .identifier_rules import rule

MONTH = r"""(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|
    oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"""
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?"
_YEAR = r"(?:(?:19|20)\d\d|['’]\d\d)"
_ORDINAL = r"""(?:(?:twenty|thirty)[-\s])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|
    twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"""
_SPOKEN_YEAR = r"(?:nineteen|two\sthousand|twenty)(?:[\s-](?:and|hundred|[a-z]{2,6}ty|[a-z]{2,5}teen|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)){0,4}"
DATE = rf"""(?<![\w/])(?:
    {_WEEKDAY}{MONTH}\s?(?:the\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?\b|{_ORDINAL}\b)(?:\s?,?\s?(?:of\s|in\s)?(?:\d{{4}}|['’]\d\d|{_SPOKEN_YEAR})\b|\s?,?\s\d\d\b)?
  | {_WEEKDAY}(?:the\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?|{_ORDINAL})(?:\sday)?[\s-](?:of\s)?{MONTH}(?:,?[\s-](?:of\s|in\s)?(?:{_YEAR}|\d\d|{_SPOKEN_YEAR})\b)?
  | {MONTH}\s?,?\s?(?:of\s)?(?:(?<=\s)(?:19|20)\d\d|['’]\d\d)\b
  | (?:christmas|new\syear['’]?s|valentine['’]?s|independence|mother['’]?s|father['’]?s|veterans|memorial|labor|thanksgiving|halloween|easter|leap)
    (?:\s(?:day|eve|sunday|monday))?,?\s(?:of\s|in\s)?(?:19|20)\d\d\b
  | \d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}\b
  | \d{{1,2}}\s?([-/.])\s?\d{{1,2}}\s?\1\s?(?:\d{{4}}|\d{{2}})\b
  | \d{{1,2}}\s\d{{1,2}}\s(?:(?:19|20)\d\d|\d{{2}})\b
  | \d{{1,2}}[-/](?:\d{{1,2}}|(?:19|20)\d\d)(?![-/\d])
  )"""
BIRTH = r"""(?<![a-z])(?:born|date[\s-]?of[\s-]?birth|birth(?:\s?-?(?:date|day)s?(?:['’]?s)?)?\b|b['’-]?days?|d[./]?\s?o[./]?\s?b\b\.?|b\.|delivered|(?:came|come)\sinto\sth(?:e|is)\sworld)"""
# Another event between the cue and the day, and the day is no birth date.
_EVENT = r"diagnos|died|death|seen\b|admitted|surgery|lost\b|moved|visit"
_NO_EVENT = rf"(?:(?!{_EVENT}|\b{MONTH}|\d{{3}}|\d[-/.]\d)[\s\S]){{0,60}}"

OLD = r"(?:9\d|1[01]\d|(?:one|a)\shundred(?:(?:\sand)?[-\s](?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))?|ninety(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?)"
_OLD_TH = r"(?:9(?:0th|1st|2nd|3rd|[4-9]th)|1[01]\d(?:st|nd|rd|th)|ninetieth|ninety[-\s](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|(?:one\s)?hundredth)"
_KIN = r"""(?:mother|father|mom|mum|dad|daddy|mama|papa|ma|pa|pop|grandmother|grandfather|grandma|grandpa|granny|gran|granddad|grandad|nana|
    nanna|nan|nonna|nonno|abuela|abuelo|oma|opa|aunt|auntie|uncle|husband|wife|partner|sister|brother|friend|neighbor|neighbour|patient|
    resident|veteran|lady|gentleman|man|woman|widow|widower|mother[-\s]in[-\s]law|father[-\s]in[-\s]law|in[-\s]law|roommate|cousin|donor|great-grandfather|great-grandmother|person|member|teacher|priest|nun)"""
_PERSON = rf"(?:i|he|she|they|who|{_KIN})"
_NO_AGE = r"(?!\s?(?:%|percent|per\b|degrees?|pounds?|lbs?|kg|miles?|minutes?|mins?|hours?|days?|weeks?|months?|mg|ml|mm|beats|bpm|points?|dollars|cents|calls?|times|over\b|to\s\d|of\b|in\s100|or\s(?:so|more|less)\s[a-z]+s\b|people|patients|pages?|proof|feet|cases|names?|units?|beds|questions)|[/:.,]\d|\d|-\d|\s?x\b)"
_END_OF_AGE = r"(?=\s?[,.;:!?)”\"—–-](?!\d)|\s(?:and|when|but|now|today|this|in|with|because|next|soon|already|at|on|his|her|my|he|she|i|we|they|or|who|so|then|before|after|tomorrow|dad|mom|n|for|both|still|from)\b|\s*\Z)"

DAY_RULES = (
    # Birth dates
    rule(
        "birth_date",
        DATE,
        before=rf"{BIRTH}{_NO_EVENT}",
        refuse=rf"(?:{_EVENT})[^\d]{{0,25}}",
        siblings=True,
    ),
    rule(
        "birth_date",
        r"(?<![\w/-])(?:\d{6}|\d{8})(?![\d-])",
        before=rf"{BIRTH}[\s:=\#(-]{{0,4}}(?:is\s|was\s)?",
    ),
    rule("birth_date", DATE, after=rf"[^\d.]{{0,30}}{BIRTH}"),
    rule(
        "birth_date",
        DATE,
        before=r"\bturn(?:s|ed|ing)?\s(?:\d{1,3}|[a-z]{3,9}(?:-[a-z]{3,5})?)\s(?:years?\sold\s)?(?:on\s)?",
    ),
    # Ages over 89
    rule(
        "age_over_89",
        rf"(?<![\w$.,/-]){OLD}(?:[-\s]|\sand\sa\shalf\s)?(?:years?\b|yrs?\b|y/?o\b)(?:[-\s](?:old|young)|\sof\sage)?",
    ),
    rule(
        "age_over_89",
        rf"\b(?:aged?|age\sof|ages)(?:\sis|\swas)?[\s:,]{{1,3}}(?P<value>{OLD})\b{_NO_AGE}",
    ),
    rule(
        "age_over_89",
        rf"\b(?:turn(?:s|ed|ing)?|lived\s(?:to\sbe|until|to)|made\sit\sto|reach(?:es|ed)?|past|hit|almost|nearly|going\son|gonna\sbe|will\sbe|(?:’|')ll\sbe|would\sbe|(?:’|')d\sbe|be|becomes?)\s(?P<value>{OLD})\b{_NO_AGE}{_END_OF_AGE}",
    ),
    rule(
        "age_over_89",
        rf"\b(?:oldest|eldest|how\sold)\b[^\d.;]{{0,30}}?[^\w]{{1,5}}(?P<value>{OLD})\b{_NO_AGE}",
    ),
    rule(
        "age_over_89",
        rf"\b{_PERSON}\s(?:is|was)\s(?:either\s)?{OLD}\s(?:or|and|to)\s(?P<value>{OLD})\b{_NO_AGE}",
    ),
    rule("age_over_89", rf"\b(?P<value>{_OLD_TH})\s(?:birthday|year)\b"),
    rule(
        "age_over_89",
        rf"\b{_PERSON}(?:['’]s|['’]m|\s(?:is|was|am|are|were|be)|s)(?:\s(?:now|only|just|almost|nearly|already|either|about))?\s(?P<value>{OLD})\b{_NO_AGE}{_END_OF_AGE}",
        siblings=True,
    ),
    rule(
        "age_over_89",
        rf"\b{_KIN}(?:\s[a-z]{{2,14}})?(?:,\s|\s\(|\s)(?P<value>{OLD})\b{_NO_AGE}(?=\s?[,.;)]|\s(?:and|mom|both|dad|n)\b)",
    ),
    rule(
        "age_over_89",
        rf"\b(?:at|of)\s(?P<value>{OLD})\b{_NO_AGE}(?=\s?[,.;:](?!\d)|\s(?:he|she|i|we|they|my|his|her|with|in|and|knows|still)\b)",
    ),
)
