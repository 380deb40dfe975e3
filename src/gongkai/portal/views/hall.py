"""查阅场所: where people can read on paper what is public, and what lies there (Regulations art. 25)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.portal.columns import Column
from gongkai.publications.queries import hall as queries
from gongkai.screens.rendered import depends_on, rendered

COLUMN = Column(
    "查阅场所",
    "国家档案馆、公共图书馆、政务服务场所和其他查阅点的地址、开放时间，以及那里放着的政府信息。",
    "查阅场所,档案馆,图书馆,政务服务",
    "概况信息",
)


@require_safe
@rendered("hall")
def hall(request: HttpRequest) -> HttpResponse:
    """The reading places that are open, each with what lies on its shelves. What was withdrawn is not named."""
    places = queries.open_places()
    depends_on(request, *(f"item:{key}" for key in queries.items_on(places)))
    return render(request, "portal/hall.html", {"places": places, "section": "guide", "column": COLUMN})
