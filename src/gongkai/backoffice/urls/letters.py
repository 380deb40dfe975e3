"""Addresses of letters: a numbered letter as Word, the texts letters are made from."""

from django.urls import URLPattern, path

from gongkai.backoffice.views import letters, papers, reply_text

urlpatterns: list[URLPattern] = [
    path("letters/", letters.templates, name="templates"),
    path("letters/<slug:code>/", letters.template, name="template"),
    path(
        "applications/<int:key>/documents/<int:document_key>/service.pdf",
        papers.service_form,
        name="service_form",
    ),
    path("applications/<int:key>/reply-text/", reply_text.reply_text, name="reply_text"),
    path("keep/", letters.keep, name="keep"),
    path(
        "applications/<int:key>/documents/<int:document_key>.docx",
        papers.document_words,
        name="document_words",
    ),
]
