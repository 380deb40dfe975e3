"""Addresses of the house: the journal, the settings, people and posts."""

from django.urls import path

from gongkai.backoffice.views import feed, house, journal, notices

urlpatterns = [
    path("journal/", journal.journal, name="journal"),
    path("journal/verify/", journal.verify, name="journal_verify"),
    path("notices/", notices.notices, name="notices"),
    path("notices/<int:key>/", notices.settle, name="notice_settle"),
    path("me/email/", feed.change_email, name="change_email"),
    path("me/calendar/", feed.renew, name="renew_calendar"),
    path("calendar/<str:key>.ics", feed.calendar_file, name="calendar"),
    path("settings/", house.settings, name="settings"),
    path("settings/people/new/", house.enrol, name="enrol"),
    path("settings/people/appoint/", house.appoint, name="appoint"),
    path("settings/posts/<int:key>/end/", house.end_post, name="end_post"),
    path("settings/posts/<int:key>/password/", house.set_password, name="set_password"),
]
