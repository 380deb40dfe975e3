"""Letters that ask for an opinion, and their answers: what their days contradict (Regulations art. 32-34)."""

from collections.abc import Iterable, Iterator
from datetime import date

from gongkai.law.clock import defects
from gongkai.law.clock.defects import Defect
from gongkai.law.clock.events import ConsultationSent, OpinionReceived
from gongkai.law.workdays import in_words


def defects_of_letters(letters: Iterable[ConsultationSent], opinions: Iterable[OpinionReceived]) -> Iterator[Defect]:
    """Letters without a date, received before they were sent, answered before either; answers without a letter.

    Of two letters with one `ref` the opinion is held against the earlier.
    """
    sent: dict[str, ConsultationSent] = {}
    for letter in letters:
        earlier = sent.setdefault(letter.ref, letter)
        if (letter.on or date.max) < (earlier.on or date.max):
            sent[letter.ref] = letter
        if letter.on is None:
            yield defects.consultation_undated(letter.ref)
        elif letter.received_by_them_on is not None and letter.received_by_them_on < letter.on:
            what = f"征求意见书“{letter.ref}”的收到之日早于发出之日{in_words(letter.on)}"
            yield defects.out_of_order(letter.on, what)
    for opinion in opinions:
        yield from _about_opinion(opinion, sent.get(opinion.ref))


def _about_opinion(opinion: OpinionReceived, letter: ConsultationSent | None) -> Iterator[Defect]:
    told = f"{in_words(opinion.on)}收到对“{opinion.ref}”的意见"
    if letter is None:
        yield defects.out_of_order(opinion.on, f"{told}，但没有登记征求意见书")
    elif letter.on is not None and opinion.on < letter.on:
        yield defects.out_of_order(opinion.on, f"{told}，早于征求意见书发出之日{in_words(letter.on)}")
    elif letter.received_by_them_on is not None and opinion.on < letter.received_by_them_on:
        what = f"{told}，早于对方收到之日{in_words(letter.received_by_them_on)}"
        yield defects.out_of_order(opinion.on, what)
