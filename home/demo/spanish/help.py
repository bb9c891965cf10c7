"""The service pages in Spanish: help with the form, accessibility and privacy."""

from home.demo.pages_text import MAIL
from home.demo.refs import link

HELP = {
    "title": "Ayuda con el formulario",
    "slug": "ayuda-con-el-formulario",
    "search_description": "Cómo escribir su historia, qué dejar fuera, y qué hacer cuando algo no "
    "funciona.",
    "intro": "Cómo empezar, qué dejar fuera, y qué hacer cuando algo no funciona.",
    "body": [
        (
            "questions",
            {
                "heading": "Escribir",
                "questions": [
                    {
                        "question": "No sé cómo empezar.",
                        "answer": "<p>Empiece por la mitad. Pruebe con una de estas: “El cuarto "
                        "estaba …”, “Yo tenía en la mano …”, “Nadie me había dicho …”. Después "
                        "puede quitar esa línea.</p>",
                    },
                    {
                        "question": "¿Son muchas 300 palabras?",
                        "answer": "<p>Es más o menos una página. Las tres preguntas de la historia "
                        "comparten las 300 palabras. Si se pasa, el formulario dice por cuántas, y "
                        "no corta nada.</p>",
                    },
                    {
                        "question": "¿Qué debo dejar fuera?",
                        "answer": "<p>Los nombres completos, fechas de nacimiento, direcciones y "
                        "números de expediente de otras personas. “Mi vecina” casi siempre "
                        "basta.</p>",
                    },
                    {
                        "question": "Otra persona aparece en mi historia. ¿Qué hago?",
                        "answer": "<p>Pregúntele. Enséñele lo que escribió. Si no puede preguntarle, "
                        "cuéntelo de modo que nadie pueda saber quién es.</p>",
                    },
                    {
                        "question": "¿En qué idioma escribo?",
                        "answer": "<p>En el que prefiera. La publicamos en ese idioma.</p>",
                    },
                ],
            },
        ),
        (
            "questions",
            {
                "heading": "Imágenes y videos",
                "questions": [
                    {
                        "question": "¿Qué imágenes sirven?",
                        "answer": "<p>Una foto o un dibujo en JPEG, PNG, WebP o HEIC, de hasta 15 "
                        "megabytes. Un buen tamaño es 1200 por 630 píxeles. Por debajo de 600 por "
                        "315 es demasiado pequeña para imprimirse bien.</p>",
                    },
                    {
                        "question": "¿Qué hacen con los datos ocultos de mi foto?",
                        "answer": "<p>Los quitamos antes de guardar la imagen. Los teléfonos "
                        "escriben en la foto el lugar, la hora y el aparato. No guardamos nada de "
                        "eso.</p>",
                    },
                    {
                        "question": "¿Cómo envío un video?",
                        "answer": "<p>Elija el archivo en el formulario: MP4, MOV o WebM, de hasta "
                        "200 megabytes. O pegue su dirección en YouTube o Vimeo. Sesenta segundos "
                        "como máximo. También pedimos subtítulos y las palabras que se dicen, para "
                        "que todos puedan seguirlo.</p>",
                    },
                ],
            },
        ),
        (
            "questions",
            {
                "heading": "Enviar",
                "questions": [
                    {
                        "question": "El formulario dice que algo está mal.",
                        "answer": "<p>Mire la lista al principio de la página. Cada línea lleva a "
                        "su pregunta. Lo que escribió sigue ahí.</p>",
                    },
                    {
                        "question": "No me llegó el correo.",
                        "answer": "<p>Espere diez minutos y busque en el correo no deseado. Si no "
                        f"está, escriba a {MAIL}. Mientras tanto su historia está a salvo.</p>",
                    },
                    {
                        "question": "Apreté el botón dos veces.",
                        "answer": "<p>No pasa nada malo. La tenemos una sola vez.</p>",
                    },
                    {
                        "question": "¿Puede alguien ayudarme a escribirla?",
                        "answer": f"<p>Sí. Escriba a {MAIL} y díganos cómo podemos "
                        "comunicarnos con usted.</p>",
                    },
                ],
            },
        ),
        (
            "call_to_action",
            {
                "heading": "Cuando usted quiera",
                "text": "Empiece con una frase verdadera.",
                "button": link("Comparta su historia", "form"),
                "background": "night",
            },
        ),
    ],
}

