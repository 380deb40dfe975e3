"""Addresses of a document's life: drafting, its steps, publication, interpretation."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
