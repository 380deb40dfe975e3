"""Addresses of what is public: columns, items, agencies, search, feeds."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
