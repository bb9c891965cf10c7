"""Countries with the words for their people and languages, the states of the USA and large cities.

Compiled by hand for this project from common knowledge; no list of others was copied, so the
license of the project is all that applies. One line a country: its names, a bar, its people.
"""

_COUNTRIES = """
afghanistan|afghan afghans afghani pashto dari
albania|albanian albanians
algeria|algerian algerians
andorra|andorran andorrans
angola|angolan angolans
argentina|argentinian argentinians argentine argentines argentinean
armenia|armenian armenians
australia|australian australians aussie aussies
austria|austrian austrians
azerbaijan|azerbaijani azerbaijanis azeri
bahamas|bahamian bahamians
bahrain|bahraini bahrainis
bangladesh|bangladeshi bangladeshis bengali bengalis
barbados|barbadian barbadians bajan
belarus|belarusian belarusians
belgium|belgian belgians flemish
belize|belizean belizeans
benin|beninese
bhutan|bhutanese
bolivia|bolivian bolivians
bosnia,bosnia and herzegovina|bosnian bosnians
botswana|botswanan
brazil,brasil|brazilian brazilians
brunei|bruneian
bulgaria|bulgarian bulgarians
burkina faso|burkinabe
burundi|burundian burundians
cambodia|cambodian cambodians khmer
cameroon|cameroonian cameroonians
canada|canadian canadians
cape verde|cape-verdean
chad|chadian chadians
chile|chilean chileans
china|chinese mandarin cantonese
colombia,columbia|colombian colombians
comoros|comorian
congo|congolese
costa rica|rican ricans
croatia|croatian croatians croat croats
cuba|cuban cubans
cyprus|cypriot cypriots
czechia,czech republic|czech czechs
denmark|danish dane danes
djibouti|djiboutian
dominican republic|dominican dominicans
east timor,timor-leste|timorese
ecuador|ecuadorian ecuadorians
egypt|egyptian egyptians
el salvador|salvadoran salvadorans salvadorian
england|english englishman englishwoman
eritrea|eritrean eritreans
estonia|estonian estonians
eswatini,swaziland|swazi swazis
ethiopia|ethiopian ethiopians amharic
fiji|fijian fijians
finland|finnish finn finns
france|french frenchman frenchwoman
gabon|gabonese
gambia|gambian gambians
georgia|georgian georgians
germany|german germans
ghana|ghanaian ghanaians
greece|greek greeks
greenland|greenlandic
grenada|grenadian
guatemala|guatemalan guatemalans
guinea|guinean guineans
guinea-bissau|
guyana|guyanese
haiti|haitian haitians
honduras|honduran hondurans
hong kong|hongkonger
hungary|hungarian hungarians
iceland|icelandic icelander icelanders
india|indian indians hindi tamil punjabi gujarati
indonesia|indonesian indonesians
java|javanese
iran|iranian iranians persian persians farsi
iraq|iraqi iraqis
ireland|irish irishman irishwoman
israel|israeli israelis hebrew
italy|italian italians
ivory coast|ivorian ivorians
jamaica|jamaican jamaicans
japan|japanese
jordan|jordanian jordanians
kazakhstan|kazakh kazakhs
kenya|kenyan kenyans
kiribati|
korea|korean koreans
south korea|
north korea|
kosovo|kosovar kosovars
kuwait|kuwaiti kuwaitis
kyrgyzstan|kyrgyz
laos|laotian laotians lao
latvia|latvian latvians
lebanon|lebanese
lesotho|basotho
liberia|liberian liberians
libya|libyan libyans
liechtenstein|
lithuania|lithuanian lithuanians
luxembourg|luxembourgish
macedonia,north macedonia|macedonian macedonians
madagascar|malagasy
malawi|malawian malawians
malaysia|malaysian malaysians malay
maldives|maldivian maldivians
mali|malian malians
malta|maltese
martinique|martinican
mauritania|mauritanian mauritanians
mauritius|mauritian mauritians
mexico|mexican mexicans
micronesia|micronesian
moldova|moldovan moldovans
monaco|monegasque
mongolia|mongolian mongolians
montenegro|montenegrin montenegrins
morocco|moroccan moroccans
mozambique|mozambican mozambicans
myanmar,burma|burmese
namibia|namibian namibians
nauru|
nepal|nepalese nepali nepalis
netherlands,holland|dutch dutchman
new zealand|zealander zealanders kiwi kiwis maori
nicaragua|nicaraguan nicaraguans
niger|nigerien
nigeria|nigerian nigerians yoruba igbo hausa
norway|norwegian norwegians
oman|omani omanis
pakistan|pakistani pakistanis urdu
palau|
palestine|palestinian palestinians
panama|panamanian panamanians
papua new guinea|
paraguay|paraguayan paraguayans
peru|peruvian peruvians quechua
philippines|filipino filipinos filipina tagalog philippine
poland|polish pole poles
portugal|portuguese
puerto rico|boricua
qatar|qatari qataris
romania|romanian romanians
russia|russian russians
rwanda|rwandan rwandans
samoa|samoan samoans
san marino|
saudi arabia|saudi saudis
scotland|scottish scot scots
senegal|senegalese wolof
serbia|serbian serbians serb serbs
seychelles|
sierra leone|leonean leoneans
singapore|singaporean singaporeans
slovakia|slovak slovaks slovakian
slovenia|slovenian slovenians slovene
somalia|somali somalis somalian
south africa|zulu xhosa afrikaans
south sudan|
spain|spanish spaniard spaniards
sri lanka|lankan lankans sinhalese
sudan|sudanese
suriname|surinamese
sweden|swedish swede swedes
switzerland|swiss
syria|syrian syrians
taiwan|taiwanese
tajikistan|tajik tajiks
tanzania|tanzanian tanzanians
thailand|thai thais
tibet|tibetan tibetans
togo|togolese
tonga|tongan tongans
trinidad,trinidad and tobago|trinidadian trinidadians
tunisia|tunisian tunisians
turkey,türkiye|turkish turk turks
turkmenistan|turkmen
tuvalu|
uganda|ugandan ugandans
ukraine|ukrainian ukrainians
united arab emirates,uae,emirates|emirati emiratis
united kingdom,uk,great britain,britain|british brit brits briton
united states,united states of america,usa,us of a,america,the states|american americans
uruguay|uruguayan uruguayans
uzbekistan|uzbek uzbeks
vanuatu|
vatican|
venezuela|venezuelan venezuelans
vietnam,viet nam|vietnamese
wales|welsh welshman
yemen|yemeni yemenis
zambia|zambian zambians
zimbabwe|zimbabwean zimbabweans shona
africa|african africans
asia|asian asians
europe|european europeans
latin america|latino latina latinos latinas hispanic hispanics
arabia|arab arabs arabic
rome|latin roman
navajo nation|navajo navajos
apache nation|apache apaches
cherokee nation|cherokee cherokees
lakota nation|lakota sioux
hopi nation|hopi
ojibwe nation|ojibwe
kurdistan|kurd kurds kurdish
catalonia|catalan catalans
basque country|basque basques
prussia|prussian prussians
sparta|spartan spartans
"""
_STATES = """
alabama,alaska,arizona,arkansas,california,colorado,connecticut,delaware,florida,hawaii,idaho,illinois,indiana,
iowa,kansas,kentucky,louisiana,maine,maryland,massachusetts,michigan,minnesota,mississippi,missouri,montana,
nebraska,nevada,new hampshire,new jersey,new mexico,new york,north carolina,north dakota,ohio,oklahoma,oregon,
pennsylvania,rhode island,south carolina,south dakota,tennessee,texas,utah,vermont,virginia,washington,
west virginia,wisconsin,wyoming
"""
# Large and much visited cities, so that they are known at the beginning of a sentence too.
_CITIES = """
accra,addis ababa,algiers,amman,amsterdam,ankara,antwerp,athens,atlanta,auckland,baghdad,baltimore,bangalore,bangkok,
barcelona,beijing,beirut,belfast,belgrade,berlin,birmingham,bogota=bogotá,bologna,bordeaux,boston,bratislava,brisbane,bristol,
brooklyn,brussels,bucharest,budapest,buenos aires,buffalo,cairo,calgary,cape town,caracas,cardiff,casablanca,charleston,
chennai,chicago,cincinnati,cleveland,cologne=köln,copenhagen,dakar,dallas,damascus,delhi,denver,detroit,dhaka,doha,dubai,
dublin,dubrovnik,edinburgh,edmonton,el paso,florence=firenze,frankfurt,geneva=genève,genoa,glasgow,guadalajara,hamburg,hanoi,harare,
havana,helsinki,ho chi minh,hiroshima,honolulu,houston,indianapolis,islamabad,istanbul,jakarta,jeddah,jerusalem,
johannesburg,kabul,kampala,kansas city,karachi,kathmandu,khartoum,kyiv=kiev,kigali,kinshasa,kolkata,krakow=kraków=cracow,
kuala lumpur,kyoto,lagos,lahore,las vegas,leeds,lima,lisbon=lisboa,liverpool,ljubljana,london,los angeles,louisville,luanda,
lusaka,lyon,madrid,manchester,manila,marrakech,marseille,mecca,medellin,melbourne,memphis,mexico city,miami,milan=milano,
milwaukee,minneapolis,minsk,mogadishu,monterrey,montreal=montréal,moscow,mumbai,munich=münchen,nairobi,naples=napoli,nashville,new delhi,
new orleans,new york city=nyc,newark,omaha,orlando,osaka,oslo,ottawa,oxford,palermo,paris,perth,philadelphia,
phnom penh,phoenix,pittsburgh,portland,porto,prague=praha,pretoria,quebec,quito,riga,rio,rio de janeiro,riyadh,rotterdam,
sacramento,saigon,salt lake city,san antonio,san diego,san francisco,san jose,santiago,santo domingo,sao paulo=são paulo,sapporo,sarajevo,seattle,seoul,seville=sevilla,shanghai,sheffield,skopje,st louis,stockholm,strasbourg,
stuttgart,sydney,taipei,tallinn,tampa,tashkent,tbilisi,tehran,tel aviv,tirana,tokyo,toronto,tripoli,tucson,
tulsa,tunis,turin=torino,utrecht,valencia,vancouver,venice=venezia,vienna=wien,vilnius,warsaw=warszawa,wellington,winnipeg,yangon,york,zagreb,zurich=zürich
"""
# Ordinary words or first names besides: a country only with a capital or behind "in", "from", "to".
DOUBTFUL = frozenset(
    "turkey china chad jordan georgia guinea chile niger polish pole poles finn finns scot us java "
    "kiwi kiwis dutch latin roman dane mali maine lao thai brit malta tonga cuba virginia montana "
    "vatican florence charleston buffalo orlando santiago sydney rio wellington cleveland lima york hopi shona swede swedes columbia carolina washington tamil".split()
)


def _phrases() -> dict[tuple[str, ...], tuple[str, str]]:
    """Return the words of every place and people: the kind of fact, and the country meant."""
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for line in _COUNTRIES.strip().splitlines():
        names, _, people = line.partition("|")
        country = names.split(",")[0]
        for name in names.split(","):
            found[tuple(name.replace("-", " ").split())] = ("place", country)
        for word in people.split():
            found[tuple(word.split("-"))] = ("nationality", country)
    for state in _STATES.replace("\n", "").split(","):
        found.setdefault(tuple(state.split()), ("place", f"{state} state"))
    for city in _CITIES.replace("\n", "").split(","):
        first = city.split("=")[0]
        for name in city.split("="):
            found.setdefault(tuple(name.split()), ("place", f"{first} city"))
    return found


PHRASES = _phrases()
# The first word of a phrase: all phrases that begin with it, the longest first.
BY_FIRST_WORD: dict[str, list[tuple[str, ...]]] = {}
for _words in sorted(PHRASES, key=len, reverse=True):
    BY_FIRST_WORD.setdefault(_words[0], []).append(_words)
