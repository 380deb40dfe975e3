"""What official documents say: the text of each of the 31 letters, filled from the case, judged before it is numbered."""

from gongkai.applications.wording.composing import (
    Content,
    compose,
    edited_text,
    frozen,
    lacking,
    paragraphs_for,
    remedies_of,
    require_complete,
    text_of,
)
from gongkai.applications.wording.parts import TITLE_OF_PARTS, parts_values, remedy_outcome
from gongkai.applications.wording.searches import search_in_words
from gongkai.applications.wording.specimens import never_satisfied, specimen_values, unknown_places, usable_words
from gongkai.applications.wording.texts import LetterText, built_in, places_in, text_in_use, without_places
from gongkai.applications.wording.values import (
    case_values,
    chose_electronic,
    consultation_values,
    decision_of,
    remedy_values,
    reply_values,
    you,
)

__all__ = [
    "TITLE_OF_PARTS",
    "Content",
    "LetterText",
    "built_in",
    "case_values",
    "chose_electronic",
    "compose",
    "consultation_values",
    "decision_of",
    "edited_text",
    "frozen",
    "lacking",
    "never_satisfied",
    "paragraphs_for",
    "parts_values",
    "places_in",
    "remedies_of",
    "remedy_outcome",
    "remedy_values",
    "reply_values",
    "require_complete",
    "search_in_words",
    "specimen_values",
    "text_in_use",
    "text_of",
    "unknown_places",
    "usable_words",
    "without_places",
    "you",
]
