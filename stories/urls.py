"""Addresses of stories that are no Wagtail pages."""

from django.urls import path

from stories import (
    bounce_views,
    card_views,
    change_page,
    confirm_views,
    embed_views,
    form_start,
    heart_views,
    link_views,
    party_views,
    review_rules_views,
    save_views,
    second_look_views,
    signoff_views,
    status_actions,
    status_views,
    views,
)

urlpatterns = [
    path("heart/<int:pk>.svg", heart_views.heart, name="story_heart"),
    path("card/<int:pk>.png", card_views.story_card, {"ending": "png"}, name="story_card_png"),
    path("card/<int:pk>.jpg", card_views.story_card, {"ending": "jpg"}, name="story_card_jpg"),
    path("card/page/<int:pk>.png", card_views.page_card, name="page_card_png"),
    path("heart/<uuid:receipt>.svg", views.receipt_heart, name="receipt_heart"),
    # Below the form's address, but none of its pages: what was mailed works while the form is closed.
    path("share-your-story/thank-you/<uuid:receipt>/", views.thank_you, name="thank_you"),
    path("share-your-story/confirm/<str:token>/", confirm_views.confirm, name="confirm_link"),
    path("share-your-story/resume/<str:token>/", save_views.resume, name="resume_link"),
    # The form on other sites' pages; it is no page of Wagtail's either, and holds no cookie.
    path("share-your-story/embed/", embed_views.embedded_form, name="embedded_form"),
    path("share-your-story/embed/<slug:place>/", embed_views.embedded_form, name="embedded_place"),
    path(
        "share-your-story/embed/thank-you/<uuid:receipt>/",
        embed_views.embedded_thanks,
        name="embedded_thank_you",
    ),
    path("resume-story/", save_views.resume_story, name="resume_story"),
    path("start-a-story/", form_start.start, name="start_story"),
    path("my-story/", link_views.ask_for_link, name="ask_for_link"),
    path("my-story/asked/", link_views.show_asked, name="link_asked"),
    path("my-story/erased/", status_views.show_erased, name="story_erased"),
    path("my-story/<str:token>/", status_views.show_status, name="story_status"),
    path("my-story/<str:token>/change/", change_page.explain_change, name="story_change"),
    path("my-story/<str:token>/edits/", signoff_views.show_edits, name="story_edits"),
    path("my-story/<str:token>/second-look/", second_look_views.explain, name="story_second_look"),
    path("my-story/<str:token>/withdraw/", status_views.explain_withdrawal, name="story_withdraw"),
    path("my-story/<str:token>/data/", status_views.explain_data, name="story_data"),
    path("my-story/<str:token>/erase/", status_views.explain_erasure, name="story_erase"),
    path("my-story/<str:token>/picture/", status_views.picture, name="story_own_picture"),
    path("my-story/<str:token>/poster/", status_views.poster, name="story_own_poster"),
    path("review-rules/", review_rules_views.current, name="review_rules"),
    path("review-rules/<int:number>/", review_rules_views.version, name="review_rules_version"),
    # Deeds: the token that allows them travels in the body, not in the address.
    path("change-story/", status_actions.change, name="change_story"),
    path("answer-edits/", signoff_views.answer, name="answer_edits"),
    path("ask-second-look/", second_look_views.ask, name="ask_second_look"),
    path("withdraw-story/", status_actions.withdraw, name="withdraw_story"),
    path("story-data/", status_actions.send_my_data, name="send_my_data"),
    path("erase-story/", status_actions.erase, name="erase_story"),
    path("their-story/<str:token>/", party_views.story, name="their_story"),
    path("their-story/<str:token>/picture/", party_views.picture, name="their_story_picture"),
    path("their-answer/", party_views.answer, name="their_answer"),
    # For the mail server, which signs what it says.
    path("mail-came-back/", bounce_views.note_bounce, name="mail_came_back"),
    path("confirm-address/", confirm_views.confirm_address, name="confirm_address"),
]
