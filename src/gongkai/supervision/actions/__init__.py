"""The verbs of supervision: complaints with what follows them, and trainings. Doors import them from here."""

from gongkai.supervision.actions.complaints import (
    answer_rectification,
    conclude_complaint,
    order_rectification,
    register_complaint,
    take_over_complaint,
)
from gongkai.supervision.actions.trainings import TrainingDetails, correct_training, record_training

__all__ = [
    "TrainingDetails",
    "answer_rectification",
    "conclude_complaint",
    "correct_training",
    "order_rectification",
    "record_training",
    "register_complaint",
    "take_over_complaint",
]
