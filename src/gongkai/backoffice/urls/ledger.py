"""Addresses of what is known already: the applicants' ledger, similar requests, the assistant of replies."""

from django.urls import URLPattern, path

from gongkai.backoffice.views import assistant, ledger

urlpatterns: list[URLPattern] = [
    path("applicants/", ledger.applicants, name="applicants"),
    path("applicants/<int:applicant_key>/", ledger.applicant, name="applicant"),
    path("applications/<int:key>/known/", ledger.known, name="known"),
    path("applications/<int:key>/assistant/", assistant.assistant, name="assistant"),
]
