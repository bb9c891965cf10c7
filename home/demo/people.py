"""Makes and removes the accounts of the demo."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from home.demo.accounts import ACCOUNTS


class NameTaken(Exception):
    """A real account has the name of a demo account."""


def make_accounts(*, with_passwords):
    """Return the demo users by the name of their group, the administrator under None.

    An account that is there already is left as it is. Without passwords nobody can sign in until an
    administrator sets one. Raises NameTaken.
    """
    people = {}
    for account in ACCOUNTS:
        user = get_user_model().objects.filter(username=account.username).first()
        if user and user.email != account.email:
            raise NameTaken(
                f"There is an account “{account.username}” that is not the demo’s. "
                "Rename it, then load the demo."
            )
        people[account.group] = user or _make(account, with_passwords)
    return people


def remove_accounts():
    """Delete the demo users. Return how many."""
    removed = 0
    for account in ACCOUNTS:
        rows = get_user_model().objects.filter(username=account.username, email=account.email)
        removed += rows.count()
        rows.delete()
    return removed


def _make(account, with_passwords):
    user = get_user_model().objects.create_user(
        username=account.username,
        email=account.email,
        password=account.password if with_passwords else None,
        first_name=account.first_name,
        last_name=account.last_name,
        is_superuser=account.group is None,
        is_staff=account.group is None,
    )
    if account.group:
        user.groups.add(Group.objects.get(name=account.group))
    return user
