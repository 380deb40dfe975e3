"""Which index of words the database at hand has."""

from django.db import connection

from gongkai.search.ports import Port
from gongkai.search.postgres import Postgres
from gongkai.search.sqlite import Sqlite


def port() -> Port:
    """The port of the database that is connected."""
    return Postgres() if connection.vendor == "postgresql" else Sqlite()
