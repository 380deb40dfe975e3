"""编办事一本通: choose a field, tick its matters, and a draft with its booklet is there to be edited and reviewed."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gongkai.backoffice.forms.handbook import MakeHandbook
from gongkai.backoffice.sitting import actor_of, at_desk
from gongkai.publications import actions
from gongkai.publications.permissions import require_write
from gongkai.publications.queries import catalogue, columns, handbook
from gongkai.screens.forms import refusals_into

HERE = {"here": "大厅"}


@at_desk
@require_http_methods(["GET", "HEAD", "POST"])
def make_handbook(request: HttpRequest) -> HttpResponse:
    """编办事一本通 of the field `?field=`; without one the fields are offered."""
    actor, agency = actor_of(request), request.post_held.agency  # type: ignore[attr-defined]
    require_write(actor, agency, "编办事一本通")
    slug = request.GET.get("field", "")
    if not slug:
        offered = handbook.fields_with_matters()
        return render(request, "backoffice/handbook_fields.html", {**HERE, "fields": offered})
    try:
        field = catalogue.field(slug)
    except ObjectDoesNotExist:
        raise Http404 from None
    matters = handbook.matters_named(field)
    initial = {"title": f"{field.name}办事一本通", "matters": [one.pk for one in matters]}
    form = MakeHandbook(request.POST or None, matters=matters, initial=initial)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        with refusals_into(form):
            item = actions.make_handbook(
                field,
                agency=agency,
                actor=actor,
                title=told["title"],
                matters=told["matters"],
                section=columns.section(told["section"]) if told["section"] else None,
                font_folder=settings.GONGKAI_HOME / "fonts",
            )
            messages.success(request, "稿件和小册子都编好了。请核对，补齐主题分类等，再送审。", extra_tags="done")
            return redirect(f"/desk/items/{item.pk}/edit/")
    context = {**HERE, "form": form, "field": field}
    return render(request, "backoffice/handbook.html", context, status=422 if form.is_bound else 200)
