"""Addresses of legality review: the desk's list, the year by kind and month, one review, its versions, opinions and letter."""

from django.urls import path

from gongkai.backoffice.views import review_acts, review_papers, reviews

ONE = "legality/<int:key>/"
OPINION = f"{ONE}opinions/<int:opinion_key>/"
urlpatterns = [
    path("legality/", reviews.reviews, name="reviews"),
    path("legality/counts/", reviews.counts, name="review_counts"),
    path("legality/opinions/", reviews.opinions, name="review_opinions"),
    path("legality/new/", review_acts.submit, name="submit_review"),
    path("legality/new/<int:key>/", review_acts.submit_document, name="submit_document"),
    path(ONE, reviews.review, name="review"),
    path(f"{ONE}compare/", reviews.compare, name="review_compare"),
    path(f"{ONE}drafts/<int:number>/", reviews.draft, name="review_draft"),
    path(f"{ONE}drafts/<int:number>/file/", review_papers.draft_file, name="review_draft_file"),
    path(f"{ONE}report/", review_papers.report, name="review_report"),
    path(f"{ONE}report.pdf", review_papers.report_pdf, name="review_report_pdf"),
    path(f"{ONE}report.docx", review_papers.report_docx, name="review_report_docx"),
    path(f"{ONE}take/", review_acts.take, name="take_review"),
    path(f"{ONE}send/", review_acts.send, name="send_opinions"),
    path(f"{ONE}<slug:slug>/", review_acts.review_act, name="review_act"),
    path(f"{OPINION}withdraw/", review_acts.withdraw, name="withdraw_opinion"),
    path(f"{OPINION}<slug:slug>/", review_acts.opinion_act, name="opinion_act"),
]
