"""The officers' addresses, split by duty."""

from gongkai.backoffice.urls import (
    casework,
    catalogue,
    columns,
    editing,
    hall,
    house,
    ledger,
    letters,
    publishing,
    reports,
    supervision,
)

app_name = "backoffice"
urlpatterns = [
    *editing.urlpatterns,
    *publishing.urlpatterns,
    *catalogue.urlpatterns,
    *columns.urlpatterns,
    *hall.urlpatterns,
    *supervision.urlpatterns,
    *ledger.urlpatterns,
    *letters.urlpatterns,
    *casework.urlpatterns,
    *reports.urlpatterns,
    *house.urlpatterns,
]
