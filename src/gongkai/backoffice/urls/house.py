"""Addresses of house."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
