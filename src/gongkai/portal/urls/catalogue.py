"""Addresses of the standard catalogue as the public sees it."""

from django.urls import URLPattern, path

from gongkai.portal.views import catalogue

urlpatterns: list[URLPattern] = [
    path("fields/", catalogue.fields, name="fields"),
    path("fields/catalogue.<slug:kind>", catalogue.table, name="catalogue_table"),
    path("fields/<slug:slug>/", catalogue.field, name="field"),
    path("fields/<slug:slug>/<int:key>/", catalogue.element, name="element"),
    path("agencies/<slug:code>/fields/", catalogue.agency, name="agency_fields"),
]
