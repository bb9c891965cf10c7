"""The text pages in Spanish: about, choosing, rights, taking down, help, accessibility and privacy."""

from home.demo.pages_text import MAIL
from home.demo.refs import ToPicture, link
from home.demo.spanish import help as helping

NO_BUTTON = {"label": "", "page": None, "address": ""}

ABOUT = {
    "title": "Acerca de #IHeartHIT",
    "slug": "acerca-de",
    "search_description": "Historias reales sobre lo que la información y la tecnología "
    "de salud hacen por la gente. Las cuenta ella misma.",
    "intro": "Un año de historias reales sobre lo que la información y la tecnología de salud hacen "
    "por la gente. Las cuentan las personas mismas.",
    "body": [
        (
            "text_and_picture",
            {
                "heading": "Por qué historias",
                "text": "<p>Un expediente que llega a tiempo no hace ruido. Una alerta que funciona "
                "es un día en que no pasó nada. Por eso quienes hacen las reglas, y las pagan, "
                "pocas veces se enteran.</p><p>Usted estuvo ahí. Sabe cómo fue cuando alguien ya "
                "conocía su nombre, su alergia o la de su hijo. También sabe cómo fue cuando nadie "
                "la conocía.</p>",
                "picture": ToPicture(
                    "waiting-room",
                    "Un dibujo de cuatro sillas en una sala de espera. En la amarilla hay una tableta.",
                ),
                "picture_side": "end",
            },
        ),
        ("heading", {"text": "Qué hacemos con ellas"}),
        (
            "text",
            "<p>Publicamos historias en este sitio todo el año. Durante la semana las ponemos ante "
            "quienes crean, compran, manejan y regulan la tecnología de salud. Con su permiso las "
            "citamos en redes sociales y en eventos.</p><p>Aquí ninguna historia elogia un "
            "producto. Puede elogiar a una enfermera de noche, a un empleado o una buena idea.</p>",
        ),
        ("heading", {"text": "Quién puede contar una"}),
        (
            "text",
            "<ul><li>Usted fue paciente, o quiere a alguien que lo fue.</li><li>Usted cuida a otras "
            "personas en su trabajo.</li><li>Usted crea, maneja o repara lo que ellas usan.</li></ul>"
            "<p>Puede ser graciosa. Puede tener enojo. Tiene que ser verdad.</p>"
            "<p>Puede contarla en español. La publicamos en el idioma en que la contó, y ninguna "
            "máquina la traduce.</p>",
        ),
        (
            "call_to_action",
            {
                "heading": "Usted tiene una. Casi todo el mundo la tiene.",
                "text": "Trescientas palabras o sesenta segundos. No necesita una cuenta.",
                "button": link("Comparta su historia", "form"),
                "background": "night",
            },
        ),
    ],
}

CHOOSING = {
    "title": "Cómo elegimos y editamos historias",
    "slug": "como-elegimos",
    "search_description": "Quién lee su historia, por qué podemos pedir cambios o decir que no, y "
    "qué no tocamos nunca.",
    "intro": "Una persona lee cada historia. Esta página dice en qué se fija, y qué no puede cambiar "
    "nadie aquí.",
    "body": [
        (
            "steps",
            {
                "heading": "Qué pasa con su historia",
                "text": "Dos lectores, uno después del otro.",
                "steps": [
                    {
                        "heading": "Usted confirma su dirección",
                        "text": "Le enviamos un enlace por correo. Nada se publica antes de que lo "
                        "abra.",
                    },
                    {
                        "heading": "Un moderador la lee",
                        "text": "¿Es una historia real, trata de nuestro tema, y aceptaron las "
                        "personas que aparecen?",
                    },
                    {
                        "heading": "Un editor la lee",
                        "text": "¿Puede seguirla un extraño? ¿Sirve la imagen? Después decimos sí, "
                        "no, o qué nos falta.",
                    },
                    {
                        "heading": "La publicamos",
                        "text": "Recibe un correo con su dirección. También puede aparecer en la "
                        "página de inicio o en la semana.",
                    },
                ],
                "button": NO_BUTTON,
                "background": "tint",
            },
        ),
        ("heading", {"text": "Qué no cambiamos nunca"}),
        (
            "text",
            "<p>Nunca alteramos los hechos, ni lo que usted dice que pasó. Los números, las fechas, "
            "los nombres, las dosis y las citas quedan como están.</p><p>Su original se sella al "
            "llegar. Nadie puede reescribirlo, tampoco nosotros.</p><p>Podemos corregir la "
            "ortografía y acortar. Usted ve antes cada cambio, al lado de sus propias palabras. Los "
            "cambios pequeños pueden publicarse si no dice nada en dos días. Lo que cambia un hecho, "
            "o deja fuera a alguien, se publica solo con su sí.</p>",
        ),
        ("heading", {"text": "Por qué podemos pedir cambios o decir que no"}),
        (
            "text",
            "<ul><li><b>Contenido:</b> no trata de información o tecnología de salud.</li>"
            "<li><b>Intención:</b> no quiere ser una historia real y personal.</li>"
            "<li><b>Redacción:</b> no podemos estar seguros de lo que usted quiere decir.</li>"
            "<li><b>Falta una imagen:</b> la historia necesita una. Diremos cuál.</li>"
            "<li><b>Promoción:</b> anuncia a una persona, un producto o una organización.</li>"
            "<li><b>Permiso:</b> alguien que aparece no ha aceptado.</li></ul>"
            "<p>Siempre le decimos cuál es. Muchas se pueden arreglar, y entonces puede enviarla "
            "otra vez.</p>",
        ),
        (
            "questions",
            {
                "heading": "Preguntas frecuentes",
                "questions": [
                    {
                        "question": "¿Puedo decir dónde trabajo?",
                        "answer": "<p>Sí, si la historia lo necesita. Deje fuera lo que la "
                        "convertiría en un anuncio.</p>",
                    },
                    {
                        "question": "¿Puedo contar una historia que salió mal?",
                        "answer": "<p>Sí. Diga qué aprendió y quién debe escucharlo. Por favor, no "
                        "acuse a nadie por su nombre.</p>",
                    },
                    {
                        "question": "¿Necesito una imagen?",
                        "answer": "<p>No. Cada historia dibuja su propio corazón con sus palabras. "
                        "Una imagen ayuda cuando la historia habla de algo que queremos ver.</p>",
                    },
                    {
                        "question": "¿Una máquina decide algo?",
                        "answer": "<p>No. Un filtro puede apartar un mensaje que parece publicidad. "
                        "Una persona mira también esos.</p>",
                    },
                ],
            },
        ),
    ],
}

