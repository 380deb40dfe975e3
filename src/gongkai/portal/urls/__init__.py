"""Addresses of the public side, split by noun."""

from gongkai.portal.urls import catalogue, hall, items, service

app_name = "portal"
urlpatterns = [*items.urlpatterns, *catalogue.urlpatterns, *hall.urlpatterns, *service.urlpatterns]
