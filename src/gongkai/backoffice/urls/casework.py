"""Addresses of casework: signing in, the lists, the case and what is done with it."""

from django.urls import URLPattern, path

from gongkai.backoffice.views import (
    acts,
    appeals,
    archive,
    cases,
    corrections,
    intake,
    papers,
    redaction,
    replies,
    signing,
    today,
)

CASE = "applications/<int:key>/"
urlpatterns: list[URLPattern] = [
    path("", today.today, name="today"),
    path("papers/", today.papers_today, name="papers_today"),
    path("sign-in/", signing.SignIn.as_view(), name="sign_in"),
    path("sign-out/", signing.SignOut.as_view(), name="sign_out"),
    path("me/", signing.me, name="me"),
    path("me/password/", signing.change_password, name="change_password"),
    path("me/post/", signing.switch_post, name="switch_post"),
    path("no-post/", signing.no_post, name="no_post"),
    path("applications/", today.applications, name="applications"),
    path("applications/new/", intake.register_application, name="register_application"),
    path("applications/new-correction/", corrections.register_correction, name="register_correction"),
    path("register/", today.register, name="register"),
    path("decisions/", replies.decisions, name="decisions"),
    path(CASE, cases.case_page, name="case"),
    path(f"{CASE}registered/", intake.registered_page, name="registered"),
    path(f"{CASE}receipt.pdf", intake.receipt_file, name="receipt_file"),
    path(f"{CASE}draft-reply/", replies.draft_reply, name="draft_reply"),
    path(f"{CASE}decide/", replies.decide, name="decide"),
    path(f"{CASE}identity/", papers.identity, name="identity"),
    path(f"{CASE}documents/<int:document_key>/", papers.document, name="document"),
    path(f"{CASE}documents/<int:document_key>.pdf", papers.document_file, name="document_file"),
    path(f"{CASE}files/<int:attachment_key>/", papers.attachment, name="attachment"),
    path(f"{CASE}files/<int:attachment_key>/redact/", redaction.redact, name="redact"),
    path(
        f"{CASE}files/<int:attachment_key>/pages/<int:number>.png", redaction.page_of_original, name="page_of_original"
    ),
    path("appeals/", appeals.register, name="appeals"),
    path("archive/", archive.archive, name="archive"),
    path("archive/<int:key>/package.zip", archive.package, name="archive_package"),
    path("archive/<int:key>/propose/", archive.propose, name="archive_propose"),
    path("archive/<int:key>/destroy/", archive.destroy, name="archive_destroy"),
    path(f"{CASE}dossier.<slug:kind>", archive.dossier, name="dossier"),
    path(f"{CASE}archive/", archive.archive_case, name="archive_case"),
    path(f"{CASE}<slug:kind>/<int:appeal_key>/<slug:slug>/", appeals.act, name="appeal_act"),
    path(f"{CASE}<slug:slug>/", acts.act, name="act"),
]
