"""Addresses of the standard catalogue as the public sees it."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
