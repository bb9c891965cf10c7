"""The least that Django can do with a form: one page that checks the answers of a story and stores them in one row.

The peer of the story form in tests.bench.form_post. It runs as a WSGI application of its own
(DATABASE_URL names the database): no CMS, no page tree, no draft, no original, no consent, no mail.
"""

import os

import environ
from django.conf import settings

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={
        "default": {
            **environ.Env.db_url_config(os.environ["DATABASE_URL"]),
            "CONN_MAX_AGE": 60,
        }
    },
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="measuring-only",
    USE_TZ=True,
)

import django  # noqa: E402

django.setup()

from django import forms  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import models  # noqa: E402
from django.http import HttpResponse, HttpResponseRedirect  # noqa: E402
from django.urls import path  # noqa: E402

LONG = ("story_happened", "story_learned", "story_matters")
SHORT = ("story_because", "story_name", "story_name_shown", "consent_until")
BOXES = ("consent_truth", "consent_contact", "consent_publish", "consent_alter")


class SentForm(models.Model):
    """One form that was sent."""

    answers = models.JSONField()

    class Meta:
        app_label = "bench"
        db_table = "bench_form"
        managed = False

    def __str__(self):
        return str(self.pk)


MinimalForm = type(
    "MinimalForm",
    (forms.Form,),
    {
        **{name: forms.CharField(max_length=20_000) for name in LONG},
        **{name: forms.CharField(max_length=280) for name in SHORT},
        **{name: forms.BooleanField() for name in BOXES},
        "story_email": forms.EmailField(),
    },
)


def receive(request):
    """Store what was sent and lead on, or name the fields that are wrong."""
    form = MinimalForm(request.POST)
    if not form.is_valid():
        return HttpResponse(form.errors.as_json(), status=422)
    stored = SentForm.objects.create(answers=form.cleaned_data)
    answer = HttpResponseRedirect(f"/thank-you/{stored.pk}/")
    answer.status_code = 303
    return answer


urlpatterns = [path("send/", receive)]
application = get_wsgi_application()
