"""Ordinary words that learners and phones write with a capital, so that they are no names.

Compiled by hand for this project; the license of the project is all that applies.
"""

_WORDS = """
a able about above abuela abuelo accept accident according account across actually add address adhd admin ads adult
advantage advantages advice afraid after afternoon afterward afterwards again against age ago agree ai aid aids air
airport aka alive all allah allergic allergy allow almost alone along already als also although always am amazing
ambulance among an and android angry animal another answer any anybody anyhow anyone anything anyway app app's
apparently application appointment apr april are area arent arm army around arrive art article as asap ask asked asks
asleep aspirin assistant associate at attack attempt attention attorney aug august aunt auntie author autism autumn
available avenue average awake award aware away baby back background bad bag balance ball band bank bar basically
basis bathroom bay be beach became because become bed been before began begin beginning behind being believe bell
below benefit beside besides best better between beyond bible big bike bill biology bird birth birthday black blanket
blind blood blue board boat body bone book born boss both bottle bottom box boy boyfriend brain brave bread break
breakfast breast breath breathe bridge brief bright bring broken brother brown btw build building burden burn bus
business busy but button buy by bye cafe cake call called calls calm came camera camp can cancer cannot cant capitol
captain car card care careful caregiver carer carry cartoon case cash castle cat catch cathedral cause cell center
centre ceo certain cfo chair challenge champion chance change chapter charge charity chart chat cheap check cheers
chef chemistry chest chief child childhood children choice choose christmas church cinema cio circle citizen city
civil class classroom clean clear clearly clerk climate climb clinic close club coach code coffee cold collect college
colonel come comedy comfort comment committee common communication community company complete computer concern concert
conclusion condition conference confirmation congratulations congress congressman congresswoman connection
constitution consultant contact content control conversation cook cookie coordinator copd correct cost could couldnt
council counselor count country county couple courage course court cousin cover covid cpr crazy create credit crew
crisis cross cry ct cto culture cure current customer cut dad daddy damage dance dancer danger dangerous dark data
date daughter day days dead deaf deal dealing dear death debt dec decade december decide decision deep degree delay
demand dementia democracy dentist department desk despite development device diabetes diary did didnt die diet
difference different difficult dinner direction director dirty disability disadvantage disadvantages disaster
discharge discover discussion disease distance diy dna do doc doctor doctors does doesnt dog doing dollar done donnot
donor dont door doubt down dr drama draw dream dress drink driver drop drove drug dry during duty each ear early earth
east easter easy eat ecg economic economy ed editor education educational eeg effect effort ehr either ekg electricity
elementary eleven else email emergency emotion employee empty emr emt end energy engineer engineering english enjoy
enough enter entrance environment equal equipment er error escape especially esq etc even evening event eventually
ever every everybody everyone everything everywhere evidence exact exam example except excuse exercise existence
experience expert explain explained expression extra eye face facebook facility fact factory fail failure fair faith
faithfully fall families family famous faq far farm farmer fashion fast fat father fault fear feature feb february
feedback feel feeling female festival fever few fewer field fifteen fifty fight figure file fill film finally finance
finding fine finger finish fire firefighter firefighters first firstly fish fit fitness five fix flat flight floor
flower flu fluent fly focus follow food foot football for force foreign forest forget forgot form fortunately fortune
forty found four free freedom fresh friday fridays fridge friend friendly friends friendship from fruit full fun
function funeral funny furthermore future fyi gabapentin game garden gas gate gave gee generally generation gentleman
gentlemen geography get gets gift girl girlfriend give gives glad glass global go goal god goes going gold gone good
goodbye goodness google got government governor gps grade gramps gran grand granddad granddaughter grandfather grandma
grandmother grandpa grandparents grandson granny great green grocery group grow growth guard guess guest guide guilty
gym gyn ha habit had hadnt haha hair half hall halloween hand happen happiness happy hard harm has hasnt hate have
havent having he head headache health hear hearing heart heavy height hello help hepatitis her here heres hero hers
herself hes hey hhs hi hide high highway him himself hire his history hit hiv hl hmm hold holiday holidays home
homework honestly hopefully horse hospital hospitals hotel hour hours house how however human humanity humor hundred
hungry hurt husband i ice icu id idea ideal identity ids if ill illness im image imagination imagine imam impact
important improvement in income increase independent indigenous individual industry infection information injection
inside instagram instead insulin insurance interesting international internet interview into introduction invisible
invitation ipad iphone is island isnt issue it item its itself iv ive jacket jan january job join joke journal journey
jr judge juice jul july jump jun june just justice keep kept kick kid kids kill kind kingdom kiss kitchen knee knew
know knowledge lab labour lack ladies lady lake language laptop last late later laugh laughed law lawyer lazy leader
leadership learn learning least leave left leg legal lent less lesson let lets letter level library lie life lifestyle
lift light like limit line link lipitor list literature little liver living loan local location lol loneliness lonely
long look looked looking looks loose lord lose loss lots loud love low lpn luck luckily lucky lunch lung ma ma'am
machine mad madam made magazine mail main major make makes male mall mama man manager manhattan many mar march market
marketing married master match math mathematics maths may maybe md me mean meanwhile medal media medical medicine
meeting member memory men mental message met method metro middle midnight midwife might military mind mine minister
ministry minute minutes miracle mirror miss mission mistake mobile modern mom momma mommy monday mondays money month
months mood moon more moreover morning most mother motivation motor mountain mountains move movement movie mr mri mrs
ms much mum mummy museum music musical must mx my myself name nana nanna nation native natural nature near nearly
necessary need neighbor neighborhood neighbour neither nervous net network never nevertheless new news newspaper next
nice nicu niece night nightmare nine no nobody noise none nonna nonno noon nope nor normal north northern nose not
note notes nothing nov november now nowadays np number numbers nurse nurses nursing nutrition ob obgyn object obvious
obviously ocean oct october of off offer office officer often oh ok okay old omg on onc once one online only onto open
opera operation opinion opportunity option or orchestra order ordered organ organic organization original other others
our ours out outside over own owner ox oxygen oz pa package page pain paint painting palace pancreas papa paper
paradise paramedic parent parents park parliament part partner party pass passion password pastor patience patient
patients pay pc pcp pdf peace pediatrician pen people perfect performance perhaps period permission person personal
personally pet phd phi phil philips phone photo physical physics physio piano pick picture picu pilot pin pizza place
plan plane planet plastic player please pleasure plenty pls plz pm poem poet point police policeman policy political
politics pollution pool poor pop pope pops population portal positive possible post postman poverty power practice
practitioner prednisone prescribed prescription presence present president press pressure pretty price pride priest
prime princess principal principle printer prison private probably problem process product production prof professor
program programme progress project promise promotion proof proper protection proud ps psychology ptsd public pull
purpose push put quality queen queens question quick quiet quit quite rabbi race radio rain range rather reach read
reader ready real reality really reason receive reception receptionist recipe recommends record records recovery red
reduce regards region regular rehab relation relationship relative relief religion remain remember remicade reply
report republic research resident respect respectfully responsibility rest restaurant result results retired reverend
review rich ride right ring rise risk river rn rna road robot role roof room routine royal rule run rush sad sadness
safe said salary sale same sample sat satisfaction saturday saturdays save saw say says scale scared schedule school
schools science scientist score scream screen sea search season second secondary secondly secretary section security
see seeing seen self sell senate senator send senior sense sensor sent sep separate sept september sergeant serious
server service set seven several shake shall shame shape share sharp she shelter shes shift shine shock shop shopping
short should shouldnt shout show shy sick sight sign silence silent silver simple since sincerely sing single sir
sister sit situation six size skill skin sky sleep slow slowly small smart smartphone smell smile smiled smoke sms
snow so soap soccer social society soft soldier solution solve some somebody someone something sometimes somewhere son
song soon sore sorry sound south speak speaker special specialist spend spirit sport sports spring sr stadium staff
stage stand star start state station steal step stick still stomach stood stop store story strange street stress
strong structure student students studio study stupid subject subway success such sudden suddenly suffer suggested
suggestion summary sun sunday sundays supermarket support sure surely surgeon surgery surprise sweet swim swimming
symptom system table tablet take taken talent talk tall task taste tax taxi tea teach teacher teachers team teams tear
technician technology telephone television tell tells ten tennis terrible test text than thank thanks thanksgiving
that thats the theater theatre their them then theory therapist therapy there therefore theres these they theyre
theyve thin thing things think thinks third thirdly thirty this those though thought three throat through throw
thursday thursdays thus thx tie till time times tiny tired title to today together told tomorrow tonight too took tool
topic touch tough tourism tourist toward tower town trade tradition traditional traffic train training transport
travel treatment tree trip trouble truck true trust truth trying tuesday tuesdays turn turns tv twelve twenty twice
twitter two type typed ugly uncle under understand unfortunately unique unit united university unlike until up upon
upset usb use used useful using usual usually va valley value van variety vegetable very video view village violence
vip virus visit visits voice volleyball volunteer vote wait waiting wake walk walked wall want wanted war ward warm
was wash wasnt waste watch water way we weak wealth wear weather web website wedding wednesday wednesdays week weekend
weeks weight welcome well wellness went were werent west wet weve what whatever whats whatsapp wheel wheelchair when
whenever where wheres wherever whether which while white who whoever whole whom whos whose why wide wife wifi wild
will win wind window wine winner winter wisdom wish with within without woman women wonder wonderful wont wood word
words work worker working world worry worse worst would wouldnt wow write writer written wrong wrote yard yeah year
years yep yes yesterday yet yoga you young your youre yours yourself youth youtube youve zoo zoom
"""
ORDINARY = frozenset(_WORDS.split())
