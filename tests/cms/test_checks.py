"""The system checks report what would go wrong in silence."""

from copy import deepcopy

import pytest
from django.conf import settings as project_settings

from cms.checks import check_private_folder, check_public_policy


class TestPrivateFolder:
    def test_the_settings_of_the_project_pass(self):
        assert check_private_folder(None) == []

    @pytest.mark.parametrize("public", ["MEDIA_ROOT", "STATIC_ROOT"])
    def test_a_folder_inside_a_public_one_is_reported(self, settings, tmp_path, public):
        setattr(settings, public, tmp_path)
        settings.PRIVATE_MEDIA_ROOT = tmp_path / "deep" / "inside"
        (error,) = check_private_folder(None)
        assert error.id == "cms.E001"
        assert public in error.msg

    def test_a_folder_beside_a_public_one_passes(self, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path / "media"
        settings.PRIVATE_MEDIA_ROOT = tmp_path / "media-private"
        assert check_private_folder(None) == []


class TestPublicPolicy:
    def test_the_policy_of_the_project_passes(self):
        assert check_public_policy(None) == []

    @pytest.mark.parametrize("hole", ["'unsafe-inline'", "'unsafe-eval'", "data:", "*"])
    def test_a_hole_is_reported(self, settings, hole):
        policy = deepcopy(project_settings.CONTENT_SECURITY_POLICY)
        policy["DIRECTIVES"]["script-src"].append(hole)
        settings.CONTENT_SECURITY_POLICY = policy
        assert [error.id for error in check_public_policy(None)] == ["cms.E002"]

    def test_an_open_default_is_reported(self, settings):
        policy = deepcopy(project_settings.CONTENT_SECURITY_POLICY)
        policy["DIRECTIVES"]["default-src"] = ["'self'"]
        settings.CONTENT_SECURITY_POLICY = policy
        assert [error.id for error in check_public_policy(None)] == ["cms.E002"]
