"""Rules for numbers that belong to one person: Social Security, insurance, records, accounts."""

from .identifier_rules import pattern, rule

NUMBER_WORD = (
    r"(?:numbers?|no\b\.?|nos\b\.?|nr\b\.?|num\b\.?|nbr\b\.?|\#|ids?\b|i\.d\.|identifier|code)"
)
# What may stand between a label and its number, a word or a sign at a time.
BETWEEN = r"""(?:[\s:\#=(\[“”"',?/–—-] | \.(?=\s?\S) | (?<![a-z])(?:numbers?|no|nos|nr|num|nbr|ids?|code|identifier|is|was|
    are|were|it|its|it's|it’s|that|of|to|as|under|with|the|my|his|her|our|on|in|by|card|called|ending|ends|
    reference|ref|from|had|has|have|says|said|reads|still|only|just|actually|really|for|me|us|him|being|
    printed|listed|line|then|now|old|new|like|starts|begins|a)(?![a-z])){0,24}"""
NO_DIGIT = r"(?:[^\d]|(?<!\d)\d(?!\d)){0,48}"
# One to seven blocks of letters and digits. The look-ahead wants a digit in the first block.
VALUE = r"""(?<![\w$€£@])\#?(?:(?!(?:MRN|SSN?|IDS?|NOS?|DOB|RX|NR|NUM|AM|PM|IS|WAS|A|I|E?MPI|ACCT|CASE|FILE|CHART|CLAIM|GROUP|PLAN|AUTH|MBI|CHIP|
    VIN|UHID|NHS|HAR|CSN|HICN?|ORDER|BADGE|PLATE|VISIT|LAB|TEL|FAX|CELL|CALL|PT|MR|IN|ON|AT|OF|TO|BY|MY|IT|OR|IF|ME|WE|US|HE|BE|SO|AS|DO|GO|UP|AN|MR|MS|DR|AND|THE|FOR)[ ])(?<!/)(?:(?-i:[A-Z]{1,5})|[a-z]{1,2})[ ])?
    (?=[a-z]{0,8}\#?\d | [a-z0-9]{1,6}[-–./][a-z0-9]{0,6}[-–./]?\d)[a-z0-9]{1,24}(?:[-–./][a-z0-9]{1,20}){0,5}
    (?:[ ](?=[a-z]{0,3}\d)[a-z0-9]{1,16}(?:[-–./][a-z0-9]{1,16}){0,3}(?![a-z]) | [ ][b-hj-z]\b){0,4}(?![a-z0-9])(?!\s(?:dollars|bucks|people|patients|pages|times|miles|pounds|words|steps|units|days|weeks|months|years|hours|minutes|calories)\b)"""
_DAY_SHAPE = r"(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|(?:19|20)\d\d(?:[-/.]\d{1,2}[-/.]\d{1,2})?)"
_PHONE_SHAPE = r"(?:\+?1?[-. ]?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4})"
NO_NUMBER = pattern(
    rf"{_DAY_SHAPE}|\d{{1,2}}:\d\d|\d+(?:st|nd|rd|th|s|am|pm|mg|ml|mcg|kg|lbs?|mm|cm|g|hrs?|%)?"
    r"(?<!\d\d\d\d)|\d+(?:st|nd|rd|th|mg|ml|mcg|kg|lbs?|mm|cm)"
)
DAY_OR_SHORT = pattern(
    r"\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|[0-3]?\d-[0-3]?\d-(?:19|20)\d\d|(?:19|20)\d\d(?:[-/.]\d{1,2}[-/.]\d{1,2})?|\W?\w{1,3}"
)
NEITHER_DAY_NOR_YEARS = pattern(
    rf"{_DAY_SHAPE}|(?:19|20)\d\d\W{{1,3}}(?:19|20)\d\d|\d{{1,3}}(?:[ ]?\D{{1,3}}\d{{1,3}}){{1,2}}"
)
DAY_PHONE_OR_SHORT = pattern(rf"{_DAY_SHAPE}|{_PHONE_SHAPE}|\d{{1,4}}")
INSURER = r"(?:insur\w{0,5}|medicaid|medicare|coverage|health\splan|aetna|cigna|humana|anthem|kaiser|blue\s?cross|bcbs|tricare|united\s?health\w{0,5})"
NEITHER_DAY_NOR_PHONE = pattern(rf"{_DAY_SHAPE}|{_PHONE_SHAPE}|(?:19|20)\d\d\W(?:19|20)\d\d")

