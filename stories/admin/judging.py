"""The buttons for flags and spam on the desk; each can be taken back."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from wagtail.admin import messages

from stories import judging
from stories.admin.desk import SubmissionActionView
from stories.models import Flag

DONE = {
    Flag.Verdict.CONFIRMED: "The flag is confirmed.",
    Flag.Verdict.DISMISSED: "The flag is dismissed.",
    Flag.Verdict.OPEN: "The flag is open again.",
}


class JudgeFlagView(SubmissionActionView):
    """Confirm a flag, dismiss it, or open it again."""

    def act(self, submission, user):
        """Give the verdict and go back to the flags."""
        flag = get_object_or_404(submission.flags, pk=self.kwargs["flag"])
        verdict = self.request.POST.get("verdict", "")
        if verdict not in Flag.Verdict.values:
            raise Http404
        judging.judge_flag(flag, verdict, user=user)
        messages.success(self.request, DONE[verdict])
        return f"{submission.desk_url}#flags"


class SpamView(SubmissionActionView):
    """Hold a story as spam, in the name of a person."""

    def act(self, submission, user):
        """Hold it and stay, with the way back in sight."""
        note = self.request.POST.get("internal_note", "")
        judging.hold_as_spam(submission, user=user, internal_note=note)
        messages.success(
            self.request,
            f"{submission.number} is held as spam, in your name. You can take it back.",
        )
        return submission.desk_url
