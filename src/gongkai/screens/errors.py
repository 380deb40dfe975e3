"""The pages for what went wrong, and the one place where refusals become pages."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

from gongkai.law.errors import NotAcceptable, NotAllowed, NotLawful, Refusal, Stale
from gongkai.publications.queries.site import moved_to

STATUS = {NotAllowed: 403, NotLawful: 409, Stale: 409, NotAcceptable: 422}
REFUSED = frozenset({409, 422})
CASE = re.compile(r"/desk/applications/\d+/")  # the case an address belongs to
HEADINGS = {
    NotAllowed: "您现在的岗位不能办这件事",
    NotLawful: "现在不能这样办",
    Stale: "这一页打开之后，内容有了变化",
    NotAcceptable: "还有一处要改",
}


class TranslateRefusals:
    """Middleware: a refusal no form took becomes a page that says what is so and what to do next."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refused(request, exception) if isinstance(exception, Refusal) else None


def refused(request: HttpRequest, refusal: Refusal, *, status: int | None = None) -> HttpResponse:
    """The page of a refusal: 403 not allowed, 409 not lawful or stale, 422 not acceptable."""
    citation = getattr(refusal, "citation", None)
    return _page(
        request,
        status or STATUS[type(refusal)],
        HEADINGS[type(refusal)],
        refusal.message,
        refusal.hint,
        citation=str(citation) if citation else "",
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(
        request,
        400,
        "这次请求没有读懂",
        "浏览器送来的内容不完整，或者一次送来的太多。",
        "请返回上一页，核对后再提交一次。附件很多的，请分几次或者邮寄提交。",
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(
        request,
        403,
        "这一页现在不能打开",
        "它只对有相应职责、已经登录的人开放。",
        "请先登录，或者从首页找您要办的事。",
    )


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form sent without this site's own mark: an old page, or cookies switched off."""
    return _page(
        request,
        403,
        "这张表没有收到",
        "表单放得太久，或者浏览器不允许本网站保存小型文本（Cookie），所以不能确认它是从本网站填写的。",
        "请返回上一页，先把写好的长段文字复制下来，刷新后再提交一次；浏览器里请允许本网站使用 Cookie。",
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such page; an address that moved leads to where it is now."""
    moved = moved_to(request.path) if request.method in ("GET", "HEAD") else None
    if moved is not None and url_has_allowed_host_and_scheme(moved, allowed_hosts=None):
        return HttpResponsePermanentRedirect(moved)
    return _page(
        request,
        404,
        "没有这一页",
        "网址可能抄漏了字符，或者内容已经移走。",
        "请核对网址，或者从首页重新找。要查自己的申请，请用回执上的编号和查询码。",
    )


def failed(request: HttpRequest) -> HttpResponse:
    """Nothing here may fail again: no database, no session, no context."""
    html = render_to_string(
        "screens/failed.html",
        {
            "heading": "这一页没有做出来",
            "what": "是网站这边出了问题，已经记下时间。您刚才提交的内容如果没有看到回执，就没有登记。",
            "next": "请过几分钟再试；等不及的，可以打受理机关的电话，或者当面、邮寄提交。",
        },
    )
    return HttpResponse(html, status=500)


def _page(
    request: HttpRequest, status: int, heading: str, what: str, next_step: str, citation: str = ""
) -> HttpResponse:
    match = getattr(request, "resolver_match", None)
    at_desk = "backoffice" in (match.namespaces if match else [])
    context = {
        "base": "screens/desk.html" if at_desk else "screens/portal.html",
        "heading": heading,
        "what": what,
        "next": next_step,
        "citation": citation,
        "status": status,
        "case_at": CASE.match(request.path) if at_desk and status in REFUSED else None,
    }
    return render(request, "screens/error.html", context, status=status)
