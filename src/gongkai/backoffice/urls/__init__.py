"""The officers' addresses, split by duty."""

from gongkai.backoffice.urls import casework, house, reports

app_name = "backoffice"
urlpatterns = [*casework.urlpatterns, *reports.urlpatterns, *house.urlpatterns]
