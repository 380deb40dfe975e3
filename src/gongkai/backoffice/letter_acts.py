"""The acts that make a letter and move no clock."""

from gongkai.applications import actions
from gongkai.backoffice.act import Act, act_for, plainly
from gongkai.backoffice.forms.desk_letters import AskForSearch, IssueReceipt
from gongkai.law.stages import Verb

LETTER_ACTS: tuple[Act, ...] = (
    act_for(
        Verb.ISSUE_RECEIPT,
        IssueReceipt,
        plainly(actions.issue_receipt),
        "写明收到之日怎样确定、收到什么材料、最迟哪天答复、怎样查询，交给申请人。",
        "登记回执已经编号。",
    ),
    act_for(
        Verb.ASK_FOR_SEARCH,
        AskForSearch,
        plainly(actions.ask_for_search),
        "请内设机构或者其他机关协助检索，附检索结果记录表。答复期限照常计算；反馈到了登记为检索记录。",
        "协办函已经编号，记录表附在后面。",
    ),
)
