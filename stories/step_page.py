"""How one page of the form looks: its questions with what was typed, its files, the heart beside them."""

from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from stories import drafts, hearts, roles, video_intake
from stories.form_fields import complete_because
from stories.patience import say_wait
from stories.steps import step_before
from stories.visit import BACK_FIELD

# Says that the page knew of a draft: without one, the draft was erased meanwhile.
KNOWN = "known"


def show_step(visit, step, *, form=None, notice="", status=200, retry_after=0):
    """Answer with one page of the form; nothing of it needs a cookie, so it may answer a POST."""
    form = form or visit.make_form(step=step, initial=visit.answers)
    if step.is_question and form.questions:
        form.questions[0].is_heading = True
    before = step_before(visit.steps, step)
    context = {
        "step": step,
        "steps": visit.steps,
        "form": form,
        "notice": notice,
        "form_url": visit.url(step.key),
        "back_url": visit.url(visit.back_to or (before.key if before else "")),
        # The browser keeps what could not be saved under this: another story gets nothing of it.
        "story_mark": f"{visit.draft.begun_at.timestamp():.0f}" if visit.draft else "",
        "back_field": BACK_FIELD,
        "back_to": visit.back_to,
        "known": KNOWN,
        "progress": [_state_of(other, step) for other in visit.steps],
        "picture": _picture_of(visit) if "story_image" in step.names else None,
        "video": _video_of(visit) if "story_video_file" in step.names else None,
        "has_story": any(name in step.names for name in (*roles.PROMPTS, "story_because")),
        **_heart_of(visit, form),
    }
    return visit.show("step", context, status=status, retry_after=retry_after)


def give_back(visit, place, notice, *, status, retry_after=0):
    """Answer with what was typed, unchecked and unsaved, on the page that asks it, and what to do."""
    posted = visit.request.POST
    step = visit.step(place) or next(
        (step for step in visit.steps if any(name in posted for name in step.names)),
        visit.steps[0],
    )
    fields = visit.make_form(step=step).fields
    typed = {
        name: field.widget.value_from_datadict(posted, {}, name)
        for name, field in fields.items()
        if not field.widget.value_omitted_from_data(posted, {}, name)
    }
    # A box that is not ticked is not sent: of the page that was sent, all boxes are known.
    form = visit.make_form(step=step, initial=visit.answers | typed)
    return show_step(visit, step, form=form, notice=notice, status=status, retry_after=retry_after)


def ask_for_patience(retry_after):
    """Return the words for somebody who has to wait so many seconds."""
    words = gettext(
        "Many stories came from your connection in a short time. Your words are all here. "
        "Please wait {wait}, then send once more."
    )
    return words.format(wait=say_wait(retry_after))


def _state_of(step, current):
    if step.number == current.number:
        return "now"
    return "done" if step.number < current.number else "next"


def _picture_of(visit):
    """Return what the page says about the picture that is kept, or None."""
    draft = visit.draft
    if not (draft and draft.picture):
        return None
    return {
        "url": visit.url("picture", f"t={drafts.files_token(draft)}"),
        "width": draft.picture_width,
        "height": draft.picture_height,
        "warnings": [message for _, message in draft.picture_warnings],
        "crop": visit.answers.get("story_image_crop", ""),
        "focus": visit.answers.get("story_image_focus", ""),
    }


def _video_of(visit):
    """Return what the page says about the video that is kept, or None."""
    video = getattr(visit.draft, "video", None)
    return video and video_intake.describe(video, poster_url(visit))


def _heart_of(visit, form):
    """Return the heart of what is written so far, and the word lengths that other pages add to it."""

    def value(name):
        if name in form.fields:
            return str(form[name].value() or "")
        return str(visit.answers.get(name) or "")

    def lengths(*texts):
        return ",".join(map(str, hearts.measure_words("\n\n".join(texts))))

    asked = [number for number, name in enumerate(roles.PROMPTS) if name in form.fields]
    first, last = (asked[0], asked[-1]) if asked else (len(roles.PROMPTS), len(roles.PROMPTS))
    texts = [value(name) for name in roles.PROMPTS]
    line = complete_because(value("story_because"), visit.campaign.hashtag)
    drawing = hearts.draw_heart("\n\n".join(texts), line, repeat=False, key="form")
    return {
        "heart": mark_safe(drawing),
        "heart_before": lengths(*texts[:first]),
        "heart_after": lengths(*texts[last + 1 :]),
        "heart_because": "" if "story_because" in form.fields else lengths(line),
        "because": value("story_because"),
    }


def poster_url(visit):
    """Return the address of the draft's poster, for an hour."""
    return visit.url("poster", f"t={drafts.files_token(visit.draft)}")
