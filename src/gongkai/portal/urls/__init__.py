"""Addresses of the public side, split by noun."""

from gongkai.portal.urls import catalogue, hall, items, library, service

app_name = "portal"
urlpatterns = [
    *items.urlpatterns,
    *catalogue.urlpatterns,
    *hall.urlpatterns,
    *library.urlpatterns,
    *service.urlpatterns,
]
