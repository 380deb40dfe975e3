"""What stands for the values of a letter where there is no case yet: to judge a text, and to show it."""

from gongkai.applications.wording.texts import TABLE, decisions, fill, places_in
from gongkai.law.letters import Element, letter, missing
from gongkai.law.outcomes import all_outcomes

_SAID = {
    "you": "你",
    "workdays": "20",
    "law": "《中华人民共和国政府信息公开条例》第三十四条",
    "silence": "逾期未提出意见的，视为同意公开。",
    "joint": "共同制作",
    "grounds": "《中华人民共和国政府信息公开条例》第十四条、第十五条、第十六条和《某某法》第一条",
    "remedy": (
        "如对本答复不服，应当先自收到本答复之日起60日内向〈复议机关〉申请行政复议；对行政复议决定仍不服的，"
        "可以自收到决定书之日起15日内向〈人民法院〉提起行政诉讼。网上提交行政复议申请的地址：〈复议申请网址〉。"
    ),
}
_NEVER_SHOWN = frozenset({"secrets"})  # told only so that they can be kept out
_UNSEEN = frozenset({"review_first", "joint"})  # told only to say what is wanted


def specimen_values(code: str) -> dict[str, str]:
    """A value for every word of that letter: its own word in 〈〉, or what such a value typically says."""
    wanted = letter(code)
    told = {name: _SAID.get(name, f"〈{word}〉") for name, word in wanted.values.items() if name not in _NEVER_SHOWN}
    if "decision" in told:
        told["decision"] = next(
            (
                decisions().get(entry.code) or decisions()[entry.group]
                for entry in all_outcomes()
                if entry.letter == code
            ),
            told["decision"],
        )
    return told


def unknown_places(code: str, body: str) -> list[str]:
    """Words in braces that stand for nothing this letter has, or for what must never be shown."""
    known = set(usable_words(code))
    return [word for word in places_in(body) if word not in known]


def usable_words(code: str) -> list[str]:
    """The words that may stand in braces in that letter's text: its own first, then those of every letter."""
    wanted = letter(code)
    names = [*wanted.own_values, *(name for name in wanted.values if name not in wanted.own_values)]
    return [wanted.values[name] for name in names if name not in _NEVER_SHOWN | _UNSEEN]


def never_satisfied(code: str, body: str) -> list[Element]:
    """The required elements that no letter made from this text could have, whatever the case tells.

    What an officer writes in a reply's reason may hold any of its own elements; a procedural letter has no such place.
    """
    wanted, told = letter(code), specimen_values(code)
    lines = fill(code, body, told)
    table = told.get(wanted.table, "")
    text = "\n".join(table if line == TABLE else line for line in lines)
    free = wanted.reply and bool({wanted.values["reason"], wanted.values["items"]} & set(places_in(body)))
    lacks = missing(code, f"{text}\n{_forms(wanted.form)}", told)
    return [element for element in lacks if not (free and element.key in wanted.own_elements)]


def _forms(form: str) -> str:
    """The words of the sheet that goes with every letter of the kind, whatever its text."""
    return {
        "opinion": "意见表 是否同意公开 不同意公开的内容和理由",
        "search": "检索结果记录表 关键词 检索结果",
        "service": "送达 〈文书名称、文号〉 〈送达方式〉 〈送达地点〉 〈签收情况〉 〈送达人〉",
    }.get(form, "")
