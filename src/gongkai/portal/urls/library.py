"""Addresses of the library of documents."""

from django.urls import path

from gongkai.portal.views import library

urlpatterns = [
    path("documents/", library.library, name="library"),
    path("documents/<int:key>/", library.document, name="document"),
    path("documents/<int:key>/<str:name>", library.file, name="document_file"),
    path("feeds/documents.xml", library.feed, name="feed_of_documents"),
    path("sitemap-documents.xml", library.sitemap, name="sitemap_documents"),
]
