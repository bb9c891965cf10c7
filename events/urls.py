"""Addresses of the week that are no Wagtail pages: calendar files."""

from django.urls import path

from events import views

urlpatterns = [
    path("calendar/week/<uuid:uid>.ics", views.week_calendar, name="week_calendar"),
    path("calendar/program/<uuid:uid>.ics", views.programme_calendar, name="programme_calendar"),
    path("calendar/activity/<uuid:uid>.ics", views.activity_calendar, name="activity_calendar"),
]
