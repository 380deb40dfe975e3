"""Addresses of the register of normative documents: rules, the list as of a day, one document, acts on its validity."""

from django.urls import path

from gongkai.backoffice.views import register, register_acts

ONE = "documents/<int:key>/"
urlpatterns = [
    path("documents/", register.documents, name="documents"),
    path("documents/list.<str:kind>", register.documents_file, name="documents_file"),
    path("documents/enter/", register_acts.enter, name="enter_document"),
    path("documents/rules/", register_acts.rules, name="document_rules"),
    path(ONE, register.document, name="document"),
    path(f"{ONE}correct/", register_acts.correct, name="correct_entry"),
    path(f"{ONE}change/", register_acts.record_change, name="record_change"),
    path(f"{ONE}changes/<int:change_key>/cancel/", register_acts.cancel_change, name="cancel_change"),
]
