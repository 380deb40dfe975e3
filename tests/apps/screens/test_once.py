"""One form, one case: also when both copies arrive at the same moment."""

from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from gongkai.screens import once


@pytest.mark.django_db
def test_the_second_of_two_equal_forms_reads_what_became_of_the_first() -> None:
    token = once.new_token()
    assert once.claim(token)
    once.note(token, {"number": "013-2024-0001"})
    assert not once.claim(token)
    assert once.answer(token) == {"number": "013-2024-0001"}


@pytest.mark.django_db
def test_a_form_that_was_refused_may_be_sent_again() -> None:
    token = once.new_token()
    with transaction.atomic():
        once.claim(token)
        transaction.set_rollback(True)
    assert once.claim(token)


def test_only_tokens_of_this_site_count() -> None:
    token = once.new_token()
    assert once.is_ours(token)
    assert not once.is_ours(token[:-1] + ("A" if token[-1] != "A" else "B"))
    assert not once.is_ours("")


@pytest.mark.django_db(transaction=True)
def test_two_copies_at_the_same_moment_open_one_case() -> None:
    token, gate, won = once.new_token(), Barrier(2), []

    def send() -> None:
        gate.wait()
        try:
            with transaction.atomic():
                if once.claim(token):
                    won.append(1)
                    once.note(token, {"number": "013-2024-0001"})
        finally:
            connection.close()

    threads = [Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1
    assert once.answer(token) == {"number": "013-2024-0001"}
