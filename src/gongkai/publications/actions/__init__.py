"""The verbs of publishing, each owner's in files of their own. Doors and rooms above import them from here."""

from gongkai.publications.actions.drafting import (
    draft_item,
    drop_draft,
    recall_draft,
    revise_item,
    save_draft,
    submit_draft,
)
from gongkai.publications.actions.importing import import_items
from gongkai.publications.actions.releasing import publish, publish_urgently
from gongkai.publications.actions.reviewing import record_review
from gongkai.publications.actions.rules import set_publishing_rules
from gongkai.publications.actions.scheduling import expire_due, release_due
from gongkai.publications.actions.withdrawing import archive_item, withdraw_item
from gongkai.publications.actions.written import Written

__all__ = [
    "Written",
    "archive_item",
    "draft_item",
    "drop_draft",
    "expire_due",
    "import_items",
    "publish",
    "publish_urgently",
    "recall_draft",
    "record_review",
    "release_due",
    "revise_item",
    "save_draft",
    "set_publishing_rules",
    "submit_draft",
    "withdraw_item",
]
