"""Addresses of publishing: items, the gate, versions, rules."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