RECORD_LABEL = r"""(?<![a-z])(?:m\.?r\.?n|mrns|mr(?=\s?\#)|e?mpi|uhid|acct|acc(?=\sno)|a/c|rx|pt\s?id|s/n|har|csn|
    (?:medical|med\.?|health|hospital|patient|chart|clinic|birth|death)\s(?:rec(?:ord)?s?|file|chart)|
    (?:patient|pt|participant|subject|study\ssubject|candidate|donor|specimen|sample|accession|encounter|visit|incident|report|appointment|reservation|
    record|chart|file|case|account|order|ticket|complaint|reference|ref|confirmation|registration|invoice|
    prescription|script|serial|device|license|licence|passport|hospital|guarantor|loan|bill(?:ing)?|tracking|
    vehicle|plate|vin|nhs|docket|hearing|admission|referral|room\skey|employee|badge|student|bracelet|wristband)
    ,?\s{0,2}(?:record|account|acct|case|file|number|numbers|no\b\.?|nos\b\.?|nr\b\.?|num\b\.?|nbr\b\.?|\#|ids?\b|i\.d\.|identifier|code)
    )"""
RECORD_WORD = r"""(?<![a-z])(?:mrns?|medical\srecords?|med\srecords?|account|acct|charts?|case|file|record|patient|rx|invoice|
    accession|encounter|serial|donor|specimen|ticket|order|acct|a/c|subject|participant|passport|licen[sc]e|vin|plate|badge|
    wristband|bracelet|barcode|har|csn|s/n|nhs|reference|ref|confirmation)"""
INSURANCE_LABEL = r"""(?<![a-z])(?:mbi|hicn?|bcbs|
    (?:member|subscriber|insurance|ins\.?|policy|policies|policy\s?holder|dental|vision|insurer|group|claim|claims|medicare|medicaid|medi-cal|beneficiary|
    plan|hmo|ppo|tricare|sponsor|enrollee|certificate|authorization|authorisation|prior\sauth(?:orization)?|pre[-\s]?auth(?:orization)?|auth|recipient|
    chip|contract|blue\s?card|coverage|benefits?|health\scard|insurance\scard|insured|tricare\ssponsor|kaiser\smember)
    (?:['’]s)?(?:\s(?:member|card|policy|claim|plan|group|beneficiary|subscriber|sponsor|benefits|insurance|reference|ref)(?:['’]s)?){0,2}
    ,?[\s(]{0,2}(?:numbers?|no\b\.?|nos\b\.?|nr\b\.?|num\b\.?|nbr\b\.?|\#|ids?\b|i\.d\.|identifier|code|reference))"""
INSURANCE_WORD = r"""(?<![a-z])(?:member|subscriber|policy|policyholder|claim|enrollee|medicare|medicaid|medi-cal|beneficiary|
    group|insurance\scard|insurance|ins\.?|hmo|ppo|plan|certificate|coverage|recipient|authorization|pre-?auth|mbi|hicn?|insured)"""
SOCIAL_LABEL = r"""(?<![a-z])(?:ssns?|itins?|ss\s?\#|ss\s(?:no|number|card)|soc\.?\s?sec\.?|soc(?=\s(?:is|was|no|number|\#))|
    socials?(?:\ssecurity)?|security\snumber)"""

SSN = r"(?<![\w-])\d{3}([-–.\ ])\d{2}\1\d{4}(?![\d]|-[a-z0-9])"

