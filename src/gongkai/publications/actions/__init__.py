"""The verbs of publishing, each owner's in files of their own. Doors and rooms above import them from here."""

from gongkai.publications.actions.columns import (
    SectionTold,
    arrange_section,
    close_section,
    found_columns,
    open_section,
    remove_section,
    rename_section,
    reopen_section,
    reorder_section,
)
from gongkai.publications.actions.drafting import (
    draft_item,
    drop_draft,
    recall_draft,
    revise_item,
    save_draft,
    submit_draft,
)
from gongkai.publications.actions.hall import (
    PlaceTold,
    ShelfTold,
    change_reading_place,
    close_reading_place,
    found_reading_place,
    record_deposit,
    shelve,
    take_off_shelf,
)
from gongkai.publications.actions.importing import import_items
from gongkai.publications.actions.moving import Moved, move_items, move_section
from gongkai.publications.actions.parts import PartTold, told_of
from gongkai.publications.actions.reassessing import reassess_item
from gongkai.publications.actions.releasing import publish, publish_urgently
from gongkai.publications.actions.reviewing import record_review
from gongkai.publications.actions.rules import set_publishing_rules
from gongkai.publications.actions.scheduling import expire_due, release_due
from gongkai.publications.actions.withdrawing import archive_item, withdraw_item
from gongkai.publications.actions.written import Written

__all__ = [
    "Moved",
    "PartTold",
    "PlaceTold",
    "SectionTold",
    "ShelfTold",
    "Written",
    "archive_item",
    "arrange_section",
    "change_reading_place",
    "close_reading_place",
    "close_section",
    "draft_item",
    "drop_draft",
    "expire_due",
    "found_columns",
    "found_reading_place",
    "import",
    "import_items",
    "ing",
    "move_items",
    "move_section",
    "open_section",
    "publish",
    "publish_urgently",
    "reassess_item",
    "recall_draft",
    "record_deposit",
    "record_review",
    "release_due",
    "remove_section",
    "rename_section",
    "reopen_section",
    "reorder_section",
    "revise_item",
    "save_draft",
    "set_publishing_rules",
    "shelve",
    "submit_draft",
    "take_off_shelf",
    "told_of",
    "withdraw_item",
]
