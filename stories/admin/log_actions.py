"""What the audit trail says about a submission, in words."""

from wagtail.log_actions import LogFormatter

from stories.models import Decision

# Action -> (label of the filter, sentence of the entry).
PLAIN_ACTIONS = {
    "stories.claim": ("Take to read", "Took the story to read"),
    "stories.release": ("Give back", "Gave the story back to the queue"),
    "stories.assign": ("Give to a colleague", "Said for whom the story is, and by when"),
    "stories.reopen": ("Put back into the queue", "Put the story back into the queue"),
    "stories.second_look": (
        "Ask for a second look",
        "The sender asked that another person reads the story again",
    ),
    "stories.spam": ("Hold as spam", "Held the story as spam"),
    "stories.judge_flag": ("Judge a flag", "Gave a verdict on a flag"),
    "stories.open_flag": ("Open a flag again", "Took the verdict on a flag back"),
    "stories.hold_mail": ("Hold the mail", "Held the mail to the sender in the outbox"),
    "stories.release_mail": ("Release the mail", "Released the mail to the sender"),
    "stories.cancel_mail": (
        "Take back a held mail",
        "Took a held mail back: it never left",
    ),
    "stories.edit_mail": ("Edit a mail", "Changed the words of the mail to the sender"),
    "stories.step_gone": (
        "Step switched off",
        "The open step was switched off: the story waits again",
    ),
    "stories.withdraw": ("Withdraw", "Withdrawn: it may not be published any more"),
    "stories.end_permission": (
        "End a permission",
        "The sender ended one permission and kept the others",
    ),
    "stories.correct_address": ("Correct the address", "Corrected the sender's address"),
    "stories.retry_mail": ("Try a mail again", "Had a mail tried again that had not left"),
    "stories.mail_came_back": ("Mail came back", "Noted that a mail came back"),
    "stories.address_works": (
        "Address works",
        "Noted that the sender’s address takes mail after all",
    ),
    "stories.enter": ("Enter", "Entered the story for its sender"),
    "stories.vouch": (
        "Vouch for the sender",
        "No address is known: vouched for the sender instead of a confirmed address",
    ),
    "stories.ask_to_confirm": ("Ask to confirm", "Asked the sender to confirm the address"),
    "stories.correct": ("Correct", "Changed by the sender: a new version waits to be read"),
    "stories.my_data": ("Own data", "The sender fetched everything kept about the story"),
    "stories.person_out": (
        "Person out of the story",
        "The story does not tell of a person any more who said no",
    ),
    "stories.video_words": (
        "Words of the video",
        "Mended the captions or the transcript of the video",
    ),
    "stories.video_out": ("Leave the video out", "Left the video out: its files are deleted"),
    "stories.confirm_post": (
        "Confirm the post",
        "Looked at the sender’s post and confirmed that it is there",
    ),
    "stories.look_at_post": (
        "Look at the post again",
        "Had the sender’s post looked at once more",
    ),
    "stories.type_edits": ("Kinds of edits", "Said of what kind the edits are"),
    "stories.ask_sign_off": ("Show the edits", "Showed the edits to the sender"),
    "stories.sign_off_yes": ("Yes to the edits", "The sender said yes to the edits"),
    "stories.sign_off_no": ("No to the edits", "The sender said no to the edits"),
    "stories.sign_off_heard": (
        "Yes to the edits, heard",
        "Wrote down the sender’s yes to the edits",
    ),
    "stories.sign_off_free": (
        "Edits free",
        "Small edits were shown two days ago, and the sender has not objected",
    ),
    "stories.sign_off_unanswered": (
        "Edits without an answer",
        "The sender has not answered the edits: the editors look again",
    ),
    "stories.promote": ("Make the story page", "Made the story page"),
    "stories.not_published": ("Keep as a draft", "Kept as a draft: it may not go live"),
    "stories.place": ("Place", "Placed the story in a page"),
    "stories.move": ("Move", "Moved the story within its place"),
    "stories.remove_everywhere": ("Take off every page", "Took the story off every page"),
    "stories.remove": ("Remove", "Took the story out of a page"),
    "stories.note_copy": ("Note a copy", "Noted a use of the story outside of this site"),
    "stories.remove_copy": ("Remove a copy", "Noted that a copy elsewhere was taken away"),
    "stories.brief_choose": ("Choose for a brief", "Chose a story for the brief"),
    "stories.brief_leave_out": ("Take out of a brief", "Took a story out of the brief"),
    "stories.brief_give": ("Print a brief", "Noted that the brief was printed or sent"),
    "stories.consent_over": (
        "Consent over",
        "The consent to publish has ended: the page was taken down",
    ),
    "stories.leave_empty": ("Leave empty", "Left a place as it is after its story had gone"),
    "stories.erase": ("Erase", "Erased the submission"),
    "stories.export": ("Export", "Exported everything kept about the story"),
}
DECISIONS = {
    "stories.approve": ("Approve", "Approved"),
    "stories.changes": ("Ask for changes", "Asked the sender for changes"),
    "stories.refuse": ("Refuse", "Refused"),
}


class DecisionFormatter(LogFormatter):
    """Says the step and the grounds of a decision after the sentence."""

    def format_message(self, log_entry):
        """Return for example "Refused in Screening: Missing picture"."""
        step = log_entry.data.get("step")
        labels = dict(Decision.Ground.choices)
        grounds = [
            str(labels.get(ground, ground)).partition(":")[0]
            for ground in log_entry.data.get("grounds") or ()
        ]
        message = f"{self.message} in {step}" if step else self.message
        return f"{message}: {', '.join(grounds)}" if grounds else message


def register_log_actions(actions):
    """Register every action that the stories app logs; for the hook of the same name."""
    for action, (label, message) in PLAIN_ACTIONS.items():
        actions.register_action(action, label, message)
    for action, (label, message) in DECISIONS.items():
        formatter = type("Formatter", (DecisionFormatter,), {"label": label, "message": message})
        actions.register_action(action)(formatter)
