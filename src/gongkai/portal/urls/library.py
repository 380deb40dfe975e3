"""Addresses of the library of documents."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
