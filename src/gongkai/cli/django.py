"""Waking Django for the commands that need the database, and bringing the database up to date."""

import os


def wake() -> None:
    """Settings and apps loaded. About a third of a second; commands that need no database never call it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")
    import django

    django.setup()


def migrate() -> None:
    """Bring the database to the schema of this version. Nothing is done when it is there already."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
