"""The sheets that go with a letter: 意见表, 检索结果记录表, 送达回证. Rows of a label and what stands beside it."""

from collections.abc import Mapping
from typing import Any

Sheet = dict[str, Any]


def sheet_of(form: str, told: Mapping[str, Any]) -> Sheet | None:
    """The sheet of that kind, with what the case tells filled in. rows: label, text, and the lines left for writing."""
    if form == "opinion":
        return {
            "title": "意见表",
            "rows": [
                _row("登记编号", told.get("application_number")),
                _row("申请公开的信息", told.get("subject")),
                _row("是否同意公开", "□ 同意公开　□ 不同意公开　□ 部分同意公开"),
                _row("不同意公开的内容和理由", "", 6),
                _row("联系人、电话", "", 1),
                _row("签名或者盖章", "", 3),
                _row("日期", "　　　　年　　月　　日"),
            ],
            "foot": f"请寄：{told.get('agency_address')}，{told.get('agency')}，电话{told.get('agency_phone')}。",
        }
    if form == "search":
        return {
            "title": "检索结果记录表",
            "rows": [
                _row("登记编号", told.get("application_number")),
                _row("检索要求", told.get("subject")),
                _row("检索的机构", "", 1),
                _row("检索的档案、系统", "", 2),
                _row("关键词", "", 2),
                _row("检索时间", "　　　　年　　月　　日至　　　　年　　月　　日"),
                _row("检索结果", "□ 检索到，共　　件，附后　　□ 没有检索到", 3),
                _row("检索人、联系电话", "", 1),
                _row("负责人签字、单位盖章", "", 3),
            ],
            "foot": f"请于{told.get('reply_by')}前反馈{told.get('agency')}，电话{told.get('agency_phone')}。",
        }
    if form == "service":
        return {
            "title": "",
            "rows": [
                _row("受送达人", told.get("recipient")),
                _row("登记编号", told.get("application_number")),
                _row("送达的文书", told.get("document")),
                _row("送达方式", told.get("way")),
                _row("送达地点", told.get("place")),
                _row("签收或者交邮", told.get("taken")),
                _row("受送达人签名或者盖章", "", 2),
                _row("代收人及代收理由", "", 1),
                _row("送达人", told.get("served_by")),
                _row("备注", "", 1),
            ],
            "foot": "",
        }
    return None


def _row(label: str, text: Any, lines: int = 0) -> dict[str, Any]:
    return {"label": label, "text": str(text or ""), "lines": lines}
