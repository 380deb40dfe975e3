"""The receipt an applicant prints at submission."""

import re
from datetime import date

import pypdfium2
import qrcode

from gongkai.typesetting.receipt import Receipt, qr_svg, receipt_pdf

ADDRESS = "https://www.example.gov.cn/status/2026-0087"
HOSTILE = '#import "x" #panic("a") $x^2$ \\ ] [ // c `raw` *b* _i_ <label> @ref {} & < >'


def a_receipt(**changes):
    given = {
        "agency": "示例市示例区住房和城乡建设局",
        "number": "2026-0087",
        "code": "K7M2-4QXD",
        "received_on": date(2026, 9, 21),
        "received_basis": "通过互联网提交，双方确认之日为收到申请之日。",
        "asked": "城北路老旧小区改造工程2024年度的施工合同和结算资料。",
        "form": "纸质，到受理窗口领取",
        "address": ADDRESS,
        "contact": "0371-12345678，示例区政务服务中心一楼12号窗口",
        "applicant": "陈知远",
        "submitted": "2026年9月21日20时14分",
        "due_on": date(2026, 10, 26),
        "due_sum": "自收到申请的次日起算20个工作日：9月22日至9月30日7个，10月8日至10月26日13个。",
        "attachments": ("身份证明.jpg", "委托书.pdf"),
    }
    return Receipt(**{**given, **changes})


def pages_of(receipt):
    return list(pypdfium2.PdfDocument(receipt_pdf(receipt)))


def text_of(receipt):
    return re.sub(r"[\s\u200b]", "", "".join(page.get_textpage().get_text_range() for page in pages_of(receipt)))


def test_the_receipt_says_everything_on_one_page():
    receipt = a_receipt()
    assert len(pages_of(receipt)) == 1
    text = text_of(receipt)
    said = [receipt.agency, receipt.number, receipt.code, receipt.received_basis, receipt.asked, receipt.form, ADDRESS]
    said += [receipt.contact, receipt.applicant, receipt.submitted, receipt.due_sum, *receipt.attachments]
    said += ["2026年9月21日星期一", "2026年10月26日星期一", "政府信息公开申请登记回执"]
    assert [part for part in said if part not in text] == []


def test_number_and_code_are_set_large():
    page = pages_of(a_receipt())[0]
    words = page.get_textpage()
    for text in ("2026-0087", "K7M2-4QXD"):
        start, _ = words.search(text).get_next()
        _, bottom, _, top = words.get_charbox(start)
        assert top - bottom > 17


def test_a_long_request_flows_over_pages_and_is_whole():
    receipt = a_receipt(asked="施工合同。" * 1500)
    pages = pages_of(receipt)
    assert len(pages) > 3
    whole = re.sub(rf"\d/{len(pages)}", "", text_of(receipt))
    assert whole.count("施工合同。") == 1500
    assert f"1/{len(pages)}" in re.sub(r"\s", "", pages[0].get_textpage().get_text_range())


def test_no_attachment_is_said_and_a_provisional_day_is_marked():
    text = text_of(a_receipt(attachments=(), provisional="2027年的工作日历还没有公布，这一天是暂定的。"))
    assert "没有附件" in text
    assert "暂定" in text


def test_a_receipt_without_a_due_day_leaves_it_out():
    assert "最迟答复日" not in text_of(a_receipt(due_on=None, due_sum=""))


def test_text_is_never_markup():
    fields = dict.fromkeys(("agency", "number", "code", "asked", "form", "address", "contact", "applicant"), HOSTILE)
    hostile = re.sub(r"\s", "", HOSTILE)
    assert text_of(a_receipt(**fields, attachments=(HOSTILE,), notes=(HOSTILE,))).count(hostile) == 10


def test_the_picture_is_the_code_of_the_address():
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=4)
    code.add_data(ADDRESS)
    code.make(fit=True)
    wanted = {(x, y) for y, line in enumerate(code.get_matrix()) for x, filled in enumerate(line) if filled}
    drawn = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", qr_svg(ADDRESS))}
    assert drawn == wanted
    assert len(drawn) > 300
