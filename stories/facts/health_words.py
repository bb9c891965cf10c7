"""Health terms: drugs, diagnoses, tests, organisms, devices and parts of the body that are ill.

Compiled by hand for this project from common knowledge; no list of others was copied, so the
license of the project is all that applies. Terms are parted by commas; "=" joins equal terms.
"""

_DRUGS = """
acetaminophen=paracetamol=tylenol,albuterol=salbutamol=ventolin,allopurinol,alprazolam=xanax,amiodarone,amitriptyline,
amlodipine=norvasc,amoxicillin=amoxicilin,amphetamine,adderall,ritalin=methylphenidate,anastrozole,antibiotic,antidepressant,
antihistamine,apixaban=eliquis,aripiprazole=abilify,aspirin,atenolol,atorvastatin=lipitor,azithromycin=zithromax,
baclofen,beta blocker,bisoprolol,botox,bupropion=wellbutrin,buprenorphine,suboxone,butter,calcium,cannabis=marijuana,
carbamazepine=tegretol,carvedilol,cefalexin=cephalexin=keflex,ceftriaxone,celecoxib=celebrex,cetirizine=zyrtec,chemotherapy=chemo,
ciprofloxacin=cipro,cisplatin,citalopram=celexa,clonazepam=klonopin,clonidine,clopidogrel=plavix,codeine,colchicine,
cortisone,cyclosporine,dapagliflozin,dexamethasone,diazepam=valium,diclofenac=voltaren,digoxin,diltiazem,diphenhydramine=benadryl,
diuretic=water pill,donepezil=aricept,doxycycline,duloxetine=cymbalta,empagliflozin=jardiance,enalapril,enoxaparin,
epinephrine=adrenaline,epipen,erythromycin,escitalopram=lexapro,estrogen=oestrogen,etanercept=enbrel,ezetimibe,famotidine=pepcid,
fentanyl,ferritin,fluconazole,fluoxetine=prozac,fluticasone=flonase,folic acid,furosemide=lasix,gabapentin=neurontin,
glipizide,glyburide,haloperidol=haldol,heparin,heroin,hydralazine,hydrochlorothiazide,hydrocodone=vicodin,hydrocortisone,
hydromorphone=dilaudid,hydroxychloroquine=plaquenil,hydroxyzine,ibuprofen=advil=motrin,imatinib=gleevec,immunotherapy,infliximab=remicade,
adalimumab=humira,insulin,interferon,iron,ketamine,ketorolac,labetalol,lamotrigine=lamictal,levetiracetam=keppra,levodopa,
levothyroxine=synthroid,lidocaine,linezolid,liraglutide,lisinopril,lithium,loperamide=imodium,loratadine=claritin,lorazepam=ativan,
losartan,lovastatin,magnesium,melatonin,memantine,metformin,methadone,methotrexate,metoprolol,metronidazole=flagyl,
midazolam,mirtazapine,modafinil,montelukast=singulair,morphine,naloxone=narcan,naltrexone,naproxen=aleve,nicotine,nifedipine,
nitrofurantoin,nitroglycerin,olanzapine=zyprexa,omeprazole=prilosec,ondansetron=zofran,opioid,oxycodone=oxycontin,
oxytocin,pantoprazole,paroxetine=paxil,penicillin,percocet,phenytoin=dilantin,pioglitazone,potassium,pravastatin,prednisone,
prednisolone,pregabalin=lyrica,probiotic,progesterone,promethazine,propofol,propranolol,quetiapine=seroquel,ramipril,ranitidine,
remdesivir,paxlovid,risperidone,rituximab,rivaroxaban=xarelto,rosuvastatin=crestor,salmeterol,semaglutide=ozempic,wegovy,tirzepatide,
sertraline=zoloft,sildenafil=viagra,simvastatin,sitagliptin=januvia,spironolactone,statin,steroid,sulfa,sumatriptan,
tacrolimus,tamoxifen,tamsulosin,temazepam,testosterone,tetracycline,thyroxine,topiramate=topamax,tramadol,trastuzumab=herceptin,
trazodone,valproate=depakote,valsartan,vancomycin,venlafaxine=effexor,verapamil,vitamin d,vitamin c,vitamin b,warfarin=coumadin,
zolpidem=ambien,zinc,vaccine=vaccination,painkiller,sedative,laxative,antacid,blood thinner=anticoagulant,antipsychotic,antifungal,
antiviral,inhaler,alcohol,cocaine,radiotherapy=radiation,dialysis,chemotherapies,anesthesia=anaesthesia,epidural
"""
_DIAGNOSES = """
abscess,acne,addiction,adhd=add,aids,allergy=allergies,alopecia,als,alzheimer=alzheimer's=alzheimers,amnesia,anaphylaxis,anemia=anaemia,
aneurysm,angina,anorexia,anxiety,appendicitis,arrhythmia,arthritis,asthma,atrial fibrillation=afib,autism,bipolar=bipolar disorder,
bladder infection=uti=urinary tract infection,bleeding,blindness,blood clot,blood poisoning,bowel obstruction,brain injury,brain damage,
bronchitis,bronchiolitis,bulimia,burnout,burn,bursitis,cancer,breast cancer,bowel cancer=colon cancer,lung cancer,skin cancer,prostate cancer,
ovarian cancer,pancreatic cancer,liver cancer,kidney cancer,brain cancer,bone cancer,stomach cancer,throat cancer,cervical cancer,
thyroid cancer,blood cancer,bladder cancer,cardiac arrest,cardiomyopathy,cataract,celiac disease=coeliac disease=celiac,cerebral palsy,
chickenpox=chicken pox,cirrhosis,cleft palate,cold,colic,colitis,coma,concussion,congestive heart failure,heart failure,constipation,copd,
cough,covid=coronavirus=corona virus=corona=covid 19,crohn=crohn's=crohns=crohn's disease,cyst,cystic fibrosis,deafness,dehydration,delirium,dementia,dengue,
depression,dermatitis,diabetes=diabetis,gestational diabetes,diarrhea=diarrhoea,diphtheria,dislocation,diverticulitis,
down syndrome=down's syndrome,dystrophy,muscular dystrophy,dyslexia,eczema,edema=oedema,embolism,pulmonary embolism,emphysema,encephalitis,
endometriosis,epilepsy,fever,fibroid,fibromyalgia,flu=influenza,food poisoning,fracture,frostbite,gallstone,gangrene,gastritis,glaucoma,
goiter,gout,hay fever,headache,heart attack,heart disease,heart murmur,heartburn,heatstroke,hemophilia=haemophilia,
hemorrhage=haemorrhage,hemorrhoid,hepatitis,hernia,herpes,high blood pressure=hypertension,low blood pressure=hypotension,
low blood sugar=hypoglycemia,high blood sugar=hyperglycemia,hip fracture,hiv,hives,hodgkin's,huntington's,hydrocephalus,
hyperthyroidism,hypothyroidism,infection,infertility,inflammation,insomnia,jaundice,kidney disease,kidney failure,kidney stone,
leukemia=leukaemia,leprosy,liver disease,liver failure,lupus,lyme disease=lyme,lymphoma,malaria,mastitis,measles,melanoma,
meningitis,menopause,migraine,miscarriage,mold,mononucleosis=mono,multiple sclerosis=ms,mumps,myeloma,myocarditis,narcolepsy,
nausea,neuropathy,nosebleed,obesity,ocd,osteoarthritis,osteoporosis,overdose,pancreatitis,panic attack,asthma attack,paralysis,parkinson=parkinson's=parkinsons,
pcos,peritonitis,pertussis=whooping cough,phobia,pneumonia,pneumothorax,polio,polyp,postpartum depression,preeclampsia,
psoriasis,psychosis,ptsd,rabies,rash,retinal detachment,rheumatism,ringworm,rosacea,rubella,scabies,scarlet fever,schizophrenia,
sciatica,scoliosis,seizure,sepsis,shingles,sickle cell=sickle cell disease=sickle cell anemia,sinusitis,sinus cyst,sleep apnea=sleep apnoea=apnea,smallpox,
sore throat,spina bifida,spinal cord,sprain,stroke,suicide,swelling,syphilis,tetanus,thrombosis,thyroid disease,tinnitus,tonsillitis,
toothache,tourette's,trauma,tuberculosis=tb,brain tumor=brain tumour,tumor=tumour,typhoid,ulcer,corneal ulcer,stomach ulcer,vertigo,
vomiting,wart,yellow fever,zika,ebola,monkeypox=mpox,mers,sars,pregnancy,stillbirth,labor,contraction,withdrawal,relapse,remission
"""
_TESTS = """
a1c,angiogram,angioplasty,amputation,amniocentesis,autopsy,biopsy,biopsies,blood count,blood test,bone marrow,bronchoscopy,bypass,c-section=cesarean=caesarean=c section,
cat scan=ct scan=ct,catheter,colonoscopy,colostomy,creatinine,cholesterol,defibrillator,ecg=ekg=electrocardiogram,echocardiogram,eeg,
endoscopy,feeding tube,gastroscopy,hearing aid,hemoglobin,hip replacement,knee replacement,hysterectomy,infusion,injection,laparoscopy,
mammogram,mastectomy,mri=magnetic resonance,nebulizer,pacemaker,pap smear,pcr test,pet scan,physical therapy,physiotherapy,prosthesis,
pulse oximeter,shunt,sonogram,spinal tap=lumbar puncture,stent,stitch,stress test,surgery,swab,transfusion,transplant,kidney transplant,
liver transplant,heart transplant,ultrasound,urine test,vasectomy,ventilator,x-ray=xray=x ray,tracheotomy,chest tube,insulin pump,
blood pressure,blood sugar,heart rate,oxygen,platelet,white cell,red cell,glucose,spinal fusion,cochlear implant,appendectomy,tonsillectomy
"""
_ORGANISMS = """
candida,chlamydia,clostridium,c diff,e coli=escherichia coli,enterococcus,giardia,gonorrhea,helicobacter,hpv,klebsiella,legionella,
lice,listeria,mrsa,norovirus,parasite,pneumococcus,pseudomonas,ringworm,rotavirus,rsv,salmonella,staph=staphylococcus,strep=streptococcus,
tapeworm,toxoplasma,yeast,bacteria=bacterium,virus,fungus,worm,tick,mosquito
"""
_ORGANS = """
abdomen,ankle,aorta,appendix,artery,bladder,bowel=intestine,brain,breast,cervix,colon,cornea,elbow,esophagus,femur,gallbladder,
heart,hip,jaw,kidney,knee,larynx,liver,lung,lymph node,pancreas,pelvis,placenta,prostate,retina,rib,shoulder,skull,spine,
spinal disc,spleen,stomach,tendon,testicle,thyroid,tibia,tongue,tonsil,uterus=womb,vein,wrist,collarbone,sinus
"""


