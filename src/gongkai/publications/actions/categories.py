"""主题分类: the subjects an item is filed under."""

import tomllib
from pathlib import Path

from django.db import transaction

from gongkai.audit import actions as audit
from gongkai.audit.actors import Actor
from gongkai.publications.keeping import require_arrange
from gongkai.publications.models import Category

_FILE = Path(__file__).parents[1] / "data" / "categories.toml"


@transaction.atomic
def found_categories(*, actor: Actor) -> list[Category]:
    """建立主题分类: those of `data/categories.toml` that are missing. Returns what was made."""
    require_arrange(actor, "建立主题分类")
    there = set(Category.objects.values_list("code", flat=True))
    made = [
        Category(code=code, name=name, position=position)
        for position, (code, name) in enumerate(tomllib.loads(_FILE.read_text(encoding="utf-8"))["categories"], 1)
        if code not in there
    ]
    Category.objects.bulk_create(made)
    if made:
        names = [category.name for category in made]
        audit.record(actor, "categories.founded", "categories", on=actor.at.date(), names=names)
    return made
