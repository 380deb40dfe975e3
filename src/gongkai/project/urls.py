"""Addresses: the portal at the root, the officers' desk under /desk/."""

from django.urls import include, path

from gongkai.api.urls import api
from gongkai.api.views import data

urlpatterns = [
    path("desk/", include("gongkai.backoffice.urls")),
    path("api/v1/", api.urls),
    path("data/", data, name="data"),
    path("", include("gongkai.portal.urls")),
]
handler400 = "gongkai.screens.errors.bad_request"
handler403 = "gongkai.screens.errors.forbidden"
handler404 = "gongkai.screens.errors.not_found"
handler500 = "gongkai.screens.errors.failed"