def _terms() -> dict[tuple[str, ...], str]:
    """Return the words of every term, in the singular and the plural, with the term it is."""
    found: dict[tuple[str, ...], str] = {}
    for line in (_DRUGS, _DIAGNOSES, _TESTS, _ORGANISMS, _ORGANS):
        for group in line.replace("\n", "").split(","):
            forms = group.split("=")
            for form in forms:
                words = form.replace("-", " ").removesuffix("'s").split()
                found[tuple(words)] = forms[0]
                found.setdefault((*words[:-1], f"{words[-1]}s"), forms[0])
                if words[-1].endswith("y"):
                    found.setdefault((*words[:-1], f"{words[-1][:-1]}ies"), forms[0])
    return found


TERMS = _terms()
# Terms that are ordinary words besides, or too vague to be a fact of their own.
for _word in (
    "cold",
    "butter",
    "iron",
    "add",
    "ms",
    "mono",
    "burn",
    "labor",
    "mold",
    "tick",
    "worm",
):
    TERMS.pop((_word,), None)
    TERMS.pop((f"{_word}s",), None)
# Terms that come and go with the wording: only another in their place is a change.
WEAK = (
    frozenset(_ORGANS.replace("\n", "").split(","))
    | frozenset(
        """allergy anxiety bacteria bleeding blindness contraction cough deafness dehydration fever headache heartburn infection
    inflammation injection nausea obesity overdose oxygen painkiller paralysis parasite pregnancy rash steroid stitch surgery
    swelling toothache trauma vaccine virus vomiting alcohol addiction allergies heroin nicotine""".split()
    )
    | {
        "blood pressure",
        "blood sugar",
        "blood test",
        "heart rate",
        "sore throat",
        "blood count",
        "hearing aid",
    }
)
WEAK |= {name.split("=")[0] for name in WEAK}
# The first word of a term: all terms that begin with it, the longest first.
BY_FIRST_WORD: dict[str, list[tuple[str, ...]]] = {}
for _words in sorted(TERMS, key=len, reverse=True):
    BY_FIRST_WORD.setdefault(_words[0], []).append(_words)
SUFFIXES = (
    "itis",
    "cillin",
    "mycin",
    "floxacin",
    "statin",
    "prazole",
    "sartan",
    "olol",
    "dipine",
    "azepam",
    "zolam",
    "tidine",
    "triptan",
    "gliptin",
    "gliflozin",
    "glutide",
    "tinib",
    "zumab",
    "ximab",
    "mumab",
    "oxetine",
    "setron",
    "caine",
    "vir",
    "ectomy",
    "ectomies",
    "oscopy",
    "oscopies",
    "otomy",
    "ostomy",
    "plasty",
    "ography",
    "emia",
    "aemia",
    "uria",
    "algia",
    "opathy",
    "penia",
    "plegia",
    "sclerosis",
    "fibrosis",
    "stenosis",
    "cytosis",
    "carcinoma",
    "sarcoma",
    "lymphoma",
    "blastoma",
    "myeloma",
    "adenoma",
    "coccus",
    "megaly",
    "rrhea",
    "rrhage",
)
NO_TERMS = frozenset(
    "photography geography biography bibliography choreography nostalgia academia sympathy empathy cocaine".split()
)
