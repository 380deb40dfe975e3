"""政策解读: until when it is due, and what a picture or a video must come with (国办发〔2016〕80号 [M], 国办发〔2018〕22号 [M]).

Who drafts a document interprets it; material is public within some working days of the document (3, a setting).
"""

from datetime import date
from enum import StrEnum

from gongkai.law.errors import NotAcceptable
from gongkai.law.workdays import WorkCalendar

PICTURE, VIDEO = "picture", "video"


class Standing(StrEnum):
    """How the interpretation of one document stands."""

    NOT_YET = "not_yet"
    DUE = "due"
    LATE = "late"
    IN_TIME = "in_time"
    AFTER_TIME = "after_time"
    EXEMPT = "exempt"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Standing.NOT_YET: "文件还没有公开",
    Standing.DUE: "待解读",
    Standing.LATE: "逾期未解读",
    Standing.IN_TIME: "已解读",
    Standing.AFTER_TIME: "已解读，晚于期限",
    Standing.EXEMPT: "不解读，写明了理由",
}


def due_on(disclosed_on: date, workdays: int, calendar: WorkCalendar) -> date:
    """The last day in time: that many working days after the document became public."""
    return calendar.nth_workday_after(disclosed_on, workdays)


def standing(
    *, disclosed_on: date | None, first_on: date | None, exempt: bool, last_day: date | None, today: date
) -> Standing:
    """first_on: the day its first interpretation was public; last_day: of `due_on`."""
    if first_on is not None:
        return Standing.IN_TIME if last_day is None or first_on <= last_day else Standing.AFTER_TIME
    if exempt:
        return Standing.EXEMPT
    if disclosed_on is None or last_day is None:
        return Standing.NOT_YET
    return Standing.LATE if today > last_day else Standing.DUE


def require_words(kind: str, *, equivalent: str, transcript: str, subtitled: bool) -> None:
    """NotAcceptable for a picture without its words, and for a video with neither subtitles nor transcript: whoever cannot see or
    hear it has the same right to know."""
    if kind == PICTURE and not equivalent.strip():
        raise NotAcceptable(
            "interpretation.picture_words",
            "图片解读还没有文字说明。",
            "请把图里的内容用文字写一遍，看不见图的人、用读屏软件的人才能知道。",
            field="equivalent",
        )
    if kind == VIDEO and not transcript.strip() and not subtitled:
        raise NotAcceptable(
            "interpretation.video_words",
            "视频解读既没有字幕，也没有文字稿。",
            "请附上文字稿；视频带有字幕的，请勾选“视频带有字幕”。",
            field="transcript",
        )
