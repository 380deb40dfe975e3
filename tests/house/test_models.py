"""A foreign key is an import too: it points down only. Models hold no workflow."""

import ast

from django.apps import apps
from django.core.management import call_command
from tests.house.source import DOORS, floors, name, room, sources, tree

OURS = [model for model in apps.get_models() if model.__module__.startswith("gongkai.")]


def room_of(model) -> str:
    return model.__module__.split(".")[1]


def test_a_foreign_key_points_down_only():
    known = floors()
    upward = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in OURS
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model in OURS
        if room_of(field.related_model) != room_of(model)
        and known[room_of(field.related_model)] >= known[room_of(model)]
    ]
    assert OURS
    assert upward == []


def test_a_key_that_points_up_would_be_seen():
    known = floors()
    assert known["applications"] > known["agencies"] > known["files"] > known["audit"] > known["law"]


def test_there_are_no_generic_keys():
    kinds = {field.__class__.__name__ for model in OURS for field in model._meta.get_fields()}
    assert "GenericForeignKey" not in kinds


def test_models_have_no_signals_no_requests_and_no_tricks_in_save():
    for path in sources():
        if path.stem != "models" or room(path) in DOORS:
            continue
        text = path.read_text(encoding="utf-8")
        names = {node.name for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)}
        assert not names & {"save", "delete"}, name(path)
        assert "signals" not in text, name(path)
        assert "request" not in text.lower().replace("requested", ""), name(path)


def test_a_person_is_what_signs_in():
    from django.contrib.auth import get_user_model

    assert get_user_model()._meta.label == "agencies.Person"


def test_migrations_are_current(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_doors_ask_queries_and_never_the_tables_themselves():
    direct = [
        f"{name(path)}:{node.lineno}"
        for path in sources()
        if room(path) in DOORS
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "get_model"}
    ]
    assert direct == []
