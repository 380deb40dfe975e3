"""Addresses of publishing: items, the gate, versions, rules."""

from django.urls import URLPattern, path

from gongkai.backoffice.views import publishing, publishing_acts

ITEM = "items/<int:key>/"
urlpatterns: list[URLPattern] = [
    path("items/", publishing.item_list, name="items"),
    path("items/rules/", publishing_acts.publishing_rules, name="publishing_rules"),
    path(ITEM, publishing.item_page, name="item"),
    path(f"{ITEM}v<int:number>/", publishing.item_version, name="item_version"),
    path(f"{ITEM}compare/", publishing.item_compare, name="item_compare"),
    path(f"{ITEM}submit/", publishing_acts.submit_item, name="submit_item"),
    path(f"{ITEM}revise/", publishing_acts.revise_item, name="revise_item"),
    path(f"{ITEM}review/", publishing_acts.review_item, name="review_item"),
    path(f"{ITEM}confirm/", publishing_acts.confirm_item, name="confirm_item"),
    path(f"{ITEM}<slug:slug>/", publishing_acts.item_act, name="item_act"),
]
