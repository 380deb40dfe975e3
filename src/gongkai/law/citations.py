"""Where in the law a rule stands. `cite("条例", 33, 2)` reads 《政府信息公开条例》第三十三条第二款."""

from dataclasses import dataclass

TITLES = {
    "条例": "中华人民共和国政府信息公开条例",
    "复议法": "中华人民共和国行政复议法",
    "诉讼法": "中华人民共和国行政诉讼法",
    "信息处理费管理办法": "政府信息公开信息处理费管理办法",
    "年度报告格式": "中华人民共和国政府信息公开工作年度报告格式",
}
_DIGITS = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """The number from 1 to 999 as the law writes it: 33 → 三十三, 10 → 十, 103 → 一百零三."""
    if not 0 < number < 1000:
        raise ValueError(f"articles run from 1 to 999, not {number}")
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = _DIGITS[hundreds] + "百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


@dataclass(frozen=True, slots=True)
class Citation:
    """An article of a law; paragraph (款) and item (项) where they are needed. `law` is a key of TITLES."""

    law: str
    article: int
    paragraph: int | None = None
    item: int | None = None

    def place(self) -> str:
        """第三十三条第二款, without the title."""
        text = f"第{in_chinese(self.article)}条"
        if self.paragraph:
            text += f"第{in_chinese(self.paragraph)}款"
        if self.item:
            text += f"第（{in_chinese(self.item)}）项"
        return text

    def __str__(self) -> str:
        return f"《{TITLES[self.law]}》{self.place()}"


def cite(law: str, article: int, paragraph: int | None = None, item: int | None = None) -> Citation:
    """Short for `Citation`, so that a rule reads `ground=cite("条例", 33, 2)`."""
    return Citation(law, article, paragraph, item)