ACCESSIBILITY = {
    "title": "Accesibilidad",
    "slug": "accesibilidad",
    "search_description": "Cómo está hecho este sitio para que todos puedan leerlo y enviar una "
    "historia. Y qué hacer cuando le falla.",
    "intro": "Todo el mundo debería poder leer aquí una historia, y enviar una.",
    "body": [
        ("heading", {"text": "Lo que buscamos"}),
        (
            "text",
            "<p>Seguimos las Pautas de Accesibilidad para el Contenido Web, versión 2.2, nivel AA. "
            "Revisamos cada tipo de página, en claro y en oscuro, en un teléfono y en una pantalla "
            "grande.</p>",
        ),
        ("heading", {"text": "Con lo que puede contar"}),
        (
            "text",
            "<ul><li>Todo funciona solo con el teclado.</li>"
            "<li>Todo funciona sin scripts, también el formulario.</li>"
            "<li>Puede agrandar el texto al doble, y nada se corta.</li>"
            "<li>El formulario no tiene acertijos ni contraseña.</li>"
            "<li>Un error en el formulario se explica con palabras, arriba y en la pregunta.</li>"
            "<li>Nada en una página se reproduce solo.</li>"
            "<li>Cada imagen de una historia tiene una descripción.</li></ul>",
        ),
        ("heading", {"text": "Lo que todavía no está bien"}),
        (
            "text",
            "<p>Algunas historias son videos en YouTube o Vimeo. Pedimos que se les pongan "
            "subtítulos allí, y no podemos ponerlos nosotros. Si necesita las palabras de un video, "
            "escríbanos.</p><p>La mayoría de las historias están en inglés. Cada una queda en el "
            "idioma en que se contó.</p>",
        ),
        ("heading", {"text": "Díganos cuándo le falla"}),
        (
            "text",
            f"<p>Escriba a {MAIL}. Diga qué quería hacer y qué se lo impidió. También puede "
            "enviarnos su historia por correo, en la forma que le convenga.</p>",
        ),
    ],
}

PRIVACY = {
    "title": "Privacidad",
    "slug": "privacidad",
    "search_description": "Qué guardamos cuando envía una historia, quién puede verlo, y qué no "
    "recogemos.",
    "intro": "Qué guardamos cuando envía una historia, quién puede verlo, y qué no recogemos.",
    "body": [
        ("heading", {"text": "Qué guardamos cuando envía una historia"}),
        (
            "text",
            "<ul><li>Lo que escribió, y la imagen sin sus datos ocultos.</li>"
            "<li>Su nombre y su dirección de correo.</li>"
            "<li>Cada permiso que dio, en sus palabras exactas, con la fecha.</li>"
            "<li>Lo que decidieron nuestros lectores, y lo que le escribimos.</li></ul>"
            "<p>No guardamos la dirección de su aparato con su historia.</p>",
        ),
        ("heading", {"text": "Quién puede verlo"}),
        (
            "text",
            "<p>Los lectores y editores de la campaña, y el personal que responde preguntas de "
            "privacidad. Su dirección de correo no se publica nunca. Su nombre se publica solo como "
            "usted eligió.</p><p>Su imagen queda en un lugar privado hasta que se publica su "
            "historia.</p>",
        ),
        ("heading", {"text": "Cuando solo lee"}),
        (
            "text",
            "<p>No usamos rastreadores. Ninguna página carga nada de otra empresa. Las páginas de "
            "lectura no ponen cookies. El formulario pone cookies nuestras, porque no puede "
            "funcionar sin ellas.</p><p>Un video se queda en YouTube o Vimeo. Usted va allí solo si "
            "quiere.</p>",
        ),
        ("heading", {"text": "Por cuánto tiempo lo guardamos"}),
        (
            "text",
            "<p>Guardamos su historia hasta que nos pida retirarla o borrarla. Si empieza una "
            "historia y no la envía, borramos lo que escribió a los 30 días.</p>",
        ),
        ("heading", {"text": "Qué puede pedirnos"}),
        (
            "text",
            "<p>Verla, corregirla, retirarla, borrarla. "
            '<a page="rights">Sus derechos sobre su historia</a> dice cómo. O escriba a '
            f"{MAIL}.</p>",
        ),
    ],
}

PAGES = {"help": HELP, "accessibility": ACCESSIBILITY, "privacy": PRIVACY}
