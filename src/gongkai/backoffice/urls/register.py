"""Addresses of the register of normative documents: rules, the list as of a day, one document, acts on its validity."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
