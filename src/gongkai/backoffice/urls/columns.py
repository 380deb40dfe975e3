"""Addresses of the columns of the portal and how they are arranged."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
