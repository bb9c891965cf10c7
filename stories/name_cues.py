"""The words around a name, and the words that only look like one, as data for `names`."""

TITLES = frozenset("dr mr mrs ms mx prof professor".split())
SOFT_TITLES = frozenset(
    """doctor doc miss nurse coach captain capt lt lieutenant sgt sergeant major colonel judge senator congressman
    congresswoman mayor governor pastor rev reverend rabbi imam deacon chaplain father fr sister brother uncle aunt
    auntie aunty tia tio grandma grandpa granny gran nana nanna nonna nonno abuela abuelo grandmother grandfather sir
    officer principal dean big little old young cousin baby president chief""".split()
)
RELATIONS = frozenset(
    """son daughter child kid boy girl baby twin twins kids children sons daughters boys girls mother mom mum mama
    father dad papa stepfather stepmother stepdad stepmom stepson stepdaughter parents husband wife spouse partner ex fiance
    fiancee boyfriend girlfriend brother sister brothers sisters sibling siblings sis bro grandmother grandfather grandma
    grandpa granny gran granddad nana grandson granddaughter grandchild grandkids aunt auntie uncle aunts uncles cousin
    cousins nephew niece nephews nieces godmother godfather in-law in-laws mother-in-law father-in-law sister-in-law
    brother-in-law son-in-law daughter-in-law friend friends buddy roommate neighbor neighbors neighbour classmate
    boss colleague coworker teacher teachers student students pastor priest rabbi imam chaplain coach nurse nurses
    doctor doctors surgeon oncologist cardiologist neurologist pediatrician midwife doula paramedic paramedics medic
    emt pharmacist therapist counselor psychologist psychiatrist dentist dietitian nutritionist technician tech aide
    caregiver carer interpreter translator receptionist clerk janitor volunteer volunteers coordinator navigator
    advocate patient patients resident intern specialist donor hero veteran man woman guy lady gentleman fellow person
    people widow widower toddler newborn infant angel love companion caseworker""".split()
)
VERBS = frozenset(
    """said says told tells asked asks laughed laughs smiled smiles whispered nodded hugged hugs cried cries wept sang
    hummed texted texts phoned knew thinks thought remembers remembered loves loved wrote drove sat stood waited died
    married noticed recognized explained spoke listened shouted yelled joked answered grinned squeezed held waved
    kissed screamed prayed apologized shrugged sighed insisted refused promised replied works lives lived worked
    taught knows hates wants""".split()
)
ADDRESSING = frozenset(
    "told asked thanked hugged met married love miss thank thanks hi hello dear buried named".split()
)
CLOSE_ADDRESSING = frozenset("thanked hugged married buried".split())
CALLING = frozenset("called call calls".split())
COUNTS = frozenset("two three four both these several".split())
PARTICLES = frozenset(
    "van von de den der da del della di du dos la le los al el bin bint ibn ter ten st san y".split()
)
SURE_PARTICLES = frozenset("van von bin ibn bint di da dos der".split())
# Before a capital word these make a place or a thing of it, behind it as well.
BEFORE_PLACES = frozenset(
    "st saint san santa santo fort ft mount mt lake port point new north south east west los las el camp cape glen big des la le".split()
)
PLACE_PREPOSITIONS = frozenset(
    "in at from near to outside of through toward towards around across into for via leaving downtown".split()
)
AFTER_PLACES = frozenset(
    """hospital hospitals clinic clinics medical center centre university college school church street road avenue
    county city valley hills beach island islands heights springs falls lake park river mountain health healthcare
    memorial general children's womens women's foundation institute society association act law program project inc
    llc corp company pharmacy labs lab laboratories bank syndrome disease lymphoma palsy score catheter test maneuver
    scale sign stage study trial award prize house hall day week month wing ward building tower airport bridge
    highway boulevard drive parkway texas alabama arizona california colorado carolina dakota florida georgia
    illinois indiana kansas maine maryland michigan minnesota montana nebraska nevada ohio oregon tennessee virginia
    wisconsin wyoming arbor rosa jude hopkins""".split()
)
PHRASES = frozenset(
    """johns hopkins|ann arbor|mary kay|jiffy lube|betty crocker|martin luther|santa claus|uncle sam|lou gehrig|mother nature|
    mother teresa|father time|walter reed|fred hutch|dana farber|good samaritan|mary poppins|harry potter|peter pan|
    dolly parton|henry ford|king james|saint mary|john deere|jack daniels|hong kong|jim beam|big pharma|old navy|old testament|
    grand rapids|baton rouge|el paso|aunt jemima|dr google|dr seuss|dr pepper|doctor who|ronald mcdonald|wendy's""".replace(
        "\n    ", ""
    ).split("|")
)
# A single letter after one of these is no initial.
BEFORE_LETTERS = frozenset(
    "vitamin vitamins hepatitis hep type plan stage grade part class drive group form section room unit influenza factor level lot line option".split()
)
ILLS = frozenset(
    "syndrome disease lymphoma palsy score catheter test maneuver scale sign thyroiditis".split()
)
MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
# What people do, and months and towns in a loose way as well.
LOOSE_VERBS = frozenset(
    "came went got gets goes comes turned started stopped ran left lay took gave made had has fell slept woke".split()
)
# In front of a capital word these say nearly always that a town follows.
SAINTS = frozenset("st saint san santa mount mt lake fort".split())
# Listed names that are also words, or parts of words, in small letters.
SMALL_WORDS = frozenset(
    """kala aime hema luna lola meta amor vito sari sage lala mama papa nana reading mobile orange union ash bay bear
    bee berry blaze blue brave cash cedar crew dash ember ever gray heaven hero honey jet karma kit lance legend liberty
    link lyric max memory misty ocean page pal pilot prince princess junior major king rain rich ridge river rocky saint
    skip sky sol star sterling stone storm story summer autumn winter spring temple tiara trace true van west wells will
    windy wolf young may june april august journey justice harmony genesis nada pero dusty barb bedford chandler
    corona concord dover hull""".split()
)
# Family names that are ordinary words: in small letters they are no part of a name.
SMALL_FAMILIES = frozenset(
    """young long white brown black green gray rose price best good day love short strong wise small rich power cross
    bush wood woods stone field fields banks rivers waters hill hills park parks west north east hall house church
    bell ball cook baker carter mason miller porter walker hunter fisher farmer gardner king knight bishop pope
    page reed snow frost summers winters may june august monday friday case gill hand head foot ford land lane
    more most much will can may might must moody meek sharp swift poor bright noble savage crane drake finch fox wolf lamb
    bird fish rice berry cherry pepper sugar salt marsh moss branch leaf root flower flowers garden mills wells
    holder keller shell pool pond lake bass pike ray rush early moon sun star sky cloud rain love joy hope faith grace
    peace pace chase chance battle war warren terry curry kelly gentry chambers steel gold silver diamond jewel
    and or the a in at on for to of with has had is was""".split()
)
