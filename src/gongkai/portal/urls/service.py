"""Addresses of applying, looking up, checking, and of what machines ask for."""

from django.urls import path

from gongkai.portal.views import apply, check, deadline, reports, service, status
from gongkai.screens.preferences import set_look

urlpatterns = [
    path("apply/", apply.choose_agency, name="apply"),
    path("apply/<slug:code>/", apply.apply, name="apply_to"),
    path("receipts/<slug:number>/", apply.receipt, name="receipt"),
    path("receipts/<slug:number>/receipt.pdf", apply.receipt_file, name="receipt_file"),
    path("status/", status.look_up, name="look_up"),
    path("status/leave/", status.leave, name="leave"),
    path("status/<slug:number>/", status.status, name="status"),
    path("status/<slug:number>/letters/<int:key>/", status.letter, name="letter"),
    path("status/<slug:number>/letters/<int:key>.pdf", status.letter_file, name="letter_file"),
    path("status/<slug:number>/files/<int:key>/", status.released_file, name="released_file"),
    path("deadline/", deadline.deadline, name="deadline"),
    path("check/", check.check, name="check"),
    path("reports/", reports.reports, name="reports"),
    path("reports/<slug:code>/<int:year>/", reports.report, name="report"),
    path("reports/<slug:code>/<int:year>/<str:kind>", reports.report_file, name="report_file"),
    path("look/", set_look, name="look"),
    path("robots.txt", service.robots, name="robots"),
    path("favicon.ico", service.favicon, name="favicon"),
    path("healthz", service.healthz, name="healthz"),
]
