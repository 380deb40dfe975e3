"""The officers' addresses, split by duty."""

from gongkai.backoffice.urls import casework, house, letters, reports

app_name = "backoffice"
urlpatterns = [*letters.urlpatterns, *casework.urlpatterns, *reports.urlpatterns, *house.urlpatterns]
