"""What a form has to ask, what it should ask, and what is never required alone."""

from stories import roles

MANDATORY = list(roles.MANDATORY)


class TestRule10Missing:
    def test_a_form_from_before_is_still_whole(self):
        assert roles.missing_roles(MANDATORY) == []

    def test_a_picture_needs_its_description(self):
        assert roles.missing_roles([*MANDATORY, "story_image"]) == ["Picture: what it shows"]

    def test_what_says_something_about_another_answer_needs_that_question(self):
        for name in ("consent_image", "story_captions", "published_title"):
            assert roles.missing_roles([*MANDATORY, name]), name

    def test_a_compulsory_role_is_never_one_that_depends_on_another(self):
        assert not roles.ALWAYS_REQUIRED & roles.NEVER_REQUIRED


class TestRule10Advice:
    def test_a_picture_without_its_consent_is_advised_on_and_not_refused(self):
        types = [*MANDATORY, "story_image", "story_image_alt", "story_image_credit"]
        assert roles.advised_roles(types) == ["Consent: use the picture"]
        assert roles.missing_roles(types) == []

    def test_a_video_file_is_better_with_its_words(self):
        assert roles.advised_roles([*MANDATORY, "story_video_file"]) == [
            "Video: captions",
            "Video: transcript",
        ]

    def test_a_form_without_either_gets_none(self):
        assert roles.advised_roles(MANDATORY) == []