# Where a label stands farther off, the rule yields: the nearest label says what a number is.
NUMBER_RULES = (
    # Social Security numbers
    rule("social_security", SSN, refuse=rf"(?:{INSURANCE_LABEL}|{RECORD_LABEL})[\s:\#]{{0,3}}"),
    rule("social_security", r"(?<!\w)[x*•]{3}[-–\ ]?[x*•]{2}[-–\ ]?\d{4}(?!\d)"),
    rule(
        "social_security",
        r"(?<![\w-])\d(?:[-–.\s]{0,3}\d){8}(?!\d)",
        before=rf"{SOCIAL_LABEL}{NO_DIGIT}",
        siblings=True,
    ),
    rule(
        "social_security",
        r"(?<![\w-])\d(?:[-–.\s]?\d){8}(?!\d)",
        after=r"[^\d.]{0,20}\b(?:ssn|social)",
    ),
    rule(
        "social_security",
        r"(?<![\d-])\d{4}(?!\d)",
        before=rf"(?:last|final)[\s-](?:four|4)[^\d]{{0,30}}{SOCIAL_LABEL}{NO_DIGIT}"
        rf"|{SOCIAL_LABEL}[^\d]{{0,30}}(?:last[\s-](?:four|4)|end(?:s|ed|ing)?(?:\s(?:in|with))?){NO_DIGIT}",
        reach=110,
    ),
    rule(
        "social_security",
        r"(?<![\d-])\d{4}(?!\d)",
        before=rf"(?:last|final)[\s-](?:four|4)(?:{NO_DIGIT})",
        after=r"[^\d]{0,30}\b(?:social|ssn)",
    ),
    rule(
        "social_security",
        r"(?<![\d-])\d{4}(?!\d)",
        before=r"(?:last|final)[\s-](?:four|4)\b(?:(?!card|phone|cell|account|credit|case|mrn|record|member)[^\d.]){0,30}",
        yields=True,
    ),
    # Insurance
    rule(
        "insurance_number",
        r"(?<![\w-])[1-9][a-z][a-z0-9]\d[-\s]?[a-z][a-z0-9]\d[-\s]?[a-z]{2}\d{2}\b",
    ),
    rule("insurance_number", r"(?<![\w-])\d{3}-\d{2}-\d{4}-[a-z]\d?\b"),
    rule(
        "insurance_number",
        VALUE,
        before=rf"{INSURANCE_LABEL}{BETWEEN}",
        siblings=True,
        unless=DAY_OR_SHORT,
        digits=2,
    ),
    rule(
        "insurance_number",
        VALUE,
        before=rf"{INSURANCE_LABEL}{NO_DIGIT}",
        siblings=True,
        unless=NEITHER_DAY_NOR_PHONE,
        digits=5,
        yields=True,
    ),
    rule(
        "insurance_number",
        VALUE,
        before=rf"{INSURANCE_WORD}(?:\s(?:is|was|reads|ending\sin|ends\sin))?[\s:,(\#]{{1,3}}",
        siblings=True,
        unless=NO_NUMBER,
        digits=4,
    ),
    # Records, cases, accounts
    rule("record_number", r"(?<![a-z])(?:mrn|acct|acc|rx|pt|chart|har|csn)[-_]?\d{4,12}(?!\w)"),
    rule(
        "record_number",
        VALUE,
        before=rf"{RECORD_LABEL}{BETWEEN}",
        siblings=True,
        unless=DAY_OR_SHORT,
        digits=2,
    ),
    rule(
        "record_number",
        VALUE,
        before=rf"{RECORD_LABEL}{NO_DIGIT}",
        siblings=True,
        unless=NEITHER_DAY_NOR_PHONE,
        digits=5,
        yields=True,
    ),
    rule(
        "record_number",
        VALUE,
        before=rf"{RECORD_WORD}(?:\s(?:is|was|reads|ending\sin|ends\sin))?[\s:,(\#]{{1,3}}",
        siblings=True,
        unless=NO_NUMBER,
        digits=4,
    ),
    # A number that is called one, and no more: what it is about decides.
    rule(
        "insurance_number",
        VALUE,
        before=rf"{INSURER}[^\d]{{0,60}}\b{NUMBER_WORD}{BETWEEN}",
        unless=NEITHER_DAY_NOR_PHONE,
        digits=4,
        reach=110,
        yields=True,
    ),
    rule(
        "insurance_number",
        VALUE,
        before=rf"\b{NUMBER_WORD}{BETWEEN}",
        after=rf"[^\d]{{0,50}}\b(?:{INSURER}|(?:member|subscriber|policy|claim|group)\s(?:number|id|no))",
        unless=NEITHER_DAY_NOR_PHONE,
        digits=4,
        yields=True,
    ),
    rule(
        "insurance_number",
        VALUE,
        after=rf"\W{{1,3}}(?:(?:that|this|it)(?:\sis|'s|’s)\s)?(?:(?:is|was|as|my|his|her|our|their|the|a)\s){{0,2}}{INSURANCE_LABEL}",
        unless=NEITHER_DAY_NOR_PHONE,
        digits=4,
        yields=True,
    ),
    rule(
        "record_number",
        VALUE,
        after=rf"\W{{1,3}}(?:(?:that|this|it)(?:\sis|'s|’s)\s)?(?:(?:is|was|as|my|his|her|our|their|the|a)\s){{0,2}}{RECORD_LABEL}",
        unless=NEITHER_DAY_NOR_PHONE,
        digits=4,
        yields=True,
    ),
    rule(
        "insurance_number",
        VALUE,
        before=rf"{INSURER}[^\d.]{{0,30}}",
        unless=NEITHER_DAY_NOR_PHONE,
        digits=6,
        yields=True,
    ),
    rule(
        "record_number",
        VALUE,
        before=rf"(?<![a-z]){NUMBER_WORD}{BETWEEN}",
        unless=DAY_PHONE_OR_SHORT,
        digits=4,
        yields=True,
    ),
    rule(
        "record_number",
        VALUE,
        before=rf"(?<![a-z]){NUMBER_WORD}[^\d.]{{0,30}}",
        unless=NEITHER_DAY_NOR_PHONE,
        digits=6,
        yields=True,
    ),
)
