"""Addresses of the service hall: reading places, shelves, deposits, handbooks."""

from django.urls import path

from gongkai.backoffice.views import hall, handbook

ONE = "hall/<int:key>/"
urlpatterns = [
    path("hall/", hall.hall, name="hall"),
    path("hall/new/", hall.found_place, name="found_place"),
    path("hall/handbook/", handbook.make_handbook, name="make_handbook"),
    path(ONE, hall.place, name="place"),
    path(f"{ONE}change/", hall.change_place, name="change_place"),
    path(f"{ONE}close/", hall.close_place, name="close_place"),
    path(f"{ONE}shelve/", hall.shelve, name="shelve"),
    path(f"{ONE}shelves/<int:record_key>/take-off/", hall.take_off, name="take_off"),
    path(f"{ONE}deposit/", hall.deposit, name="record_deposit"),
    path(f"{ONE}labels.pdf", hall.labels, name="labels"),
]
