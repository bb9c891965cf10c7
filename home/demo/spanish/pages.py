"""The landing page, the list and the week in Spanish, and the Spanish names of what stands in menus and lists."""

from home.demo import pages_week
from home.demo.refs import ToDocument, ToPage, ToPicture, link

LANDING = {
    "title": "#IHeartHIT",
    "seo_title": "Historias reales sobre información y tecnología de salud",
    "search_description": "Las personas cuentan qué hicieron por ellas la información y la "
    "tecnología de salud. Lea una historia, o comparta la suya.",
    "body": [
        ("story_opening", {"story": None}),
        (
            "week_strip",
            {
                "page": ToPage("week"),
                "text": "Cinco días, cinco preguntas y sus historias en la sala.",
                "link_label": "Ver la semana",
            },
        ),
        ("story_wall", {"heading": "Personas que llevan esto en el corazón", "stories": []}),
        (
            "steps",
            {
                "heading": "Trescientas palabras, o sesenta segundos",
                "text": "Calcule unos quince minutos. Basta con un teléfono, y no necesita una "
                "cuenta.",
                "steps": [
                    {
                        "heading": "Cuente qué pasó",
                        "text": "A usted, o a alguien que le dio permiso de contarlo.",
                    },
                    {
                        "heading": "Diga qué aprendió",
                        "text": "Una cosa que un colega o un vecino debería saber.",
                    },
                    {
                        "heading": "Diga quién debe escucharlo",
                        "text": "Quienes hacen las leyes, equipos de salud, pacientes, o quienes "
                        "crean la tecnología.",
                    },
                    {
                        "heading": "Complete la frase",
                        "text": "“#IHeartHIT porque …” en 280 caracteres.",
                    },
                ],
                "button": link("Comparta su historia", "form"),
                "background": "tint",
            },
        ),
        ("story_feature", {"heading": "", "story": None}),
        (
            "story_heart",
            {
                "heading": "Cada historia dibuja su propio corazón",
                "text": "Cada trazo es una palabra. La historia empieza en el centro y crece hacia "
                "afuera. La línea brillante de afuera es el “porque”. No hace falta una foto.",
                "story": None,
            },
        ),
        ("story_latest", {"heading": "Nuevas este mes", "topic": None, "count": 6}),
        ("story_quote", {"story": None}),
        (
            "story_form",
            {
                "heading": "Empiece por lo que pasó",
                "text": "Escriba aquí las primeras líneas. El resto del formulario está en la "
                "página siguiente.",
                "button_label": "Seguir con mi historia",
                "background": "tint",
            },
        ),
    ],
}

INDEX = {
    "title": "Historias",
    "slug": "historias",
    "search_description": "Todas las historias de la campaña, las más nuevas primero. Elija un "
    "tema, o empiece a leer.",
    "intro": "Cada una la envió la persona que la vivió, o alguien con su permiso. Elija un tema, o "
    "empiece a leer. Las historias están en el idioma en que se contaron.",
}

