"""Ordinary words that learners and phones write with a capital, so that they are no names.

Compiled by hand for this project; the license of the project is all that applies.
"""

_WORDS = """
accident address admin ads adult advice afternoon age air airport allergy ambulance animal answer app
application appointment area arm army art article attack aunt baby back bag ball band bank bar bathroom beach
bed bell best bible bike bill biology bird birthday blood board boat body bone book boss bottle box boy boyfriend
brain bread breakfast bridge brother building bus business cafe cake call camera camp cancer captain car card
care caregiver carer cartoon case cash castle cat cathedral cell center centre chair champion chapter charity
chart chat chef chemistry chest chief child childhood children church cinema citizen city civil class classroom
clinic club coach code coffee college colonel comedy committee community company computer concert conclusion
conference confirmation constitution consultant cook cookie council counselor country couple course court cousin
cover crew culture customer dad daddy dance dancer data date daughter day dear death dementia democracy dentist
department desk diary diet dinner director disability discharge disease doc doctor doctors dog dollar donor door
drama dream dress drink driver drug duty ear earth east easter economy editor education electricity elementary
email emergency engineer engineering english environment evening exam example exercise experience eye facebook
facility fact factory family farm farmer fashion father fault festival fever file film finance finger fire
firefighter firefighters fish fitness flat flight floor flower flu food foot football forest form fortune friend
friends fruit future game garden gas gate generation gentleman gentlemen geography girl girlfriend glass global
god goodbye google government grand granddad granddaughter grandfather grandma grandmother grandpa grandparents
grandson granny grocery group guard guest guide gym hair hall hand happiness happy head headache health heart
hello help hepatitis hero hi high history holiday holidays home homework horse hospital hospitals hotel
hour house husband i ice idea illness industry infection information injection instagram insurance internet
interview iphone ipad island issue jacket job journal journey judge juice kid kids kingdom kitchen knee knowledge
lab lady ladies lake language laptop law lawyer leader leg lesson letter library life light line list literature
liver love luck lunch lung ma ma'am machine madam magazine mail mall mama man manager market marketing married
master match math mathematics maths medal media medicine meeting member men metro middle midwife military minister
ministry mobile mom mommy money moon morning mother motor mountain mountains movie mr mrs ms mum mummy museum music
musical name nation nature neighbor neighbour net network news newspaper niece night noon north nose note nurse
nurses nursing office officer online open opera operation opinion orchestra order organ organization outside owner
ox oxygen page pain painting palace pancreas papa paper paradise paramedic parent parents park parliament part
party password patient patients peace pediatrician pen people person pet phone photo physics physio piano picture
pilot pizza place plane planet plan player please poem poet point police policeman pool pope portal post postman
president priest prime princess principal prison private problem professor program programme project
proud psychology public queen question radio rain reader reason reception receptionist red rehab reception relationship
religion report republic resident restaurant result results right river road robot room royal sad sadness sale
school schools science scientist sea season secretary secondary section security see senior sergeant server service
shop shopping show sir sister sky smartphone snow soap soccer social society soldier son song south speaker special
sport sports stadium staff stage star state station stop store story street student students studio subject subway
summary sun supermarket support surgeon surgery swimming system table tablet taxi tea teacher teachers team
technology telephone television tennis test text thanks theater theatre therapist therapy thing tower town traffic
train training travel treatment tree trip truck true tv twitter uncle unit university van vegetable video village
virus visit voice volleyball ward water weather web website wedding week weekend well west whatsapp wheelchair white
wife wifi wind window wine winter woman women word words work worker world writer yard year yes yoga youtube zoo
zoom ok okay oh ha haha hey hmm lol omg btw fyi etc ps pm am ai it pc id asap aka vip faq diy er icu ekg ecg ceo usb
gps sms pin app's ha yeah yep nope wow gee bye thx pls plz dont donnot im ive id ill its thats whats lets theres heres
whos wheres shes hes theyre youre weve youve theyve couldnt wouldnt shouldnt didnt doesnt wasnt werent isnt arent
havent hasnt hadnt cant wont firstly secondly thirdly finally nowadays moreover furthermore however nevertheless
therefore although despite besides meanwhile suddenly unfortunately fortunately luckily actually basically honestly
hopefully eventually apparently personally generally obviously especially anyway afterwards afterward regards
sincerely faithfully respectfully cheers congratulations introduction body conclusion advantage advantages
disadvantage disadvantages first second third sunday monday tuesday wednesday thursday friday saturday
"""
ORDINARY = frozenset(_WORDS.split())
