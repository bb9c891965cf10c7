"""Makes the program, the partners and the toolkit of the demo's week, and takes them away again."""

from datetime import timedelta
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.documents import get_document_model

from cms.models import CampaignImage
from events.models import Activity, ActivityKind, Partner, PartnerKind
from home.demo.pages_week import ACTIVITIES, ACTIVITY_KINDS, PARTNER_KINDS, PARTNERS
from home.demo.story import CREDIT

FOLDER = Path(__file__).resolve().parent
LOGOS, TOOLKIT = FOLDER / "logos", FOLDER / "toolkit"
# Nobody can own a name below example.org (RFC 2606).
ADDRESS = "https://example.org/demo-week/"


def fill(edition):
    """Give an edition of the demo its partners and its program, what is there left as it is."""
    partners = {name: _partner(edition, name, kind, logo) for name, kind, logo in PARTNERS}
    kinds = _kinds(ActivityKind, ACTIVITY_KINDS)
    for row in ACTIVITIES:
        _activity(edition, row, kinds, partners)


def document_of(ref):
    """Return a file of the toolkit as a document of the site, made if it is missing."""
    title = f"Demo: {ref.title}"
    documents = get_document_model().objects
    document = documents.filter(title=title).first()
    if document is None:
        data = (TOOLKIT / f"{ref.name}.txt").read_bytes()
        document = documents.create(title=title, file=ContentFile(data, name=f"{ref.name}.txt"))
        document.get_file_size()
        document.get_file_hash()
    return document


def logo_title(name):
    """Return the title under which a logo of the demo stands among the site's pictures."""
    return f"Demo logo: {name.replace('-', ' ')}"


def logo_titles():
    """Return the titles of all logos of the demo."""
    return [logo_title(logo) for _, _, logo in PARTNERS if logo]


def remove(titles):
    """Delete partners, kinds and the documents with these names; what real rows need stays.

    The program goes with its edition.
    """
    Partner.objects.filter(name__in=[name for name, _, _ in PARTNERS]).delete()
    used = Activity.objects.exclude(kind=None).values("kind")
    ActivityKind.objects.filter(name__in=ACTIVITY_KINDS).exclude(pk__in=used).delete()
    PartnerKind.objects.filter(name__in=PARTNER_KINDS, partners=None).delete()
    for title in titles:
        for document in get_document_model().objects.filter(title=f"Demo: {title}"):
            document.delete()


def _kinds(model, names):
    """Return the kinds by their names, made if they are missing."""
    return {
        name: model.objects.get_or_create(name=name, defaults={"sort_order": 10 * order})[0]
        for order, name in enumerate(names, 1)
    }


def _partner(edition, name, kind, logo):
    partner = Partner.objects.filter(name=name).first()
    if partner is None:
        partner = Partner.objects.create(
            name=name,
            kind=_kinds(PartnerKind, PARTNER_KINDS)[kind],
            logo=_logo(logo, name) if logo else None,
            address=ADDRESS if logo else "",
        )
        partner.editions.add(edition)
    return partner


def _logo(name, owner):
    title = logo_title(name)
    picture = CampaignImage.objects.filter(title=title).first()
    if picture is None:
        data = (LOGOS / f"{name}.png").read_bytes()
        picture = CampaignImage.objects.create(
            title=title,
            file=ImageFile(ContentFile(data), name=f"{name}.png"),
            description=f"The invented logo of {owner}",
            credit=CREDIT,
        )
    return picture


def _activity(edition, row, kinds, partners):
    title, text, kind, offset, starts_at, ends_at, last, place, label, host, is_called_off = row
    if edition.activities.filter(title=title).exists():
        return
    day = edition.starts_on + timedelta(days=offset)
    Activity.objects.create(
        edition=edition,
        title=title,
        text=text,
        kind=kinds[kind],
        day=day,
        starts_at=starts_at,
        ends_at=ends_at,
        ends_on=edition.starts_on + timedelta(days=last) if last else None,
        place=place,
        link=ADDRESS if label else "",
        link_label=label or "Sign up",
        partner=partners.get(host),
        state=Activity.State.CALLED_OFF if is_called_off else Activity.State.ON,
    )
