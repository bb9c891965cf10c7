"""The four groups with their permissions, and the workflow "Story review" for submissions."""

from django.db import migrations

READ = [("stories", "submission", "view_submission")]
ADMIN = ("wagtailadmin", "admin", "access_admin")
EVIDENCE = [
    ("stories", "consent", "view_consent"),
    ("stories", "placement", "view_placement"),
    ("stories", "decision", "view_decision"),
    ("stories", "erasurepermit", "view_erasurepermit"),
    ("stories", "outboxmail", "view_outboxmail"),
]
GROUPS = {
    "Submission moderators": [
        ADMIN,
        *READ,
        ("stories", "submission", "change_submission"),
        ("stories", "submission", "moderate_submission"),
        ("stories", "placement", "view_placement"),
    ],
    "Campaign editors": [
        ADMIN,
        *READ,
        ("stories", "submission", "promote_submission"),
        ("stories", "placement", "view_placement"),
        ("stories", "topic", "add_topic"),
        ("stories", "topic", "change_topic"),
        ("stories", "topic", "delete_topic"),
        ("events", "edition", "add_edition"),
        ("events", "edition", "change_edition"),
        ("cms", "campaignsettings", "change_campaignsettings"),
        ("wagtailredirects", "redirect", "add_redirect"),
        ("wagtailredirects", "redirect", "change_redirect"),
        ("wagtailredirects", "redirect", "delete_redirect"),
    ],
    "Privacy staff": [
        ADMIN,
        *READ,
        ("stories", "submission", "export_submission"),
        ("stories", "submission", "erase_submission"),
        *EVIDENCE,
    ],
    "Auditors": [ADMIN, *READ, *EVIDENCE],
}
EDITOR_PAGES = ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"]
# Wagtail asks for the permissions of its own picture model, whatever model a site uses.
EDITOR_FILES = [
    ("wagtailimages", "image", "add_image"),
    ("wagtailimages", "image", "change_image"),
    ("wagtailimages", "image", "choose_image"),
    ("wagtaildocs", "document", "add_document"),
    ("wagtaildocs", "document", "change_document"),
    ("wagtaildocs", "document", "choose_document"),
]
STEPS = ["Screening", "Editorial review"]


def permission(apps, app_label, model, codename):
    # On a new database no permission row exists yet: migrate makes them after the last migration.
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    row, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type,
        codename=codename,
        defaults={"name": "Can " + codename.replace("_", " ")},
    )
    return row


def make_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for name, permissions in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.add(*(permission(apps, *wanted) for wanted in permissions))

    editors = Group.objects.get(name="Campaign editors")
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    for codename in EDITOR_PAGES:
        apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
            group=editors,
            page=root,
            permission=permission(apps, "wagtailcore", "page", codename),
        )
    collection = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for wanted in EDITOR_FILES:
        apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
            group=editors, collection=collection, permission=permission(apps, *wanted)
        )


def make_workflow(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    task_type, _ = ContentType.objects.get_or_create(app_label="stories", model="storyreviewtask")
    submission_type, _ = ContentType.objects.get_or_create(app_label="stories", model="submission")
    moderators = apps.get_model("auth", "Group").objects.get(name="Submission moderators")
    workflow = apps.get_model("wagtailcore", "Workflow").objects.create(name="Story review")
    for order, name in enumerate(STEPS):
        task = apps.get_model("stories", "StoryReviewTask").objects.create(
            name=name, content_type=task_type
        )
        task.groups.add(moderators)
        apps.get_model("wagtailcore", "WorkflowTask").objects.create(
            workflow=workflow, task_id=task.pk, sort_order=order
        )
    apps.get_model("wagtailcore", "WorkflowContentType").objects.create(
        content_type=submission_type, workflow=workflow
    )


def remove_workflow(apps, schema_editor):
    apps.get_model("wagtailcore", "Workflow").objects.filter(name="Story review").delete()
    apps.get_model("stories", "StoryReviewTask").objects.filter(name__in=STEPS).delete()


def remove_groups(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0002_seal_originals"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [
        migrations.RunPython(make_groups, remove_groups),
        migrations.RunPython(make_workflow, remove_workflow),
    ]
