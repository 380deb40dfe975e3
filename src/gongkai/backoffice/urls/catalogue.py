"""Addresses of the standard catalogue: what is owed, the coverage board."""

from django.urls import URLPattern, path

from gongkai.backoffice.views import catalogue, catalogue_acts, owed

FIELD = "catalogue/fields/<slug:slug>/"
DUTY = "owed/<int:key>/"
urlpatterns: list[URLPattern] = [
    path("catalogue/", catalogue.board, name="catalogue"),
    path("catalogue/found/", catalogue_acts.found, name="found_catalogue"),
    path("catalogue/coverage.<slug:kind>", catalogue.table, name="coverage_table"),
    path("catalogue/new-field/", catalogue_acts.add_field, name="add_field"),
    path(FIELD, catalogue.field, name="catalogue_field"),
    path(f"{FIELD}elements/new/", catalogue_acts.add_element, name="add_element"),
    path(f"{FIELD}assign/", catalogue_acts.assign_field, name="assign_field"),
    path("catalogue/agencies/<slug:code>/", catalogue.agency, name="catalogue_agency"),
    path("catalogue/elements/<int:key>/revise/", catalogue_acts.revise_element, name="revise_element"),
    path("catalogue/elements/<int:key>/assign/", catalogue_acts.assign_element, name="assign_element"),
    path("owed/", owed.owed, name="owed"),
    path("owed/hand-over/", owed.hand_over, name="hand_over"),
    path(DUTY, owed.duty, name="duty"),
    path(f"{DUTY}fill/", owed.fill, name="fill_element"),
    path(f"{DUTY}<slug:slug>/", owed.act, name="duty_act"),
]
