"""What a person who is signed in may do is read at once, and is what Django itself would say."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group, Permission

from stories.sign_in import StaffBackend
from tests import make

pytestmark = pytest.mark.django_db


def anew(person):
    """Return the person as the next request reads them, without what is remembered."""
    return get_user_model().objects.get(pk=person.pk)


def person_with(**changes):
    """Return somebody with one right of their own, and one that two of their groups give."""
    person = make.user(name="rita")
    own, given = Permission.objects.filter(codename__in=["add_topic", "change_topic"])
    person.user_permissions.add(own)
    for name in ("One", "Two"):
        group = Group.objects.create(name=name)
        group.permissions.add(given)
        person.groups.add(group)
    for name, value in changes.items():
        setattr(person, name, value)
    person.save()
    return anew(person)


@pytest.mark.parametrize("changes", [{}, {"is_superuser": True}, {"is_active": False}])
def test_the_answer_is_djangos(changes):
    person = person_with(**changes)
    expected = ModelBackend().get_all_permissions(anew(person))
    assert StaffBackend().get_all_permissions(person) == expected
    assert bool(expected) == person.is_active


def test_nothing_is_said_of_one_object():
    person = person_with()
    assert StaffBackend().get_all_permissions(person, obj=person) == set()


def test_own_rights_and_those_of_groups_are_one_query(django_assert_num_queries):
    person = person_with()
    with django_assert_num_queries(1):
        assert person.has_perms(["stories.add_topic", "stories.change_topic"])
        assert not person.has_perm("stories.delete_topic")
