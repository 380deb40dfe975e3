"""What stands beside the items: reading places and their shelves, word lists, what contacts owe and what does not apply."""

from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.demonstration.house import FOUNDED, House
from gongkai.demonstration.life import Life, office_day
from gongkai.publications import actions
from gongkai.publications.queries import coverage

PLACES = (
    ("archive", "云岭区档案馆", "云岭区文昌路3号二层", "工作日 8:30–12:00，14:00–17:30", "0000-66002001"),
    ("library", "云岭区图书馆", "云岭区学府路8号一层", "周二至周日 9:00–18:00", "0000-66002002"),
    ("service_hall", "云岭区政务服务中心", "云岭区云岭大道21号一层", "工作日 9:00–17:00", "0000-66002003"),
)
SHELVES = (
    ("政府信息公开指南（2020年版）", "政务公开架·1层", 20),
    ("云岭区人民政府公报（2020年第1期至第12期）", "政务公开架·2层", 5),
    ("办事一本通：社会救助", "政务公开架·3层", 30),
    ("惠企政策汇编（复工复产）", "政务公开架·3层", 30),
)
WORDS = (
    actions.WordTold("agency", "区卫计委", "机构改革后名称已变更，以全称或者规定的简称为准。", "区卫健委", True),
    actions.WordTold("agency", "区环保局", "机构改革后名称已变更。", "区生态环境部门", True),
    actions.WordTold("place", "城隍镇", "已撤镇设街道。", "城隍街道", True),
    actions.WordTold("place", "白塔乡", "已撤乡设街道。", "白塔街道", True),
    actions.WordTold("sensitive", "残废人", "用语不当。", "残疾人", True),
    actions.WordTold("sensitive", "最高端", "绝对化用语，公开信息里不用。", "", False),
)
HANDED_ON = date(2021, 2, 3)
NOT_HERE = "本机关没有这项职权，相关信息由财政部门统一公开。"


def stand_beside(house: House, today: date) -> list[Life]:
    return [_places(house), _deposit(house), _owed(house, today)]


def _places(house: House) -> Iterator[date]:
    """The three places of art. 25, the shelf of the service hall, the word lists. On the founding day and the year after."""
    yield FOUNDED
    for told in PLACES:
        place = actions.PlaceTold(*told)
        actor = house.actor("001", "editor", FOUNDED)
        house.places[told[0]] = actions.found_reading_place(house.agency("001"), told=place, actor=actor)
    actions.import_word_rules(
        house.agency("001"), rows=WORDS, since=FOUNDED, actor=house.actor("001", "editor", FOUNDED)
    )
    day = date(2021, 1, 11)
    yield day
    for title, shelf, copies in SHELVES:
        shelved = actions.ShelfTold(shelf, day, title, copies)
        actions.shelve(house.places["service_hall"], told=shelved, actor=house.actor("001", "editor", day))


def _deposit(house: House) -> Iterator[date]:
    """What became public in the last quarter of 2020 was handed to archive and library."""
    yield HANDED_ON
    for kind, by in (("archive", "赵敏"), ("library", "孙佳宁")):
        actions.record_deposit(
            house.places[kind],
            since=date(2020, 10, 1),
            until=date(2020, 12, 31),
            handed_on=HANDED_ON,
            actor=house.actor("001", "editor", HANDED_ON),
            received_by=by,
        )


def _owed(house: House, today: date) -> Iterator[date]:
    """The contact of 区财政局: three pieces of information were formed and are late or due, two elements do not apply."""
    day = office_day(today - timedelta(days=60))
    yield day
    agency = house.agency("014")
    owed = coverage.owed_by(agency, day)
    reported = [line.duty for line in owed.never[:2]]
    for duty in reported:
        actor = house.actor("014", "contact", day)
        actions.mark_not_applicable(duty, reason=NOT_HERE, actor=actor, seen_version=None)
    if reported:
        actions.confirm_not_applicable(reported[0], actor=house.actor("001", "editor", day), seen_version=None)
    for line in owed.done[:3]:
        actor = house.actor("014", "contact", day)
        actions.note_formed(line.duty, on=day - timedelta(days=7), actor=actor, seen_version=None)
