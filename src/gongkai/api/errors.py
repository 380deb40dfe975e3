"""What went wrong, in one shape, whatever it was; and the headers every answer bears."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from gongkai.law.errors import Refusal

PREFIX = "/api/"
_SAID = {
    400: ("request.unreadable", "这次请求没有读懂。", "请核对网址和参数，格式见 /api/v1/openapi.json。"),
    404: ("address.unknown", "没有这个网址，或者内容没有公开。", "请核对网址；可用的网址见 /data/。"),
    405: ("method.not_allowed", "开放数据只能读取。", "请用 GET 方法。"),
    500: ("server.failed", "网站这边出了问题，已经记下时间。", "请过几分钟再试。"),
}
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def body_of(code: str, message: str, hint: str) -> dict[str, Any]:
    return {"error": {"code": code, "message": message, "hint": hint}}


def register(api: NinjaAPI) -> None:
    """Have every refusal told in this shape."""

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        names = "、".join(dict.fromkeys(str(one["loc"][-1]) for one in error.errors)) or "请求"
        hint = "取值范围见 /api/v1/openapi.json。"
        return api.create_response(request, body_of("parameter.invalid", f"参数不合要求：{names}。", hint), status=422)

    @api.exception_handler(Refusal)
    def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
        return api.create_response(request, body_of(refusal.code, refusal.message, refusal.hint), status=422)

    @api.exception_handler(Http404)
    def absent(request: HttpRequest, error: Http404) -> HttpResponse:
        return api.create_response(request, body_of(*_SAID[404]), status=404)

    @api.exception_handler(HttpError)
    def other(request: HttpRequest, error: HttpError) -> HttpResponse:
        told = _SAID.get(error.status_code, _SAID[400])
        return api.create_response(request, body_of(*told), status=error.status_code)


class OpenData:
    """Middleware of /api/: any other site's page may read it, a HEAD is answered as a GET, no error is a page of HTML."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        if request.method == "OPTIONS":
            response: HttpResponse = HttpResponse(status=204)
        elif request.method not in _SAFE:
            response = JsonResponse(body_of(*_SAID[405]), status=405, json_dumps_params={"ensure_ascii": False})
            response["Allow"] = "GET, HEAD, OPTIONS"
        else:
            if request.method == "HEAD":
                request.method = "GET"
            response = self.get_response(request)
        return _opened(response)


def _opened(response: HttpResponse) -> HttpResponse:
    if response.status_code >= 400 and "json" not in response.get("Content-Type", ""):
        said = _SAID.get(response.status_code, _SAID[500 if response.status_code >= 500 else 400])
        response = JsonResponse(body_of(*said), status=response.status_code, json_dumps_params={"ensure_ascii": False})
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
    response["Access-Control-Expose-Headers"] = "Link"
    response.headers.setdefault("Cache-Control", "no-cache")
    return response
