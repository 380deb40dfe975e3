"""Addresses of the standard catalogue: what is owed, the coverage board."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
