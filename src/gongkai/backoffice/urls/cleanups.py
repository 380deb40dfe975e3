"""Addresses of clean-ups: the lists, one working list, one line, the decision, the result."""

from django.urls import path

from gongkai.backoffice.views import cleanups

ONE = "cleanups/<int:key>/"
urlpatterns = [
    path("cleanups/", cleanups.cleanup_list, name="cleanups"),
    path("cleanups/new/", cleanups.open_cleanup, name="open_cleanup"),
    path(ONE, cleanups.cleanup, name="cleanup"),
    path(f"{ONE}lines/<int:line_key>/", cleanups.propose_line, name="cleanup_line"),
    path(f"{ONE}decide/", cleanups.decide, name="decide_cleanup"),
    path(f"{ONE}drop/", cleanups.drop, name="drop_cleanup"),
    path(f"{ONE}result/", cleanups.result, name="cleanup_result"),
]
