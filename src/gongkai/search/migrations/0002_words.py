"""The index proper, which is no model: each kind of database has its own. `rebuild` fills it from the entries.

A database that is flushed empties the tables of models only, and TRUNCATE or a plain DELETE asks no action of ours: triggers take
the words out with the last entry (SQLite) or with their own (PostgreSQL). Whoever alters search_entry on SQLite makes the
trigger again: Django lays the table anew.
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
# apart by its text. The cost keeps the planner from reckoning pairs row by row. Bodies lie
# apart, however short: rows side by side have short addresses in the lists. fastupdate off: a list of what is not sorted in yet would make a search slow now and then.
POSTGRES = [
    """CREATE TABLE search_words (
         place bigint PRIMARY KEY, names text NOT NULL, body text NOT NULL, marks int[] NOT NULL
       ) WITH (toast_tuple_target = 256)""",
    "ALTER TABLE search_words ALTER names SET STORAGE MAIN",
    """CREATE FUNCTION search_pairs(told text, marks int[]) RETURNS int[] IMMUTABLE PARALLEL SAFE COST 1000000 LANGUAGE sql AS $$
         SELECT array_agg((ascii(one) * 1867 # ascii(two)) & 262143) || marks
         FROM unnest(string_to_array(told, NULL), string_to_array(substr(told, 2), NULL)) AS pairs(one, two)
         WHERE one <> ' ' AND two <> ' '
       $$""",
    """CREATE INDEX search_words_pairs ON search_words USING gin (search_pairs(names || body, marks))
       WITH (fastupdate = off)""",
    """CREATE FUNCTION search_words_follow() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         IF TG_OP = 'TRUNCATE' THEN DELETE FROM search_words; ELSE DELETE FROM search_words WHERE place = OLD.place; END IF;
         RETURN NULL;
       END $$""",
    """CREATE TRIGGER search_words_emptied AFTER TRUNCATE ON search_entry
       EXECUTE FUNCTION search_words_follow()""",
    """CREATE TRIGGER search_words_deleted AFTER DELETE ON search_entry FOR EACH ROW
       EXECUTE FUNCTION search_words_follow()""",
]
AWAY = {
    "sqlite": ["DROP TRIGGER search_fts_emptied", "DROP TABLE search_fts"],
    "postgresql": [
        "DROP TRIGGER search_words_emptied ON search_entry",
        "DROP TRIGGER search_words_deleted ON search_entry",
        "DROP FUNCTION search_words_follow",
        "DROP TABLE search_words",
        "DROP FUNCTION search_pairs",
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
