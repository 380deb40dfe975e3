"""Addresses of supervision: complaints, what was found, what was ordered; trainings."""

from django.urls import path

from gongkai.backoffice.views import supervision, trainings

ONE = "complaints/<int:key>/"
urlpatterns = [
    path("complaints/", supervision.complaints, name="complaints"),
    path("complaints/new/", supervision.register_complaint, name="register_complaint"),
    path(ONE, supervision.complaint, name="complaint"),
    path(f"{ONE}conclude/", supervision.conclude, name="conclude_complaint"),
    path(f"{ONE}order/", supervision.order, name="order_rectification"),
    path(f"{ONE}orders/<int:order_key>/answer/", supervision.answer, name="answer_rectification"),
    path("applications/<int:key>/take-over/", supervision.take_over, name="take_over_complaint"),
    path("trainings/", trainings.trainings, name="trainings"),
    path("trainings/new/", trainings.record_training, name="record_training"),
    path("trainings/<int:key>/correct/", trainings.correct_training, name="correct_training"),
]
