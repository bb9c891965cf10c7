"""What several tests of this folder stand on."""

import pytest

from tests.stories.small_web import SmallWeb


@pytest.fixture
def web():
    """A small web whose server stands on this machine, and a name in it that leads to the inside."""
    web = SmallWeb()
    web.names["localhost.example"] = ["127.0.0.1"]
    yield web
    web.close()
