"""Every address of the site; Wagtail's pages come last, because they answer everything else."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.decorators.cache import cache_control
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms import api, health, ranges, views
from events import urls as events_urls
from stories import urls as stories_urls

handler400 = "cms.views.bad_request"
handler500 = "stories.outage.server_error"

urlpatterns = [
    path("healthz", health.process, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v2/docs/", api.docs, name="api_docs"),
    path("api/v2/", api.router.urls),
    path("", include(stories_urls)),
    path("", include(events_urls)),
]

if settings.SERVE_MEDIA:
    urlpatterns += [
        path(
            f"{settings.MEDIA_URL.lstrip('/')}<path:path>",
            cache_control(public=True, max_age=60)(ranges.serve),
            {"document_root": settings.MEDIA_ROOT},
            name="media",
        )
    ]

if settings.DEBUG:
    from cms import mailbox

    urlpatterns += [path("dev/mail/", include(mailbox.urlpatterns))]

urlpatterns += i18n_patterns(path("", include(wagtail_urls)), prefix_default_language=False)
