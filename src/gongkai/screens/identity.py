"""Identity numbers as they are typed: caught when a sign is missing or wrong, before the case is opened.

GB 11643-1999 (居民身份证号码), GB 32100-2015 (统一社会信用代码): the last sign proves the others.
"""

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def tidy(typed: str) -> str:
    """As the number is printed: full-width folded, no spaces, capitals."""
    folded = "".join(chr(ord(sign) - 0xFEE0) if "！" <= sign <= "～" else sign for sign in typed)
    return "".join(folded.split()).upper()


def wrong_with(kind: str, typed: str) -> str:
    """What is wrong with the number, and what to do; empty when nothing is. Passports are not judged."""
    number = tidy(typed)
    if kind == "identity_card":
        return _wrong_with_card(number)
    if kind == "credit_code":
        return _wrong_with_credit_code(number)
    return "" if len(number) >= 5 else "证件号码太短，请照证件填写完整"


def _wrong_with_card(number: str) -> str:
    if len(number) != 18:
        return f"居民身份证号码应为18位，现在是{len(number)}位"
    if not number[:17].isdecimal() or not number.isascii() or number[17] not in _CHECKS:
        return "居民身份证号码前17位应为数字，最后一位是数字或者 X"
    total = sum(weight * int(sign) for weight, sign in zip(_WEIGHTS, number[:17], strict=True))
    return "" if number[17] == _CHECKS[total % 11] else "这个身份证号码和它的最后一位对不上，请照证件逐位核对"


def _wrong_with_credit_code(number: str) -> str:
    if len(number) != 18:
        return f"统一社会信用代码应为18位，现在是{len(number)}位"
    if any(sign not in _CREDIT_SIGNS for sign in number):
        return "统一社会信用代码由数字和大写字母组成，没有 I、O、S、V、Z"
    total = sum(pow(3, place, 31) * _CREDIT_SIGNS.index(sign) for place, sign in enumerate(number[:17]))
    return "" if _CREDIT_SIGNS[-total % 31] == number[17] else "这个代码和它的最后一位对不上，请照营业执照逐位核对"