RIGHTS = {
    "title": "Sus derechos sobre su historia",
    "slug": "sus-derechos",
    "search_description": "Su historia sigue siendo suya. Qué puede pedir, en cualquier momento, y "
    "cómo.",
    "intro": "Su historia sigue siendo suya. Usted nos la presta, y puede recuperarla.",
    "body": [
        ("heading", {"text": "Qué puede pedir"}),
        (
            "text",
            "<ul><li><b>Mostrar mi nombre de otra manera.</b> Completo, solo el primero o ninguno.</li>"
            "<li><b>Dejar de citarla en otros lugares.</b> Puede quedarse en el sitio de todos modos.</li>"
            "<li><b>Corregirla.</b> Su nueva versión pasa por los mismos dos lectores.</li>"
            "<li><b>Retirarla.</b> No tiene que decir por qué.</li>"
            "<li><b>Enviarme lo que tienen.</b> Todo lo que guardamos de usted y de su historia.</li>"
            "<li><b>Borrarla.</b> La historia, la imagen, su dirección, todo.</li></ul>"
            f"<p>Escriba a {MAIL} desde la dirección que usó. Díganos el número de su historia, si "
            "lo tiene. Está en la página que vio después de enviarla, y en nuestro primer "
            "correo.</p>",
        ),
        ("heading", {"text": "Lo que usted aceptó, palabra por palabra"}),
        (
            "text",
            "<p>Cada casilla que marca es un permiso aparte. Guardamos las palabras exactas que "
            "estaban al lado, y cuándo la marcó. Puede retirar un permiso y dejar los otros.</p>",
        ),
        ("heading", {"text": "Las personas de su historia"}),
        (
            "text",
            "<p>También tienen derechos. Si usted aparece en la historia de alguien y no lo aceptó, "
            "escríbanos. Retiramos la historia mientras preguntamos.</p>",
        ),
        ("heading", {"text": "Lo que no podemos hacer"}),
        (
            "text",
            "<p>No podemos recuperar las copias que otras personas ya hicieron. Por ejemplo: una "
            "publicación compartida, una página impresa, la foto de una pantalla. Lo decimos antes "
            "de que envíe, porque vale para todo lo que está en la web.</p>",
        ),
        (
            "call_to_action",
            {
                "heading": "¿Cambió de opinión?",
                "text": "Está bien. No le debe una razón a nadie.",
                "button": link("Retirar o cambiar una historia", "take-down"),
                "background": "night",
            },
        ),
    ],
}

TAKE_DOWN = {
    "title": "Retirar o cambiar una historia",
    "slug": "retirar-o-cambiar",
    "search_description": "Cómo hacer que su historia se retire, se cambie o se borre: basta un "
    "correo corto.",
    "intro": "Basta un correo corto. No necesita un formulario, una cuenta ni una razón.",
    "body": [
        (
            "steps",
            {
                "heading": "Tres cosas que escribir",
                "text": "Envíelas a stories@example.org.",
                "steps": [
                    {
                        "heading": "Qué historia",
                        "text": "Su número, como IHH-4K7Q-29, o su dirección en este sitio.",
                    },
                    {
                        "heading": "Qué quiere",
                        "text": "Por ejemplo: retírenla, no muestren mi nombre, corrijan esto, "
                        "borren todo.",
                    },
                    {
                        "heading": "Quién es usted",
                        "text": "Escriba desde la dirección que usó, para que sepamos que es usted.",
                    },
                ],
                "button": NO_BUTTON,
                "background": "tint",
            },
        ),
        ("heading", {"text": "Qué pasa después"}),
        (
            "text",
            "<p>Cuando retiramos una historia, deja todas las páginas de este sitio en menos de un "
            "minuto. Su dirección solo dice entonces que la historia ya no está.</p><p>Respondemos "
            "su correo cuando está hecho. Si la citamos en otro lugar, quitamos esas publicaciones "
            "y le decimos qué queda.</p>",
        ),
        ("heading", {"text": "Si usted es una persona de la historia"}),
        (
            "text",
            f"<p>Escriba a {MAIL} y díganos qué historia es. Primero la retiramos y después "
            "preguntamos.</p>",
        ),
    ],
}

PAGES = {
    "about": ABOUT,
    "choosing": CHOOSING,
    "rights": RIGHTS,
    "take-down": TAKE_DOWN,
    **helping.PAGES,
}
