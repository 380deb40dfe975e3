"""Addresses of the service hall: reading places, shelves, deposits."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
