"""Pictures and attachments: whether everybody can read them and tell them apart."""

import re
from collections.abc import Iterator

from gongkai.publications.checking.facts import DraftFacts
from gongkai.publications.checking.findings import LONGEST, MUST, SHOULD, Finding
from gongkai.publications.cleaning import pictures_of

_NAMELESS = re.compile(
    r"(?:\d{1,20}|[a-z]{1,3}|(?:img|dsc|scan|image|doc|file|wechat)[-_ ]?\w*|新建.*|未命名.*|扫描.{0,3}\d*|微信图片.*|附件\d*)",
    re.IGNORECASE,
)


def picture_findings(facts: DraftFacts) -> Iterator[Finding]:
    """picture.no_description: who cannot see it must know what is there; picture.gone: its file was removed."""
    files = {file.key: file for file in facts.files}
    for key, description in pictures_of(facts.body):
        file = files.get(key)
        if file is None:
            yield Finding(
                "picture.gone",
                MUST,
                "正文里有一张图片的文件已经移除",
                "body",
                "正文",
                f"图片{key}",
                "请在正文里删去这张图片，或者重新上传后插入。",
                acceptable=False,
            )
        elif not description and not file.description:
            yield Finding(
                "picture.no_description",
                SHOULD,
                "图片没有说明",
                "body",
                f"正文里的图片“{file.name}”",
                file.name[:LONGEST],
                "请用一句话写明图里是什么，例如“工作人员在社区服务站核对发放名册”。只起装饰作用的，写明理由保留。",
                "GB/T 37668-2019",
            )


def file_findings(facts: DraftFacts) -> Iterator[Finding]:
    """attachment.scan: it can be neither searched nor read aloud; attachment.nameless: its name says nothing of it."""
    for file in facts.files:
        if file.in_text:
            continue
        if file.text_state == "scan":
            yield Finding(
                "attachment.scan",
                SHOULD,
                "附件是扫描件，里面没有文字",
                "attachments",
                f"附件“{file.name}”",
                file.name[:LONGEST],
                "检索不到，读屏软件也读不出。请换成由原文件另存的PDF；只有纸质件的，写明理由保留。",
                "GB/T 37668-2019",
            )
        stem = file.name.rsplit(".", 1)[0].strip()
        if _NAMELESS.fullmatch(stem) and not file.description:
            yield Finding(
                "attachment.nameless",
                SHOULD,
                "附件的名称看不出内容",
                "attachments",
                f"附件“{file.name}”",
                file.name[:LONGEST],
                "请改成看得出内容的名称，例如“2025年第三季度临时救助发放名单”。",
            )
