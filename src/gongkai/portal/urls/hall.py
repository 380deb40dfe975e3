"""Addresses of the service hall: reading places, the kiosk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
