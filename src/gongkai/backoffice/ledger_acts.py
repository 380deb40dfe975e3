"""The acts around what is known already: searches, and whether two applicants are one."""

from gongkai.applications import actions
from gongkai.backoffice.act import Act, act_for, plainly
from gongkai.backoffice.forms.searches import RecordSearch
from gongkai.law.stages import Verb

LEDGER_ACTS: tuple[Act, ...] = (
    act_for(
        Verb.RECORD_SEARCH,
        RecordSearch,
        plainly(actions.record_search),
        "查了一次登记一次：谁、在哪里、用什么词、什么时候。答复信息不存在的，必须先有检索记录；检索到的，写明从哪里来，由谁公开按来源定。",
        "检索记录已经登记。",
    ),
)