WEEK = {
    "title": "Semana Nacional de Health IT",
    "slug": "semana-nhit",
    "search_description": "Cinco días, cinco preguntas. Las respuestas son historias reales sobre "
    "información y tecnología de salud.",
    "intro": "Durante cinco días hacemos cinco preguntas, y la gente responde con lo que vivió. "
    "Puede responder desde ahora. Una historia que llega antes puede abrir la semana.",
    "recap": "Cinco días, cinco preguntas. Las respuestas se quedan aquí, y las historias siguen "
    "todo el año. La suya puede ser la próxima.",
    "body": [
        (
            "recap",
            {
                "heading": "Lo que fue la semana",
                "text": "<p>Hicimos cinco preguntas. La gente respondió desde cocinas, clínicas y "
                "asientos de autos estacionados.</p><p>Las historias se quedan aquí. También las "
                "promesas que se leyeron el viernes: en un año volvemos a preguntar.</p>",
                "figures": [
                    {"number": "5", "label": "días, y una pregunta para cada uno"},
                    {"number": "10", "label": "actividades en el programa"},
                ],
                "pictures": [
                    ToPicture("waiting-room", "Sillas vacías en una sala de espera."),
                    ToPicture("library-computer", "Una computadora en una mesa de biblioteca."),
                    ToPicture("porch-telephone", "Un teléfono en un porche al anochecer."),
                ],
            },
        ),
        ("story_wall", {"heading": "Historias para la semana", "stories": []}),
        (
            "programme",
            {
                "heading": "El programa",
                "text": "Venga a una actividad, o a todas. Todo es gratis. Casi todas son en inglés.",
            },
        ),
        (
            "links",
            {
                "heading": "Haga oír su voz esta semana",
                "links": [
                    {
                        "heading": "Envíe una historia a su representante",
                        "text": "Elija una historia y copie su enlace. Agregue dos líneas: por qué "
                        "le hizo pensar en su casa.",
                        "link": link("Elegir una historia", "stories"),
                    },
                    {
                        "heading": "Complete la frase en voz alta",
                        "text": "Grabe sesenta segundos con su teléfono. Suba el video a YouTube o "
                        "Vimeo y envíenos la dirección.",
                        "link": link("Enviar su video", "form"),
                    },
                    {
                        "heading": "Lea una en su próxima reunión",
                        "text": "Leer una historia en voz alta toma dos minutos. Después haga una "
                        "pregunta: ¿podría pasar aquí?",
                        "link": link("Buscar una para leer", "stories"),
                    },
                ],
                "background": "tint",
            },
        ),
        (
            "policymakers",
            {
                "heading": "Pida algo a quienes deciden",
                "text": "Una carta con una historia real se lee hasta el final.",
                "steps": [
                    {
                        "heading": "Elija una historia",
                        "text": "La que le hizo pensar en su casa. Copie su enlace.",
                    },
                    {
                        "heading": "Haga suya la carta",
                        "text": "Complete lo que está entre corchetes. Dos líneas suyas dicen más "
                        "que una página nuestra.",
                    },
                    {
                        "heading": "Envíela, y después llame",
                        "text": "Llame a los tres días y pregunte quién la leyó.",
                    },
                ],
                "subject": "Una historia de aquí sobre información de salud",
                "letter": "Estimado/a [nombre]:\n\n"
                "Esta semana la gente cuenta qué hicieron por ella la información y la tecnología "
                "de salud. Una de estas historias pudo pasar en [su ciudad]:\n\n"
                "[enlace a la historia]\n\n"
                "Me hizo pensar en [una frase suya].\n\n"
                "Léala, por favor. Después dígame qué hará para que aquí termine bien.\n\n"
                "Gracias,\n[su nombre y su calle]",
                "button_label": "Abrirla en mi programa de correo",
                "link": link("Elegir una historia", "stories"),
                "background": "paper",
            },
        ),
        ("story_quote", {"story": None}),
        ("edition_stories", {"heading": "Contadas este año", "edition": None, "count": 3}),
        (
            "toolkit",
            {
                "heading": "Para llevar",
                "text": "Hojas para su reunión, su teléfono y su pared.",
                "downloads": [
                    {
                        "document": ToDocument("sesenta-segundos", "Grabe sesenta segundos"),
                        "label": "Grabe sesenta segundos",
                        "text": "Qué hacer antes, durante y después de grabar.",
                        "language": "Español",
                    },
                    {
                        "document": ToDocument("reading-sheet", "Read one story at your meeting"),
                        "label": "Lea una historia en su reunión",
                        "text": "Cuatro minutos, una historia, una pregunta.",
                        "language": "Inglés",
                    },
                    {
                        "document": ToDocument("ready-posts", "Posts that are ready to use"),
                        "label": "Mensajes listos para publicar",
                        "text": "Uno para cada día, con las dos etiquetas.",
                        "language": "Inglés",
                    },
                ],
                "background": "paper",
            },
        ),
        (
            "partners",
            {
                "heading": "Quiénes participan",
                "text": "Todas las organizaciones de esta página son inventadas para esta "
                "demostración. Ninguna existe.",
                "count": 12,
            },
        ),
        (
            "questions",
            {
                "heading": "Preguntas sobre la semana",
                "questions": [
                    {
                        "question": "¿Tengo que responder la pregunta del día?",
                        "answer": "<p>No. Las preguntas son para ayudarle a empezar. Cualquier "
                        "historia real sobre información o tecnología de salud es bienvenida, "
                        "cualquier día.</p>",
                    },
                    {
                        "question": "¿Quién puede participar?",
                        "answer": "<p>Todo el mundo. Pacientes, familias, equipos de salud, "
                        "quienes crean los sistemas y quienes hacen las reglas.</p>",
                    },
                    {
                        "question": "¿Qué etiquetas uso cuando publico?",
                        "answer": "<p>Use <b>#IHeartHIT</b> para su historia y <b>#NHITWeek</b> "
                        "para la semana. Lo mejor es usar las dos.</p>",
                    },
                    {
                        "question": "¿Y si se me pasa la semana?",
                        "answer": "<p>Envíela de todos modos. Leemos historias todo el año, y las "
                        "publicamos antes, durante y después de la semana.</p>",
                    },
                ],
            },
        ),
        (
            "story_form",
            {
                "heading": "Responda con su historia",
                "text": "Escriba aquí las primeras líneas. El resto del formulario está en la "
                "página siguiente.",
                "button_label": "Seguir con mi historia",
                "background": "tint",
            },
        ),
    ],
}

# Which stories stand on the Spanish pages: as in home.demo.pages.LAYOUT.
LAYOUT = [
    ("es:landing", "story_opening", ["ofelia"]),
    ("es:landing", "story_wall", ["rogelio", "tomas", "eileen", "amara", "mai", "grace"]),
    ("es:landing", "story_feature", ["marlene"]),
    ("es:landing", "story_quote", ["arturo"]),
    ("es:week", "story_wall", ["tomas", "rogelio", "michigan", "amara", "devon"]),
    ("es:week", "story_quote", ["leona"]),
]

