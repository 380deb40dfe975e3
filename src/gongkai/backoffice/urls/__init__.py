"""The officers' addresses, split by duty."""

from gongkai.backoffice.urls import (
    casework,
    catalogue,
    cleanups,
    columns,
    editing,
    hall,
    house,
    ledger,
    letters,
    lives,
    publishing,
    register,
    reports,
    reviews,
    supervision,
)

app_name = "backoffice"
urlpatterns = [
    *editing.urlpatterns,
    *publishing.urlpatterns,
    *catalogue.urlpatterns,
    *columns.urlpatterns,
    *hall.urlpatterns,
    *register.urlpatterns,
    *lives.urlpatterns,
    *reviews.urlpatterns,
    *cleanups.urlpatterns,
    *supervision.urlpatterns,
    *ledger.urlpatterns,
    *letters.urlpatterns,
    *casework.urlpatterns,
    *reports.urlpatterns,
    *house.urlpatterns,
]
