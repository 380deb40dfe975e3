"""Addresses of the annual report: the reports, their cells, the declared returns."""

from django.urls import path

from gongkai.backoffice.views import check, report_texts, report_years, reports, returns

urlpatterns = [
    path("check/", check.check_draft, name="check"),
    path("reports/", reports.report_list, name="reports"),
    path("reports/now/", report_years.as_if_today, name="report_now"),
    path("reports/compare/", report_years.compare, name="report_compare"),
    path("reports/<int:key>/", reports.report_page, name="report"),
    path("reports/<int:key>/texts/", report_texts.write_texts, name="report_texts"),
    path("reports/<int:key>/sign/", reports.sign_report, name="report_sign"),
    path("reports/<int:key>/publish/", reports.publish_report, name="report_publish"),
    path("reports/<int:key>/files/<slug:kind>/", reports.report_file, name="report_file"),
    path("reports/<int:key>/<slug:table>/<str:row>/<slug:column>/", reports.report_cell, name="report_cell"),
    path(
        "reports/<int:key>/<slug:table>/<str:row>/<slug:column>/correct/", reports.correct_cell, name="report_correct"
    ),
    path("reports/<int:key>/<slug:table>/<str:row>/<slug:column>/cases.csv", reports.cases_file, name="report_cases"),
    path("returns/", returns.board, name="returns"),
    path("returns/<int:year>/", returns.board, name="returns_of"),
    path("returns/<int:year>/<slug:code>/", returns.return_page, name="return"),
    path("returns/<int:year>/<slug:code>/fill/", returns.fill, name="return_fill"),
    path("returns/<int:year>/<slug:code>/sign/", returns.sign, name="return_sign"),
    path(
        "returns/<int:year>/<slug:code>/documents/<slug:row>/<slug:column>/", returns.documents, name="return_documents"
    ),
]
