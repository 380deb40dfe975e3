"""The index proper, which is no model: each kind of database has its own. `rebuild` fills it from the entries.

A database that is flushed empties the tables of models only, and a plain DELETE asks no action of ours: on SQLite a trigger takes
the words out with the last entry. Whoever alters search_entry there makes the trigger again: Django lays the table anew. On
PostgreSQL the index lies over search_entry itself.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

# The body first: the postings of the first column need no mark of their column. `ascii` takes every sign beyond ASCII for
# a letter, so that the tokens are ours, whatever edition of Unicode SQLite was built with.
SQLITE = [
    """CREATE VIRTUAL TABLE search_fts USING fts5(
         body, title, number, attachments, marks, content='', tokenize='ascii', columnsize=0
       )""",
    """CREATE TRIGGER search_fts_emptied AFTER DELETE ON search_entry WHEN NOT EXISTS (SELECT 1 FROM search_entry)
       BEGIN INSERT INTO search_fts(search_fts) VALUES ('delete-all'); END""",
]
# A pair of signs is one of 262,144 numbers: so many lists are short to keep and fast to sort, and what shares a number is told
# apart by its text. The cost keeps the planner from reckoning pairs row by row. fastupdate off: a list of what is not sorted in
# yet would make a search slow now and then. A body with RETURN knows what it calls whatever the search path. U+2028 is where a line ended within Chinese: it parts no pair.
POSTGRES = [
    "CREATE SEQUENCE search_places",
    # A search is over before a second process has started; the index is built by two (see `end_load`).
    "ALTER TABLE search_entry SET (parallel_workers = 0)",
    """CREATE FUNCTION search_unbroken(told text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
         RETURN replace(told, U&'\\2028', '')""",
    """CREATE FUNCTION search_plain(told text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
         RETURN lower(search_unbroken(told) COLLATE "C")""",
    """CREATE FUNCTION search_numbers(told text) RETURNS int[] LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN (
         SELECT array_agg((ascii(one) * 1867 # ascii(two)) & 262143)
         FROM (SELECT search_plain(told) AS signs OFFSET 0) AS s,
              unnest(string_to_array(signs, NULL), string_to_array(substr(signs, 2), NULL)) AS pairs(one, two)
         WHERE one > ' ' AND two > ' ' AND one <> '，' AND two <> '，'
       )""",
    """CREATE FUNCTION search_pairs(names text, told text) RETURNS int[] LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000000 RETURN
         search_numbers(names || ' ' || told)
         || (SELECT array_agg(number + 262144) FROM unnest(search_numbers(names)) AS number)""",
    """CREATE INDEX search_pairs_of ON search_entry
       USING gin (search_pairs(title || ' ' || number, body || ' ' || attachments)) WITH (fastupdate = off)""",
    # Who looks through an agency, a section or a field without a word finds its newest at once.
    *(
        f"CREATE INDEX search_newest_of_{column} ON search_entry ({column}, place)"
        for column in ("agency_id", "section", "field")
    ),
]
AWAY = {
    "sqlite": ["DROP TRIGGER search_fts_emptied", "DROP TABLE search_fts"],
    "postgresql": [
        *(f"DROP INDEX search_newest_of_{column}" for column in ("agency_id", "section", "field")),
        "DROP INDEX search_pairs_of",
        "DROP FUNCTION search_pairs",
        "DROP FUNCTION search_numbers",
        "DROP FUNCTION search_plain",
        "DROP FUNCTION search_unbroken",
        "DROP SEQUENCE search_places",
    ],
}


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRES}[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def take_away(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in AWAY[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_entries")]
    operations = [migrations.RunPython(make, take_away)]
