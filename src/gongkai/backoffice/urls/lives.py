"""Addresses of a document's life: drafting, its steps, publication, interpretation."""

from django.urls import path

from gongkai.backoffice.views import interpretations, life_acts, lives

ONE = "making/<int:key>/"
urlpatterns = [
    path("making/", lives.life_list, name="lives"),
    path("making/new/", lives.new_life, name="new_life"),
    path(ONE, lives.life, name="life"),
    path(f"{ONE}edit/", lives.edit_life, name="edit_life"),
    path(f"{ONE}finish/", lives.finish_drafting, name="finish_drafting"),
    path(f"{ONE}<slug:slug>/", life_acts.life_act, name="life_act"),
    path("interpretations/", interpretations.board, name="interpretations"),
    path("interpretations/<int:key>/drop/", interpretations.drop, name="drop_interpretation"),
]
