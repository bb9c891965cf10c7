"""Invented stories that were told in Spanish, through the Spanish form."""

from home.demo.story import DemoStory

STORIES = [
    DemoStory(
        key="ofelia",
        language="es",
        topic="safer-medicines",
        title="La letra chiquita, en grande",
        name="Ofelia Marroquín",
        name_shown="full",
        about="Costurera y abuela de seis",
        place="Yakima, Washington",
        what_happened="""
            Coso desde los nueve años, así que instrucciones sé leer. Pero las del frasco venían en
            inglés y decían “once”. Yo leí once, como el número. Once pastillas al día.

            Mi nieta estaba en la escuela y no quise molestar a nadie. Conté once sobre el hule de
            la mesa. Me parecieron muchas hasta para un caballo.

            Entonces me acordé de que la farmacia me había mandado un mensaje al teléfono. Lo abrí.
            Ahí estaba lo mismo, en español y con letra grande: una vez al día, con comida. Volví a
            meter diez en el frasco y me senté un rato.
            """,
        what_learned="""
            La misma palabra me podía cuidar o me podía matar. Alguien en la farmacia marcó una vez
            la casilla de mi idioma, y desde entonces todo me llega así.
            """,
        why_it_matters="""
            Pregunten en qué idioma lee cada persona y guárdenlo donde lo vea también el que
            imprime la etiqueta. No esperen a que una lo pida. A una le da pena.
            """,
        because="""
            #IHeartHIT porque “once” quiere decir una vez, y mi teléfono me lo dijo en español
            antes de que yo contara mal.
            """,
        days_ago=37,
        live_days_ago=30,
    ),
    DemoStory(
        key="rogelio",
        language="es",
        topic="telehealth",
        title="La consulta fue entre los surcos",
        name="Rogelio Ábrego",
        name_shown="first",
        about="Trabajador del campo",
        place="Salinas, California",
        what_happened="""
            En temporada de lechuga no se falta. El que falta un día, al otro ya no está en la
            lista. Por eso llevaba tres meses con la cita del azúcar pendiente.

            La muchacha de la clínica me dijo que la doctora me podía ver a las doce, en mi
            descanso, por el teléfono. Me senté en la sombra del camión. Se oía el viento más que
            nosotros, pero ella vio mis números de la semana en su pantalla, los que yo apunto con
            el aparatito, y me cambió la dosis ahí mismo.

            Duró catorce minutos. Me sobraron seis para comer.
            """,
        what_learned="""
            Yo pensaba que esas cosas eran para la gente que trabaja sentada.
            """,
        why_it_matters="""
            Si las consultas son solo de nueve a cinco y en la ciudad, no son para nosotros. Y que
            haya señal en el campo, porque la lechuga no crece junto a la antena.
            """,
        because="""
            #IHeartHIT porque mi doctora me vio a la sombra de un camión y no perdí ni el día ni el
            pie.
            """,
        days_ago=19,
        live_days_ago=11,
        brief=False,
    ),
    DemoStory(
        key="ximena",
        language="es",
        topic="getting-the-record",
        title="Mi mamá ya no lleva la bolsa",
        name="Ximena Urrutia",
        name_shown="first",
        about="Hija, estudiante de enfermería",
        place="Laredo, Texas",
        what_happened="""
            Mi mamá iba a cada cita con una bolsa del mandado llena de papeles. Radiografías,
            recetas, una tarjeta de vacunas con café encima. Si la bolsa se quedaba en casa, la
            cita no servía.

            En la última, la enfermera dijo un número y mi mamá dijo otro. La enfermera volteó la
            pantalla para que lo viéramos las dos. Estaba todo, hasta el café de 2019.
            """,
        what_learned="Mi mamá preguntó si ya podía tirar la bolsa. Nadie supo qué decirle.",
        why_it_matters="Volteen la pantalla. Es gratis.",
        because="""
            #IHeartHIT porque la historia de mi mamá cabe en una pantalla, y la bolsa ahora lleva
            tomates.
            """,
        days_ago=4,
        state="received",
    ),
]
