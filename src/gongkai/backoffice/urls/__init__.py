"""The officers' addresses, split by duty."""

from gongkai.backoffice.urls import casework, house, ledger, letters, reports, supervision

app_name = "backoffice"
urlpatterns = [
    *supervision.urlpatterns,
    *ledger.urlpatterns,
    *letters.urlpatterns,
    *casework.urlpatterns,
    *reports.urlpatterns,
    *house.urlpatterns,
]
