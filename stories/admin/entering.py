"""Entering a story for its sender: the form that visitors fill, and how it came and was agreed to."""

from django.core import signing
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from cms.models import CampaignSettings
from stories import crops, drafts, entering, form_people, screening, video_intake
from stories.admin.kept import without_contacts
from stories.admin.statement_form import StatementForm
from stories.models import StoryFormPage, Submission
from stories.models.submission import private_storage
from stories.step_views import BESIDE_PICTURE, REMOVE
from stories.story_form import TOKEN
from stories.video_files import VideoRefused

SCAN_SALT = "stories.admin.entering.scan"
# Older than that the file may have been swept away.
SCAN_SECONDS = 20 * 3600
NO_EMAIL = (
    "Leave it empty if the sender has none. Then nothing is mailed, and your word stands for the "
    "confirmation."
)


class EnterView(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """One page with everything; files that came once stay, whatever else is to be mended."""

    model = Submission
    permission_required = "moderate"
    template_name = "stories/admin/enter.html"
    page_title = "Enter a story"
    header_icon = "plus"

    @cached_property
    def page(self):
        """The form page; whether it is open for visitors does not matter here."""
        page = StoryFormPage.objects.first()
        if page is None:
            raise Http404("There is no story form.")
        return page

    @cached_property
    def token(self):
        """The one-time id of this story, from the page that was sent or a new one."""
        now = timezone.now()
        token = drafts.read_token(self.request.POST.get(TOKEN, ""), now)
        return token or screening.read_form_token(screening.make_form_token(now), now)

    @property
    def draft(self):
        """The draft that holds the files, or None while there are none."""
        return drafts.find_by_token(self.token, self.page)

    def get_breadcrumbs_items(self):
        """Lead back to the queue."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("submissions:list"), "label": "Submissions"},
            {"url": "", "label": self.page_title},
        ]

    def get(self, request, *args, **kwargs):
        """Show the empty form."""
        name = get_user_display_name(request.user)
        return self.show(self.make_form(), StatementForm(initial={"heard_by": name}))

    def post(self, request, *args, **kwargs):
        """Store the story and go to its desk, or show the form again with what to mend."""
        sent = drafts.sent_with(self.token)
        if sent:
            messages.info(request, f"This story is entered already. It is {sent.number}.")
            return redirect(sent.desk_url)
        if REMOVE in request.POST or form_people.changes_rows(request.POST):
            return self.show_unchecked()
        # First of all: a video that is kept counts as a story told.
        try:
            refusal = self.keep_video()
        except drafts.AlreadySent as already:
            return redirect(already.submission.desk_url)
        form = self.make_form(request.POST, request.FILES)
        statement = StatementForm(request.POST, request.FILES)
        form.full_clean()
        if refusal and "story_video_file" not in form.errors:
            form.add_error("story_video_file", refusal)
        self.keep_picture(form)
        statement.full_clean()
        scan = self.keep_scan(statement)
        if form.errors or statement.errors:
            return self.show(form, statement, scan=scan)
        draft = self.draft
        crop = crops.read_choice(*(request.POST.get(name, "") for name in BESIDE_PICTURE))
        submission = entering.enter(
            self.page,
            form.answers,
            statement=statement.statement(form.answers.get("consent_until")),
            user=request.user,
            receipt=self.token.form_id,
            labels=form.labels,
            agreements=form.agreements,
            draft=draft,
            crop=crop if draft and draft.picture else {},
            scan=scan,
        )
        messages.success(request, self.outcome(submission))
        return redirect(submission.desk_url)

    def make_form(self, *args, **kwargs):
        """Return the whole form with its own rules; only the address may be missing."""
        form = self.page.get_form(
            *args,
            page=self.page,
            campaign=CampaignSettings.for_request(self.request),
            draft=self.draft,
            **kwargs,
        )
        email = form.fields.get("story_email")
        if email:
            email.required, email.help_text = False, NO_EMAIL
        return form

    def keep_video(self):
        """Put a video that can be taken beside the draft. Return why it cannot be, or ""."""
        file = self.request.FILES.get("story_video_file")
        if not file or "story_video_file" not in self.page.get_form_class().base_fields:
            return ""
        try:
            video_intake.keep_upload(drafts.save(self.page, self.token, {}), file)
        except VideoRefused as refusal:
            return refusal.message
        return ""

    def keep_picture(self, form):
        """Put a picture that can be taken beside the draft, which is made for it."""
        picture = form.cleaned_data.get("story_image")
        if picture:
            drafts.keep_picture(drafts.save(self.page, self.token, {}), picture)

    def keep_scan(self, statement):
        """Return the name of the scan: a new one is written, one of before is still there."""
        scan = statement.cleaned_data.get("scan")
        if scan:
            return entering.keep_scan(scan)
        return self.kept_scan(statement.data.get("kept_scan", ""))

    def kept_scan(self, signed):
        """Return the name of a scan that came with an earlier attempt, or ""."""
        try:
            name = signing.loads(signed, salt=SCAN_SALT, max_age=SCAN_SECONDS) if signed else ""
        except signing.BadSignature:
            return ""
        return name if name and private_storage().exists(name) else ""

    def show_unchecked(self):
        """Show what was typed with a row more or less, or without the picture."""
        post = self.request.POST
        draft = self.draft
        if draft and post.get(REMOVE) == "picture":
            drafts.drop_picture(draft)
        elif draft and post.get(REMOVE) == "video":
            video_intake.drop(draft)
        fields = self.make_form().fields
        typed = {
            name: field.widget.value_from_datadict(post, {}, name) for name, field in fields.items()
        }
        said = {name: post.get(name, "") for name in StatementForm.base_fields}
        return self.show(
            self.make_form(initial=typed),
            StatementForm(initial=said),
            scan=self.kept_scan(post.get("kept_scan", "")),
        )

    def show(self, form, statement, *, scan=""):
        """Answer with the page."""
        draft = self.draft
        context = {
            "form": form,
            "statement": statement,
            "problems": form.errors or statement.errors,
            "campaign": form.campaign,
            "token_name": TOKEN,
            "token": drafts.sign_token(self.token),
            "kept_scan": signing.dumps(scan, salt=SCAN_SALT) if scan else "",
            "picture": self.picture_of(draft) if draft and draft.picture else None,
            "video": video_intake.describe(draft.video) if hasattr(draft, "video") else None,
        }
        return self.render_to_response(self.get_context_data(**context))

    def picture_of(self, draft):
        """Return what the question for the picture says of the one that is kept."""
        address = f"{self.page.get_url(self.request) or '/'}picture/"
        return {
            "url": f"{address}?t={drafts.files_token(draft)}",
            "width": draft.picture_width,
            "height": draft.picture_height,
            "warnings": [message for _, message in draft.picture_warnings],
            "crop": self.request.POST.get(BESIDE_PICTURE[0], ""),
            "focus": self.request.POST.get(BESIDE_PICTURE[1], ""),
        }

    def outcome(self, submission):
        """Return what happened, and whether the sender was written to."""
        if submission.sender_email:
            mail = f"We have written to {submission.sender_email}, to confirm the address."
        else:
            mail = "There is no address, so nothing is mailed. Your word stands for the sender."
        return f"{submission.number} is stored and waits to be read. {mail}"


def describe_arrival(submission, shows_address) -> dict:
    """Return what the desk says of a story that staff entered; who may not see addresses gets none of them."""
    arrival = getattr(submission, "arrival", None)
    if arrival is None:
        return {"arrival": None}
    words = arrival.consent_given
    return {
        "arrival": arrival,
        "arrival_words": words if shows_address else without_contacts(words),
        "entered_by": get_user_display_name(arrival.entered_by) if arrival.entered_by else "",
        "may_ask": bool(submission.sender_email)
        and not submission.is_confirmed
        and not entering.was_asked(submission),
    }
