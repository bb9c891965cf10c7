"""What the placeholders of mails give: each a function from the things a mail is about to plain words.

These are the parts of a mail that depend on the story: lists, and sentences that are said only
sometimes. An editor can place them, and cannot break them.
"""

from django.template.defaultfilters import date as format_date
from django.template.defaultfilters import pluralize
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

NOTHING = _("(nothing)")
# The networks of the campaign. Other posts are with staff.
POSTED_ON = ("facebook", "x", "linkedin")


def listed(items) -> str:
    """Return one line for each item."""
    return "\n".join(f"- {item}" for item in items)


def quoted(words: str) -> str:
    """Return words as mail programs know a quotation, so that ours and the sender's cannot be mixed up."""
    lines = (words or str(NOTHING)).split("\n")
    return "\n".join(f"> {line}".rstrip() for line in lines)


def day(moment) -> str:
    """Return the day of a moment, in the time zone of the campaign."""
    return format_date(timezone.localtime(moment), gettext("F j"))


def staff_name(about) -> str:
    """Return how a member of staff is greeted."""
    user = about["user"]
    return user.get_short_name() or user.get_username()


def grounds(about) -> str:
    """Return the grounds of a decision."""
    return listed(about["grounds"])


def confirm_first(about) -> str:
    """Return what comes before anything else while the address is not confirmed."""
    if about["submission"].is_confirmed:
        return ""
    return gettext(
        "Please confirm your address first. The link below does it. "
        "Nothing is published before that."
    )


def mending(about) -> str:
    """Return how a refused story can be mended, with the link, or that it cannot."""
    if not about["can_be_mended"]:
        return gettext("This is about our campaign, not about what happened to you.")
    words = gettext(
        "This can be mended. You are welcome to change your story and send it again. "
        "All your words are here:"
    )
    return f"{words}\n{about['private_url']}"


def review_rules(about) -> str:
    """Return which version of the review rules a decision follows, with its address."""
    rules = about["rules"]
    return f"{rules.name}:\n{about['rules_url']}" if rules else ""


def second_look(about) -> str:
    """Return what a refused sender can still ask for, or that this was the second look."""
    if about["is_second_look"]:
        by_whom = (
            gettext("Another person has read your story this time.")
            if about["is_by_other"]
            else gettext("Nobody else of us could read it, so the same person did.")
        )
        return gettext(
            "This was the second look that you asked for. {by_whom} "
            "There is one second look for each story."
        ).format(by_whom=by_whom)
    if not about["may_ask_again"]:
        return ""
    return gettext(
        "You think we got it wrong? Ask for a second look, once, on the page of your story. "
        "Then somebody else reads it."
    )


def read_by(about) -> str:
    """Return by when a story that was given to somebody should be read, or nothing."""
    due_on = about["submission"].due_on
    return f"It should be read by {format_date(due_on, 'l, F j')}." if due_on else ""


def own_data(about) -> str:
    """Return the link to everything that is kept, where no other piece has it."""
    if about["can_be_mended"]:
        return ""
    words = gettext("On its page you can also get everything we keep about it, or have it erased:")
    return f"{words}\n{about['private_url']}"


def consents(about) -> str:
    """Return what was agreed to, in its exact words, and the terms that were chosen."""
    terms = about["terms"]
    lines = [listed(given.wording for given in about["consents"])]
    if terms.get("name_shown"):
        teller = f" ({terms['teller']})" if terms.get("teller") else ""
        shown = f"{terms['name_shown']}{teller}"
        lines.append(gettext("How we show your name: {name}").format(name=shown))
    if terms.get("until"):
        last = terms.get("last_day")
        if last:
            words = gettext("Until when: {term}, so until {day}")
            day = format_date(last, gettext("F j, Y"))
            lines.append(words.format(term=terms["until"], day=day))
        else:
            lines.append(gettext("Until when: {term}").format(term=terms["until"]))
    return "\n".join(filter(None, lines))


def people(about) -> str:
    """Return the people in the story and which of them we write to, under a heading of its own."""
    if not about["people"]:
        return ""
    lines = []
    for person in about["people"]:
        line = f"{person.relation}: {person.get_basis_display()}"
        if person.email:
            words = gettext("When you have confirmed your address, we write to {email}")
            line += f". {words.format(email=person.email)}"
        lines.append(line)
    heading = gettext("The people in your story")
    return f"{heading}\n{listed(lines)}"


def ready_posts(about) -> str:
    """Return a post for each network of POSTED_ON, or the one that serves them all."""
    posts = [post for post in about["posts"] if post.network.name in POSTED_ON]
    if len({post.text for post in posts}) == 1:
        words = gettext("For every network:")
        return f"-- {words}\n{quoted(posts[0].text)}"
    words = gettext("For {network}:")
    return "\n\n".join(
        f"-- {words.format(network=post.network.label)}\n{quoted(post.text)}" for post in posts
    )


def edits(about) -> str:
    """Return every edit with what was sent and what would be published."""
    wrote, would = gettext("You wrote:"), gettext("We would publish:")
    return "\n\n".join(
        f"{edit.label}\n-- {wrote}\n{quoted(edit.sent)}\n-- {would}\n{quoted(edit.shown)}"
        for edit in about["edits"]
    )


def noticed(about) -> str:
    """Return what the fact ledger found, or nothing."""
    reasons = about["sign_off"].reasons
    if not reasons:
        return ""
    words = gettext("What a program noticed. It compares words and does not know what is true:")
    return f"{words}\n{listed(reasons)}"


def without_answer(about) -> str:
    """Return what happens to the edits if the sender says nothing."""
    sign_off = about["sign_off"]
    if sign_off.needs_yes:
        return gettext("Nothing of it goes live without your yes.")
    since = format_date(timezone.localtime(sign_off.free_at), gettext("l, F j, P"))
    return gettext(
        "These are small edits. Without an answer from you they may go live after two days, "
        "from {since} on."
    ).format(since=since)


def answer(about) -> str:
    """Return the sender's answer to the edits in a word."""
    return "yes" if about["sign_off"].answer == "yes" else "no"


def answer_means(about) -> str:
    """Return what follows from the sender's answer."""
    if answer(about) == "yes":
        return "The answer is yes, to exactly these words. They may be published now."
    return "The answer is no. The sender wants the own words kept."


def stories_wait(about) -> str:
    """Return how many stories wait."""
    count = about["count"]
    return f"{count} {pluralize(count, 'story is,stories are')} waiting"


def longest(about) -> str:
    """Return when the story came that has waited longest."""
    days = about["days"]
    return f"{days} day{pluralize(days)} ago" if days else "today"


def changed_by_senders(about) -> str:
    """Return how many of the waiting stories came back from their senders, or nothing."""
    count = about["corrected"]
    if not count:
        return ""
    return (
        f"{count} {pluralize(count, 'was,were')} changed by the sender and "
        f"{pluralize(count, 'has,have')} to be read again."
    )


def taken_down(about) -> str:
    """Return that a corrected story left the site, if it was on it."""
    if not about["was_public"]:
        return ""
    return "Its page was public. It came down at once, and its draft holds the new words now."