TAGLINE = (
    "Un año de historias reales sobre lo que la información y la tecnología de salud hacen por "
    "la gente."
)
FOOTER_NOTE = "Cada historia y cada organización aquí es inventada para esta demostración."
BANNER = "Se acerca la Semana Nacional de Health IT. Vea qué pasa cada día."
ORGANIZER = "el equipo de la campaña"
# The labels of the menus, by page.
LABELS = {
    "stories": "Historias",
    "week": "La semana",
    "about": "Acerca de",
    "choosing": "Cómo elegimos y editamos historias",
    "rights": "Sus derechos sobre su historia",
    "take-down": "Retirar o cambiar una historia",
    "help": "Ayuda con el formulario",
    "accessibility": "Accesibilidad",
    "privacy": "Privacidad",
}
TOPICS = {
    "getting-the-record": "Conseguir el expediente",
    "care-at-home": "Cuidados en casa",
    "safer-medicines": "Medicinas más seguras",
    "telehealth": "Telesalud",
    "language-and-access": "Idioma y acceso",
    "emergency-care": "Emergencias",
    "the-people-who-build-it": "Quienes la crean",
}

EDITION_NAME = "Semana Nacional de Health IT de EE. UU."
DAY_QUESTIONS = [
    (
        "¿A quién dejamos fuera?",
        "Cuéntenos de la persona que no pudo con la puerta, el formulario o el idioma.",
    ),
    (
        "¿Qué salvó un expediente?",
        "Cuéntenos del día en que alguien ya lo sabía, y qué habría pasado si no.",
    ),
    (
        "¿Quién tiene la única copia?",
        "Cuéntenos de la carpeta, la caja de zapatos, la persona que se acuerda de todo.",
    ),
    (
        "¿Qué debería ser más fácil?",
        "Cuéntenos de la llamada que hizo cuatro veces, y cómo debería ser.",
    ),
    (
        "¿Qué arreglaremos para el próximo año?",
        "Díganos una cosa que usted crea, dirige, paga o decide, y qué cambiará.",
    ),
]
ACTIVITY_KINDS = ["Seminario web", "En persona", "Redes sociales", "Lectura"]
PARTNER_KINDS = ["Aliado principal", "Aliado", "Patrocinador"]
# Title and text of each activity, in the order of home.demo.pages_week.
ACTIVITIES = [
    (
        "El muro de corazones",
        "Escriba su frase en un corazón de papel y cuélguelo. Llévese otro a casa.",
    ),
    (
        "Abre la semana: tres historias en voz alta",
        "Tres personas leen lo que nos enviaron. Después usted pregunta, y ellas responden.",
    ),
    (
        "Un té con la recepción",
        "Quienes lo oyen primero cuentan qué les preguntan más.",
    ),
    (
        "Una hora de respuestas",
        "Pregunte lo que quiera sobre su expediente. Cuatro bibliotecarias y una enfermera "
        "responden a todos.",
    ),
    (
        "Lea su expediente en la biblioteca",
        "Traiga su teléfono. Le ayudamos a abrir su expediente, y lo leemos con usted si quiere.",
    ),
    (
        "La única copia",
        "Dos cuidadores abren su carpeta. Hablamos de qué pasa cuando se enferman ellos.",
    ),
    (
        "Turno de noche",
        "Para quienes trabajan mientras otros duermen. Llegue tarde, váyase temprano, diga lo que "
        "guste.",
    ),
    (
        "Llame a su representante, en compañía",
        "Nos reunimos, practicamos diez minutos, y después cada quien hace una llamada.",
    ),
    (
        "Caminata de la clínica a la farmacia",
        "Media milla, cinco paradas, una historia en cada una.",
    ),
    (
        "Lo que vamos a arreglar",
        "Diez personas leen una promesa cada una. En un año les volvemos a preguntar.",
    ),
]
# Places, and what the links do, by their English words; the name of a house stays.
PLACES = {
    "Online": "En línea",
    "Bus station, Albuquerque, New Mexico": "Estación de autobuses, Albuquerque, Nuevo México",
    "Wherever you see #NHITWeek": "Donde vea #NHITWeek",
    "Online, and in the hall of Gannet Bay": "En línea, y en la sala de Gannet Bay",
}
LINK_LABELS = {
    "Join the opening": "Entrar a la apertura",
    "Save a seat": "Reservar un lugar",
    "Join the talk": "Entrar a la charla",
    "Join the night": "Entrar a la noche",
    "Join the calls": "Entrar a las llamadas",
    "Listen in": "Escuchar",
    "Sign up": "Inscribirse",
}
ACTIVITY_WORDS = {
    row[0]: words for row, words in zip(pages_week.ACTIVITIES, ACTIVITIES, strict=True)
}
