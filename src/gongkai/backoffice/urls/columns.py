"""Addresses of the columns of the portal and how they are arranged."""

from django.urls import path

from gongkai.backoffice.views import column_acts, columns

ONE = "columns/<int:key>/"
urlpatterns = [
    path("columns/", columns.columns, name="columns"),
    path("columns/found/", columns.found, name="found_columns"),
    path("columns/new/", columns.open_section, name="open_section"),
    path(ONE, columns.column, name="column"),
    path(f"{ONE}parts/new/", columns.part, name="new_part"),
    path(f"{ONE}parts/<int:place>/", columns.part, name="part"),
    path(f"{ONE}parts/<int:place>/change/", columns.change_part, name="change_part"),
    path(f"{ONE}rename/", column_acts.rename, name="rename_section"),
    path(f"{ONE}move/", column_acts.move, name="move_section"),
    path(f"{ONE}items/", column_acts.move_items, name="move_items"),
    path(f"{ONE}close/", column_acts.close, name="close_section"),
    path(f"{ONE}change/", column_acts.change, name="change_section"),
]
