"""Addresses of clean-ups."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
