"""Run in a scratch house: brings items to the last step of the gate, says which; then, told to by its input, releases and
withdraws one after the other and says when each act began and was committed (seconds of the machine's monotonic clock, which all
processes share)."""

import json
import sys
import time

from gongkai.cli.django import migrate, wake

ITEMS, PAUSE = 20, 0.1  # how many, and seconds between a withdrawal and the next release


def main() -> None:
    from tests.publishing import a_draft, a_newsroom, pass_to_final, submit

    from gongkai.publications import actions

    room = a_newsroom(reviews=1, name="青川区教育局", code="013")
    items = [a_draft(room, title=f"第{number:03d}号施工公告") for number in range(ITEMS)]
    for item in items:
        submit(room, item)
        pass_to_final(room, item)
    keys = [item.pk for item in items]
    print(json.dumps({"list": f"/sections/{room.section.slug}/", "items": keys}), flush=True)
    sys.stdin.readline()
    leader = room.actor("leader")
    for number, item in enumerate(items):
        moments = [time.monotonic()]
        actions.record_review(item, kind="final_approval", conclusion="passed", actor=leader, seen_version=None)
        moments.append(time.monotonic())
        print(f"released {number}", flush=True)
        sys.stdin.readline()  # until somebody has read it
        moments.append(time.monotonic())
        actions.withdraw_item(item, reason="内容有误，另行公布。", actor=leader)
        moments.append(time.monotonic())
        print(json.dumps([number, *moments]), flush=True)
        time.sleep(PAUSE)


if __name__ == "__main__":
    wake()
    migrate()
    main()
