"""Addresses of writing: the editing page with its checks and pictures, files of drafts, the word lists."""

from django.urls import URLPattern, path

from gongkai.backoffice.views import editing, words

ONE = "items/<int:key>/"
urlpatterns: list[URLPattern] = [
    path("items/new/", editing.new_item, name="new_item"),
    path(f"{ONE}edit/", editing.edit_item, name="edit_item"),
    path(f"{ONE}check/", editing.check_item, name="check_item"),
    path(f"{ONE}pictures/", editing.insert_picture, name="insert_picture"),
    path(f"{ONE}files/<int:attachment_key>/<str:name>", editing.item_file, name="item_file"),
    path("words/", words.words, name="words"),
    path("words/new/", words.add_word, name="add_word"),
    path("words/import/", words.import_words, name="import_words"),
    path("words/<int:key>/end/", words.end_word, name="end_word"),
]
