"""Addresses of the service hall: reading places, the kiosk."""

from django.urls import path

from gongkai.portal.views import hall, kiosk

urlpatterns = [
    path("hall/", hall.hall, name="hall"),
    path("kiosk/", kiosk.home, name="kiosk"),
    path("kiosk/search/", kiosk.search, name="kiosk_search"),
    path("kiosk/fields/", kiosk.fields, name="kiosk_fields"),
    path("kiosk/fields/<slug:slug>/", kiosk.field, name="kiosk_field"),
    path("kiosk/sections/", kiosk.sections, name="kiosk_sections"),
    path("kiosk/sections/<slug:slug>/", kiosk.section, name="kiosk_section"),
    path("kiosk/items/<int:key>/", kiosk.item, name="kiosk_item"),
    path("kiosk/items/<int:key>/files/<int:attachment>/", kiosk.file, name="kiosk_file"),
    path("kiosk/guide/", kiosk.guide, name="kiosk_guide"),
    path("kiosk/guide/<slug:code>/", kiosk.agency, name="kiosk_agency"),
    path("kiosk/shelves/", kiosk.shelves, name="kiosk_shelves"),
    path("kiosk/leave/", kiosk.leave, name="kiosk_leave"),
]
