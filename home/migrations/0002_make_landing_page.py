"""Put the landing page in the place of Wagtail's welcome page."""

from django.db import migrations


def make_landing_page(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page = apps.get_model("wagtailcore", "Page")
    HomePage = apps.get_model("home", "HomePage")
    Site = apps.get_model("wagtailcore", "Site")
    if HomePage.objects.exists():
        return
    locale = apps.get_model("wagtailcore", "Locale").objects.first()
    root = Page.objects.get(depth=1)
    Site.objects.filter(root_page__slug="home", root_page__depth=2).delete()
    Page.objects.filter(slug="home", depth=2).delete()
    content_type, _ = ContentType.objects.get_or_create(app_label="home", model="homepage")
    landing = HomePage.objects.create(
        title="#IHeartHIT",
        draft_title="#IHeartHIT",
        slug="home",
        content_type=content_type,
        path=root.path + "0001",
        depth=2,
        numchild=0,
        url_path="/home/",
        locale_id=locale.pk,
    )
    root.numchild = Page.objects.filter(depth=2).count()
    root.save(update_fields=["numchild"])
    Site.objects.create(
        hostname="localhost", root_page_id=landing.pk, is_default_site=True, site_name="#IHeartHIT"
    )


def remove_landing_page(apps, schema_editor):
    apps.get_model("wagtailcore", "Site").objects.filter(root_page__slug="home").delete()
    apps.get_model("home", "HomePage").objects.filter(slug="home", depth=2).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_landing_and_text_pages"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(make_landing_page, remove_landing_page)]
