# One image, three roles: docker run IMAGE web | worker | tick. See .env.example for what each needs.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    DJANGO_SETTINGS_MODULE=cms.settings.production \
    VAR_DIR=/var/lib/site \
    STATIC_ROOT=/srv/static

WORKDIR /srv/site
COPY requirements.txt .
# Everything below the heading "Development and tests" stays out of the image.
RUN sed '/^# Development/,$d' requirements.txt > /requirements.txt \
    && pip install -r /requirements.txt && rm /requirements.txt

COPY . .
# Values that satisfy the settings while the files are gathered; none of them stays in the image.
RUN SECRET_KEY=only-to-gather-files-at-build-time ALLOWED_HOSTS=build SITE_URL=https://build EMAIL_URL=consolemail:// \
    DATABASE_URL=sqlite://:memory: python manage.py collectstatic --noinput --verbosity 0 \
    && python -m compileall -q cms stories events home \
    && useradd --system --uid 10001 --home-dir "$VAR_DIR" site \
    && install -d -o site -g site "$VAR_DIR"

USER site
VOLUME /var/lib/site
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=40s CMD ["deploy/entrypoint", "healthcheck"]
ENTRYPOINT ["deploy/entrypoint"]
CMD ["web"]
