"""Addresses of publishing: items, the gate, versions, rules."""

from django.urls import URLPattern, path

from gongkai.backoffice.views import editing, publishing, publishing_acts

ITEM = "items/<int:key>/"
urlpatterns: list[URLPattern] = [
    path("items/", publishing.item_list, name="items"),
    path("items/new/", editing.new_item, name="new_item"),
    path("items/rules/", publishing_acts.publishing_rules, name="publishing_rules"),
    path(ITEM, publishing.item_page, name="item"),
    path(f"{ITEM}v<int:number>/", publishing.item_version, name="item_version"),
    path(f"{ITEM}compare/", publishing.item_compare, name="item_compare"),
    path(f"{ITEM}submit/", publishing_acts.submit_item, name="submit_item"),
    path(f"{ITEM}revise/", publishing_acts.revise_item, name="revise_item"),
    path(f"{ITEM}review/", publishing_acts.review_item, name="review_item"),
    path(f"{ITEM}confirm/", publishing_acts.confirm_item, name="confirm_item"),
    path(f"{ITEM}edit/", editing.edit_item, name="edit_item"),
    path(f"{ITEM}check/", editing.check_item, name="check_item"),
    path(f"{ITEM}picture/", editing.insert_picture, name="insert_picture"),
    path(f"{ITEM}files/<int:attachment_key>/<str:name>", editing.item_file, name="item_file"),
    path(f"{ITEM}<slug:slug>/", publishing_acts.item_act, name="item_act"),
]
