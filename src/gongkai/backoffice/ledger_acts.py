"""The acts around what is known already: searches, and whether two applicants are one."""

from gongkai.applications import actions
from gongkai.backoffice.act import Act, act_for, plainly
from gongkai.backoffice.forms.applicants import ConfirmSame, DenySame
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
    Act(
        "confirm-same-applicant",
        "确认是同一人",
        ConfirmSame,
        plainly(actions.confirm_same_applicant),
        "姓名相同，电话或者地址也相同的，核对以后确认是不是同一人。确认以后，件数合在一起计算。",
        "已经确认是同一申请人，件数合在一起计算。",
    ),
    Act(
        "deny-same-applicant",
        "认定是重名",
        DenySame,
        plainly(actions.deny_same_applicant),
        "核对以后认定是两个人的，以后不再提示。此前认错的，也在这里改。",
        "已经认定是重名，以后不再提示。",
    ),
)
