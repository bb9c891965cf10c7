"""The accounts of the demo: one for each group, and an administrator."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Account:
    """One sign-in; group is None for the administrator. try_this is one line on what to do first."""

    username: str
    password: str
    first_name: str
    last_name: str
    group: str | None
    try_this: str

    @property
    def email(self):
        """Return an address that nobody can have: example.org is reserved."""
        return f"{self.username}@example.org"


ACCOUNTS = [
    Account(
        "moderator",
        "demo-moderator",
        "Maya",
        "Lindgren",
        "Submission moderators",
        "Open Submissions and read the story that has waited longest.",
    ),
    Account(
        "editor",
        "demo-editor",
        "Wes",
        "Ramsay",
        "Campaign editors",
        "Promote an approved story and place it on the landing page.",
    ),
    Account(
        "privacy",
        "demo-privacy",
        "Ines",
        "Okonjo",
        "Privacy staff",
        "Look up in the register what a sender has agreed to.",
    ),
    Account(
        "auditor",
        "demo-auditor",
        "Glenn",
        "Petrov",
        "Auditors",
        "Follow one story from its original to its page. Nothing can be changed.",
    ),
    Account(
        "admin",
        "demo-administrator",
        "Rosa",
        "Whitfield",
        None,
        "Change the steps of the review under Settings, Workflows.",
    ),
]
