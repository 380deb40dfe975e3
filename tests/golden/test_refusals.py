"""What real life hands over instead of a report: told what it is and what to do next; what is a report in disguise is read."""

import gzip
import io
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from random import Random

import pytest
from tests.fuzz.targets import an_old_book
from tests.golden.layouts import office, pages
from tests.golden.layouts.truth import score

from gongkai import reading
from gongkai.reading.source import Source, load, recognise


def refused(data: bytes, name: str) -> reading.Unreadable:
    with pytest.raises(reading.Unreadable) as caught:
        reading.read_source(recognise(data, name))
    assert str(caught.value).endswith("。")
    assert "\n" not in str(caught.value)
    return caught.value


def zipped(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, b"<a/>")
    return made.getvalue()


def in_ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + stream.encode("utf-16-le") + b"\0" * 600


NOISE = Random(1).randbytes(3000)
FILES = {
    "旧.doc": (in_ole("WordDocument"), "旧版Word", "另存为 .docx"),
    "旧.wps": (in_ole("WordDocument"), "WPS", "另存为 .docx"),
    "讲稿.ppt": (in_ole("PowerPoint Document"), "演示文稿", "纯文本"),
    "讲稿.pptx": (zipped("ppt/presentation.xml"), "演示文稿", "纯文本"),
    "版式.ofd": (zipped("OFD.xml"), "OFD", "PDF"),
    "版式.ceb": (b"Founder CEB3.0\0" + NOISE, "CEB", "PDF"),
    "版式.gd": (NOISE, "专用阅读软件", "PDF"),
    "文.odt": (zipped("mimetype", "content.xml"), "OpenDocument", ".docx"),
    "文.rtf": (b"{\\rtf1\\ansi 1}", "RTF", "另存为 .docx"),
    "报告.zip": (zipped("甲.pdf", "乙.pdf"), "压缩文件", "先解压"),
    "报告.rar": (b"Rar!\x1a\x07\x00" + NOISE, "压缩文件", "先解压"),
    "报告.html.gz": (gzip.compress(b"<html></html>"), "压缩文件", "先解压"),
    "图.webp": (b"RIFF\x00\x10\x00\x00WEBPVP8 " + NOISE, "WebP", "PNG"),
    "图.heic": (b"\x00\x00\x00\x18ftypheic" + NOISE, "HEIC", "PNG"),
    "图.bmp": (b"BM\x36\x10\x00\x00\x00\x00\x00\x00\x36" + NOISE, "BMP", "PNG"),
    "表.xls": (b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "Excel 2003", "另存为 .xlsx"),
    "文.xml": (b'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>', "Word 2003", "另存为 .docx"),
    "平.xml": (b'<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>', "单个XML", "另存为 .docx"),
    "噪.bin": (NOISE, "不是文本", "纯文本"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_a_kind_not_read_is_named_and_what_to_do_is_told(name: str) -> None:
    data, kind, remedy = FILES[name]
    told = refused(data, name)
    assert kind in told.message
    assert remedy in told.remedy


TITLE = "示例区2023年政府信息公开工作年度报告"
PAGES = {
    "a frame around a PDF": ("<iframe src='./P0202401.pdf'></iframe>", "只嵌着文件“P0202401.pdf”", "下载嵌着的文件"),
    "a viewer around a PDF": ("<iframe src='/web/viewer.html?file=%2Fa%2F%E5%B9%B4%E6%8A%A5.pdf&x=1'></iframe>", "“年报.pdf”", "下载"),
    "an attachment": (f"<p>{TITLE}</p><a href='/a.doc'>指南</a><a href='年度报告.docx'>下载</a>", "附件“年度报告.docx”", "下载附件"),
    "pictures of the tables": (f"<p>{TITLE}</p><img src='http://127.0.0.1:9/1.png'>", "可能是图片", "图片另存"),
    "a page to sign in": ("<form><input name=u><input type=password></form>", "登录页", "登录"),
    "a challenge": ("<form>请输入验证码<input name=captcha></form>", "验证页", "通过验证"),
    "a page made by script": ("<div id=app></div><script src=app.js></script>", "靠脚本显示", "等正文显示后"),
    "an error of the site": ("<center><h1>404 Not Found</h1></center>", "出错", "核对网址"),
    "a set of frames": ("<div></div><iframe src='sheet001.htm'></iframe>", "只有框架", "框架里的网页"),
}  # fmt: skip


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_without_the_tables_is_told_from_a_report(kind: str) -> None:
    body, told, remedy = PAGES[kind]
    title = TITLE if "PDF" in kind else ""
    refusal = refused(
        f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>".encode(), "页.html"
    )
    assert refusal.code == "page.shell"
    assert told in refusal.message
    assert remedy in refusal.remedy


def test_a_page_with_another_table_is_only_said_to_be_no_report() -> None:
    rows = "<tr><td>教育</td><td>100</td></tr>" * 30
    assert (
        refused(f"<html><body><h1>财政预算</h1><table>{rows}</table></body></html>".encode(), "页.html").code
        == "report.foreign"
    )


def a_page() -> pages.Page:
    return next(page for page in map(pages.a_page, range(50), [()] * 50) if b"\x00" not in page.data)


@pytest.mark.parametrize("name", ["年报.doc", "年报.xls", "年报.pdf", "年报"])
def test_a_page_under_any_name_is_read(name: str) -> None:
    page = a_page()
    (found,) = reading.read_source(recognise(page.data, name))
    assert score(found, page.report).details == ()


def test_a_web_archive_of_several_sheets_is_read_whole() -> None:
    page = a_page()
    text = page.data.decode("utf-8", "ignore")
    at = text.index("<table", text.index("<table") + 1)
    halves = [text[:at], text[at:]]
    parts = ["<frameset><frame src='sheet001.htm'></frameset>", *halves]
    head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=seam\n\n"
    body = "".join(f"--seam\nContent-Type: text/html; charset=utf-8\n\n{part}\n" for part in parts)
    (found,) = reading.read_source(recognise(f"{head}{body}--seam--\n".encode(), "年报.xls"))
    assert score(found, page.report).details == ()


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("name", ["年报.xls", "年报.et"])
def test_a_workbook_of_before_2007_is_read(seed: int, name: str) -> None:
    data, report = an_old_book(seed)
    (found,) = reading.read_source(recognise(data, name))
    assert score(found, report).details == ()


def test_an_old_workbook_whose_sectors_chain_in_a_circle_is_refused_soon() -> None:
    data, _ = an_old_book(1)
    place = int.from_bytes(data[76:80], "little")  # the sector that holds the table of sectors
    table = 512 + 512 * place
    circle = data[:table] + b"".join(n.to_bytes(4, "little") for n in (1, 0)) * 64 + data[table + 512 :]
    began = time.monotonic()
    assert refused(circle, "圈.xls").code == "file.broken"
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("at", range(0, 600, 7))
def test_an_old_workbook_hurt_in_its_head_is_read_or_refused(at: int) -> None:
    data, report = an_old_book(1)
    hurt = data[:at] + b"\xff\x7f\x01" + data[at + 3 :]
    try:
        (found,) = reading.read_source(recognise(hurt, "伤.xls"))
    except reading.Unreadable:
        return
    assert score(found, report).wrong == 0


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a file without an end")
def test_a_file_without_an_end_is_read_no_further_than_a_report_is_long() -> None:
    with pytest.raises(reading.Unreadable, match="超过20兆字节"):
        load(Path("/dev/zero"))


MANY = {
    "shared strings.xlsx": ("xlsx", "xl/sharedStrings.xml", b"<sst>" + b"<si><t>a</t></si>" * 1_000_000 + b"</sst>"),
    "cells.xlsx": ("xlsx", "xl/worksheets/sheet1.xml", b"<worksheet><sheetData>" + b"<row><c><v>1</v></c></row>" * 400_000),
    "paragraphs.docx": ("docx", "word/document.xml", b"<w:document xmlns:w='w'><w:body>" + b"<w:p/>" * 2_000_000),
}  # fmt: skip


@pytest.mark.parametrize("name", MANY)
def test_a_part_of_millions_of_elements_is_refused_before_it_is_opened(name: str) -> None:
    kind, part, content = MANY[name]
    with zipfile.ZipFile(io.BytesIO(office.a_paper(kind, 1, ()).data)) as packed:
        parts = {entry: packed.read(entry) for entry in packed.namelist()}
    began = time.monotonic()
    assert refused(office.archive({**parts, part: content}), name).code == "file.large"
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("text", ["<p " + "".join(f"a{n}=1 " for n in range(200_000)) + ">", "<p>" * 1_000_000])
def test_a_page_that_would_take_a_parser_long_is_refused_soon(text: str) -> None:
    began = time.monotonic()
    with pytest.raises(reading.Unreadable, match="太大"):
        reading.read_source(Source("长.html", "<html><body>" + text, kind="html"))
    assert time.monotonic() - began < 5


LONG = "9" * 5000
HURT = {
    "a span.docx": ("docx", "word/document.xml", b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="%s"/>' % LONG.encode()),
    "a row.xlsx": ("xlsx", "xl/worksheets/sheet1.xml", b'<row r="3"', b'<row r="%s"' % LONG.encode()),
    "columns.xlsx": ("xlsx", "xl/worksheets/sheet1.xml", b"<sheetData>", b'<cols><col hidden="1" min="%s" max="\xc2\xb2"/></cols><sheetData>' % LONG.encode()),
    "a string.xlsx": ("xlsx", "xl/worksheets/sheet1.xml", b"</sheetData>", b'<row><c t="s"><v>%s</v></c></row></sheetData>' % LONG.encode()),
}  # fmt: skip


@pytest.mark.parametrize("name", HURT)
def test_a_number_no_office_file_counts_to_is_passed_over(name: str) -> None:
    kind, part, before, after = HURT[name]
    with zipfile.ZipFile(io.BytesIO(office.a_paper(kind, 1, ()).data)) as packed:
        parts = {entry: packed.read(entry) for entry in packed.namelist()}
    assert before in parts[part]
    hurt = office.archive({**parts, part: parts[part].replace(before, after, 1)})
    assert reading.read_source(recognise(hurt, name))


def test_a_file_whose_name_is_not_utf8_is_read_and_named(tmp_path):
    folder = os.fsencode(tmp_path)
    name = "年报.txt".encode("gb18030")
    Path(os.fsdecode(folder + b"/" + name)).write_text("没有报告。", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "gongkai.cli", "check-report", folder + b"/" + name], capture_output=True, check=False
    )
    told = done.stderr.decode("utf-8")
    assert done.returncode == 2
    assert "年报.txt 里没有找到" in told
    assert "Traceback" not in told
