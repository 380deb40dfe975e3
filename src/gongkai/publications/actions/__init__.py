"""The verbs of publishing, each owner's in files of their own. Doors and rooms above import them from here."""

from gongkai.publications.actions.attachments import (
    PreparedFile,
    attach_file,
    describe_attachment,
    order_attachments,
    prepare_file,
    recognise_attachment,
    remove_attachment,
)
from gongkai.publications.actions.catalogue import (
    ElementDetails,
    Founded,
    add_element,
    add_field,
    found_catalogue,
    revise_element,
)
from gongkai.publications.actions.catalogue_import import Imported, import_catalogue
from gongkai.publications.actions.categories import found_categories
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
from gongkai.publications.actions.duties import (
    assign_element,
    assign_field,
    confirm_not_applicable,
    end_duty,
    hand_over,
    mark_not_applicable,
    note_formed,
    recompute_duties,
    refresh_duties,
    refuse_not_applicable,
)
from gongkai.publications.actions.filling import Filled, fill_element
from gongkai.publications.actions.findings import accept_finding
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
from gongkai.publications.actions.handbook import make_handbook
from gongkai.publications.actions.holding import hold_item, lift_hold
from gongkai.publications.actions.importing import import_items
from gongkai.publications.actions.moving import Moved, move_items, move_section
from gongkai.publications.actions.parts import PartTold, told_of
from gongkai.publications.actions.reassessing import reassess_item
from gongkai.publications.actions.releasing import publish, publish_urgently
from gongkai.publications.actions.reviewing import record_review
from gongkai.publications.actions.rules import set_publishing_rules
from gongkai.publications.actions.scheduling import expire_due, keep_validities, release_due
from gongkai.publications.actions.withdrawing import archive_item, withdraw_item
from gongkai.publications.actions.words import WordTold, add_word_rule, end_word_rule, import_word_rules
from gongkai.publications.actions.written import Written

__all__ = [
    "ElementDetails",
    "Filled",
    "Founded",
    "Imported",
    "Moved",
    "PartTold",
    "PlaceTold",
    "PreparedFile",
    "SectionTold",
    "ShelfTold",
    "WordTold",
    "Written",
    "accept_finding",
    "add_element",
    "add_field",
    "add_word_rule",
    "archive_item",
    "arrange_section",
    "assign_element",
    "assign_field",
    "attach_file",
    "change_reading_place",
    "close_reading_place",
    "close_section",
    "confirm_not_applicable",
    "describe_attachment",
    "draft_item",
    "drop_draft",
    "end_duty",
    "end_word_rule",
    "expire_due",
    "fill_element",
    "found_catalogue",
    "found_categories",
    "found_columns",
    "found_reading_place",
    "hand_over",
    "hold_item",
    "import_catalogue",
    "import_items",
    "import_word_rules",
    "keep_validities",
    "lift_hold",
    "make_handbook",
    "mark_not_applicable",
    "move_items",
    "move_section",
    "note_formed",
    "open_section",
    "order_attachments",
    "prepare_file",
    "publish",
    "publish_urgently",
    "reassess_item",
    "recall_draft",
    "recognise_attachment",
    "recompute_duties",
    "record_deposit",
    "record_review",
    "refresh_duties",
    "refuse_not_applicable",
    "release_due",
    "remove_attachment",
    "remove_section",
    "rename_section",
    "reopen_section",
    "reorder_section",
    "revise_element",
    "revise_item",
    "save_draft",
    "set_publishing_rules",
    "shelve",
    "submit_draft",
    "take_off_shelf",
    "told_of",
    "withdraw_item",
]
