"""开放数据: the page that tells people what there is to take."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.screens.rendered import rendered

ADDRESSES = (  # what it gives, name of the address or the pattern of one
    ("公开的信息，最新的在前；可以按机关、栏目、领域、年份、有效性、词语缩小", "api:items"),
    ("一件信息：正文、附件、各个版本", "items/{编号}"),
    ("查找，附命中处的文字", "api:search"),
    ("文件库：规范性文件和今天的效力；可以按效力、机关、年份、类别、领域、词语缩小", "api:documents"),
    ("一件规范性文件：效力的变动、依据、解读", "documents/{编号}"),
    ("重点领域", "api:fields"),
    ("一个领域的标准目录：事项、要素、由谁公开", "catalogue/fields/{领域}"),
    ("各机关和公开工作机构的联系方式", "api:agencies"),
    ("正在开设的栏目", "api:sections"),
    ("公布的年度报告", "api:reports"),
    ("一份年度报告：各单元格的数字和来源", "reports/{机关}/{年份}"),
    ("成批下载：全部公开的信息，分成若干部分，JSON Lines 和 CSV", "api:bulk"),
)


@require_safe
@rendered()
def data(request: HttpRequest) -> HttpResponse:
    """The addresses with what each gives, the licence, an example."""
    root = reverse("api:openapi-json").removesuffix("openapi.json")
    examples = {"api:search": "?words=公开"}
    rows = [
        (
            what,
            reverse(name) + examples.get(name, "") if name.startswith("api:") else root + name,
            name.startswith("api:"),
        )
        for what, name in ADDRESSES
    ]
    context = {
        "rows": rows,
        "openapi": reverse("api:openapi-json"),
        "licence": settings.GONGKAI_DATA_LICENCE,
        "example": reverse("api:items") + "?size=5",
        "section": "data",
    }
    return render(request, "api/data.html", context)
