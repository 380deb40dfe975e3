"""Addresses of the house: the journal, the settings, people and posts."""

from django.urls import path

from gongkai.backoffice.views import house, journal

urlpatterns = [
    path("journal/", journal.journal, name="journal"),
    path("journal/verify/", journal.verify, name="journal_verify"),
    path("settings/", house.settings, name="settings"),
    path("settings/people/new/", house.enrol, name="enrol"),
    path("settings/people/appoint/", house.appoint, name="appoint"),
    path("settings/posts/<int:key>/end/", house.end_post, name="end_post"),
    path("settings/posts/<int:key>/password/", house.set_password, name="set_password"),
]
