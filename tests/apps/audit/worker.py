"""Run in a scratch house: `found` builds it, `work` registers applications for ever and says each one it has confirmed,
`tell` says what is in the database."""

import sys
from datetime import date

from gongkai.cli.django import migrate, wake

DAY = date(2020, 4, 13)


def found() -> None:
    migrate()
    from tests.builders import Desk

    print(Desk().agency.code)


def work() -> None:
    from tests.builders import at, details

    from gongkai.agencies.models import Post
    from gongkai.agencies.queries import held
    from gongkai.applications.actions import register_application
    from gongkai.audit.actors import Actor

    post = Post.objects.select_related("agency", "office", "person").get(duty="desk_officer")
    agency, person = post.agency, post.person
    actor = Actor(f"person:{person.pk}", person.name, held(post), at(DAY), "test")
    while True:
        opened = register_application(
            agency,
            details(),
            channel="in_person",
            arrived_on=DAY,
            files=[("说明.txt", "补充说明".encode())],
            actor=actor,
        )
        print(opened.application.query_number, flush=True)


def tell() -> None:
    from gongkai.applications.models import Application
    from gongkai.audit import queries

    print(*[fault.message for fault in queries.verify()], sep="\n", end="")
    print("|", end="")
    print(*Application.objects.order_by("serial").values_list("query_number", flat=True), sep="\n", end="")
    print("|", end="")
    complete = Application.objects.filter(events__isnull=False, attachments__isnull=False, stage="handling")
    print(complete.distinct().count(), queries.length())


if __name__ == "__main__":
    wake()
    {"found": found, "work": work, "tell": tell}[sys.argv[1]]()
