"""The story form in Spanish: its words, question by question, by the type of the question."""

FORM = {
    "title": "Comparta su historia",
    "slug": "comparta-su-historia",
    "search_description": "Cuente qué hizo la información o la tecnología de salud por usted o por "
    "alguien a quien quiere. Trescientas palabras o sesenta segundos.",
    "intro": "Cuéntenos de una vez en que la información o la tecnología de salud tocó su vida. "
    "Su historia puede tener hasta 300 palabras, o ser un video de hasta sesenta segundos. "
    "Tiene que ser verdad, y no debe anunciar nada.",
    "needs": "Una historia suya, o de alguien que le dio permiso de contarla\n"
    "Si quiere: una imagen, o un video de hasta sesenta segundos\n"
    "Una dirección de correo, para escribirle sobre su historia",
    "rules": "Es verdad.\n"
    "No anuncia a una persona, un producto ni una organización.\n"
    "Todas las personas que aparecen dijeron que sí, o no se las puede reconocer.\n"
    "Hasta 300 palabras. Más corta también está bien.",
    "start_label": "Empezar mi historia",
    "closed_heading": "Por ahora no recibimos historias",
    "closed_text": "El formulario vuelve a abrirse antes de la próxima Semana de Health IT. "
    "Mientras tanto puede leer lo que otras personas nos contaron.",
    "promise": "Nunca cambiamos los hechos ni lo que pasó. Publicamos sus palabras como las envió. "
    "Si algo tiene que cambiar, primero le preguntamos.\n\n"
    "Puede cambiar de opinión en cualquier momento. Retire su historia con el enlace que le "
    "enviamos. No podemos recuperar las copias que otras personas ya hicieron.",
    "button_label": "Enviar mi historia",
    "thanks_heading": "Gracias. Ya la tenemos.",
    "thanks_text": "Este es el corazón que dibujaron sus palabras. Es suyo, la publiquemos o no.",
}

# By the type of the question: label, hint, and the title of the page that begins there ("" where the
# page goes on or the question itself is the heading).
FIELDS = {
    "story_happened": (
        "¿Qué pasó?",
        "Cuéntelo como se lo contaría a un amigo. No ponga nombres completos, fechas de nacimiento "
        "ni números de expediente de otras personas.",
        "",
    ),
    "story_learned": (
        "¿Qué aprendió?",
        "Una cosa que un colega o un vecino debería saber.",
        "",
    ),
    "story_matters": (
        "¿Quién debe escucharlo, y por qué?",
        "Piense en quienes hacen las leyes, equipos de salud, pacientes o quienes crean la "
        "tecnología.",
        "",
    ),
    "story_because": (
        "#IHeartHIT porque …",
        "Dígalo de una vez, en español si quiere. La frase entera puede tener 280 caracteres, con "
        "la etiqueta.",
        "Complete la frase",
    ),
    "story_title": ("Ponga un título a su historia", "Unas pocas palabras suyas.", ""),
    "story_topic": ("¿De qué trata sobre todo?", "Elija lo más cercano.", ""),
    "story_image": (
        "Agregue una imagen",
        "Una foto o un dibujo que usted y nosotros podamos usar. Lo mejor son 1200 por 630 píxeles "
        "o más. Quitamos los datos ocultos, como el lugar donde se tomó.",
        "Una imagen",
    ),
    "story_image_alt": (
        "Describa la imagen para quien no puede verla",
        "Por ejemplo: un pastillero azul en una mesa de cocina, el martes todavía lleno.",
        "",
    ),
    "story_image_credit": ("¿Quién hizo la imagen?", "Ponemos ese nombre debajo.", ""),
    "story_video_file": (
        "¿Prefiere contarla en un video?",
        "Hasta sesenta segundos. Un archivo MP4, MOV o WebM de hasta 200 MB.",
        "Un video o una publicación, si los tiene",
    ),
    "story_video": (
        "O dé la dirección de un video",
        "Súbalo a YouTube o Vimeo y pegue aquí su dirección.",
        "",
    ),
    "story_captions": (
        "Subtítulos de su archivo de video",
        "Las palabras y los sonidos, con sus tiempos. Podemos ayudarle más adelante.",
        "",
    ),
    "story_transcript": (
        "¿Qué se dice en su archivo de video?",
        "Escríbalo completo, para quienes no pueden oírlo.",
        "",
    ),
    "published_url": (
        "¿Ya publicó esta historia?",
        "Entonces denos la dirección de su publicación. La enlazamos como el primer lugar de su "
        "historia.",
        "",
    ),
    "published_title": ("¿Cómo se titula esa publicación?", "", ""),
    "story_people": (
        "¿Quién más está en su historia?",
        "Déjelo vacío si solo trata de usted.",
        "Las personas de su historia",
    ),
    "story_name": ("Su nombre", "Lo mostramos solo como usted elija abajo.", "Acerca de usted"),
    "story_email": (
        "Su dirección de correo",
        "Enviamos un enlace para saber que es suya. Nunca la publicamos.",
        "",
    ),
    "story_about": (
        "¿Quién es usted en esta historia?",
        "Por ejemplo: paciente, enfermera de noche, mamá de Ivy, programador.",
        "",
    ),
    "story_audience": ("¿Cuál de estas es usted?", "Elija lo más cercano.", ""),
    "story_place": ("¿Dónde vive?", "Basta con la ciudad y el estado.", ""),
    "dropdown": (
        "¿Cómo supo de nosotros?",
        "Nos ayuda a encontrar a más personas como usted.",
        "",
    ),
    "story_name_shown": (
        "¿Cómo debemos mostrar su nombre?",
        "Puede cambiarlo más adelante.",
        "",
    ),
    "consent_truth": (
        "Esto me pasó a mí, o las personas que aparecen dijeron que puedo contarlo.",
        "Si todavía no les ha preguntado, pregúnteles primero. Aquí estaremos.",
        "Su permiso",
    ),
    "consent_contact": (
        "Pueden leer mi historia y escribirme sobre ella.",
        "Escribimos sobre esta historia y nada más.",
        "",
    ),
    "consent_publish": (
        "Pueden publicarla en este sitio, con mi nombre como yo elegí.",
        "Sin esto leemos su historia y no la publicamos.",
        "",
    ),
    "consent_social": (
        "También pueden citarla en redes sociales y en eventos este año.",
        "Su historia vale igual sin esto.",
        "",
    ),
    "consent_brief": (
        "También pueden imprimirla en informes que entregamos a legisladores.",
        "El papel que se entrega no se puede recuperar. Lo pediríamos de vuelta.",
        "",
    ),
    "consent_image": (
        "Pueden usar mi imagen con mi historia. La hice yo, o quien la hizo dijo que sí.",
        "",
        "",
    ),
    "consent_until": (
        "¿Por cuánto tiempo podemos usar su historia?",
        "Puede terminarlo antes.",
        "",
    ),
    "consent_alter": (
        "Sé que pueden pedirme cambios, corregir mi historia o no elegirla.",
        "Las razones pueden ser el contenido, la intención, la redacción o que falta una imagen. "
        "Nunca cambiamos los hechos.",
        "",
    ),
}
CHOICES = {
    "dropdown": "Por un amigo o colega\nRedes sociales\nUn evento\nEn el trabajo\nEn otro lugar",
}
