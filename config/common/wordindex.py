"""Find a part of a text however many rows there are: words of two letters included.

PostgreSQL keeps the pairs of neighbouring letters in a GIN index, SQLite the triples in a table of
FTS5 that triggers write in the same transaction. Both say which rows *may* hold a word; the lookup
`holds` says which do, alike on both, so that nothing depends on the index but the time.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.backends.ddl_references import Statement, Table
from django.db.models import BooleanField, F, Func

__all__ = ["Holds", "MayHold", "WordIndex", "fold"]

#: Stands between the pairs of letters; nobody types it.
PARTING = "\x1f"
ASCII_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
LAST_LETTER = "\U0010ffff"
PAIR, TRIPLE = 2, 3
#: What takes the index away on SQLite, whatever there is of it.
REMOVED = (
    *(f'DROP TRIGGER IF EXISTS "{{name}}_{verb}"' for verb in ("add", "remove", "change")),
    'DROP TABLE IF EXISTS "{name}_terms"',
    'DROP TABLE IF EXISTS "{name}"',
)


def fold(text: str) -> str:
    """Return a text as both databases fold it: the letters A to Z, no others."""
    return text.translate(ASCII_LOWER)


@models.CharField.register_lookup
@models.TextField.register_lookup
class Holds(models.lookups.Contains):
    """Whether a text holds a word, A like a; the same on every database."""

    lookup_name = "holds"

    def as_postgresql(self, compiler, connection):
        """Fold by the C collation: quick, and not by the locale of the machine."""
        column, values = self.process_lhs(compiler, connection)
        word = connection.ops.prep_for_like_query(fold(self.rhs))
        return f'lower({column} COLLATE "C") LIKE %s', [*values, f"%{word}%"]

    def as_sqlite(self, compiler, connection):
        """SQLite's LIKE folds A to Z by itself."""
        column, values = self.process_lhs(compiler, connection)
        word = connection.ops.prep_for_like_query(self.rhs)
        return f"{column} LIKE %s ESCAPE '\\'", [*values, f"%{word}%"]


class WordIndex(models.Index):
    """An index on the letters of some text columns (NOT NULL), asked by `MayHold`."""

    def create_sql(self, model, schema_editor, using="", **kwargs):
        """Return what makes the index; on SQLite only the last of it, the rest is done."""
        if schema_editor.connection.vendor == "postgresql":
            return self._statement(
                model,
                schema_editor,
                # A short list of what is not sorted in yet: a search reads all of it.
                'CREATE INDEX "{name}" ON %(table)s USING gin ({pairs}) '
                "WITH (gin_pending_list_limit = 256)",
            )
        *others, last = (
            *REMOVED,
            "CREATE VIRTUAL TABLE \"{name}\" USING fts5(letters, content='', columnsize=0, "
            "detail=none, tokenize='trigram case_sensitive 1')",
            'CREATE VIRTUAL TABLE "{name}_terms" USING fts5vocab("{name}", \'instance\')',
            'INSERT INTO "{name}" (rowid, letters) SELECT id, {row} FROM %(table)s',
            'CREATE TRIGGER "{name}_add" AFTER INSERT ON %(table)s BEGIN '
            'INSERT INTO "{name}" (rowid, letters) VALUES (new.id, {new}); END',
            'CREATE TRIGGER "{name}_remove" AFTER DELETE ON %(table)s BEGIN {gone}; END',
            'CREATE TRIGGER "{name}_change" AFTER UPDATE OF {columns} ON %(table)s '
            "WHEN {old} IS NOT {new} BEGIN {gone}; "
            'INSERT INTO "{name}" (rowid, letters) VALUES (new.id, {new}); END',
        )
        # At once, although Django may leave the last for later: SQLite renames no table while a
        # trigger writes to one that is missing.
        for template in others:
            schema_editor.execute(self._statement(model, schema_editor, template), None)
        return self._statement(model, schema_editor, last)

    def remove_sql(self, model, schema_editor, **kwargs):
        """Return what removes the index; on SQLite only the last of it, the rest is done."""
        if schema_editor.connection.vendor == "postgresql":
            return super().remove_sql(model, schema_editor, **kwargs)
        *others, last = REMOVED
        for template in others:
            schema_editor.execute(self._statement(model, schema_editor, template), None)
        return self._statement(model, schema_editor, last)

    def _statement(self, model, schema_editor, template: str) -> Statement:
        """Fill in a statement; its table stays a reference, since SQLite makes tables anew."""
        columns = [model._meta.get_field(name).column for name in self.fields]
        gone = (
            f'INSERT INTO "{self.name}" ("{self.name}", rowid, letters) '
            f"VALUES ('delete', old.id, {_letters(columns, 'old.')})"
        )
        filled = template.format(
            name=self.name,
            columns=", ".join(f'"{column}"' for column in columns),
            row=_letters(columns),
            old=_letters(columns, "old."),
            new=_letters(columns, "new."),
            gone=gone,
            pairs=_pairs(columns),
        )
        return Statement(filled, table=Table(model._meta.db_table, schema_editor.quote_name))


def _letters(columns: Iterable[str], row: str = "") -> str:
    """The texts of a row for FTS5, filled up so that each letter begins a triple."""
    parts = " || char(10) || ".join(f'{row}"{column}"' for column in columns)
    return f"(lower({parts}) || char(10, 10))"


def _pairs(columns: Iterable[str]) -> str:
    """The pairs of letters of a row as an array of PostgreSQL: from the first, from the second."""
    joined = " || E'\\n' || ".join(f'"{column}"' for column in columns)
    text = f'lower(({joined}) COLLATE "C")'
    odd, even = (
        f"regexp_replace({letters}, '(..)', E'\\\\1\\x1f', 'g')"
        for letters in (text, f"substr({text}, 2)")
    )
    return f"string_to_array({odd} || E'\\x1f' || {even}, E'\\x1f')"


class MayHold(Func):
    """Whether a row may hold one of some words, by the index; never false for one that does."""

    output_field = BooleanField()

    def __init__(
        self, model: type[models.Model], index: str, words: Iterable[str], **extra: Any
    ) -> None:
        super().__init__(F("pk"), **extra)
        self.model, self.index = model, index
        self.words = tuple(dict.fromkeys(map(fold, words)))

    def as_postgresql(self, compiler, connection, **context):
        """Look the keys up before anything else: no guess at their number leads to a scan."""
        key, values = compiler.compile(self.source_expressions[0])
        if any(not _pairs_of(word) for word in self.words):
            return f"{key} IS NOT NULL", values
        meta = self.model._meta
        index = next(index for index in meta.indexes if index.name == self.index)
        pairs = _pairs([meta.get_field(name).column for name in index.fields])
        held = " OR ".join([f"{pairs} @> %s::text[]"] * len(self.words))
        found = f'SELECT "{meta.pk.column}" FROM "{meta.db_table}" WHERE {held}'
        return f"{key} = ANY(ARRAY({found}))", [*values, *map(_pairs_of, self.words)]

    def as_sqlite(self, compiler, connection, **context):
        """Up to two letters begin the triples of the index, more of them are made of triples."""
        key, values = compiler.compile(self.source_expressions[0])
        name, found = self.index, []
        values = list(values)
        for word in self.words:
            if len(word) < TRIPLE:
                found.append(f'SELECT doc FROM "{name}_terms" WHERE term >= %s AND term < %s')
                values += [word, word + LAST_LETTER]
            else:
                found.append(f'SELECT rowid FROM "{name}" WHERE "{name}" MATCH %s')
                values.append(" AND ".join(_quoted(part) for part in _parts(word, TRIPLE)))
        return f"{key} IN ({' UNION ALL '.join(found)})", values


def _parts(word: str, length: int) -> list[str]:
    """Return every run of so many letters, each once."""
    runs = (word[start : start + length] for start in range(len(word) - length + 1))
    return list(dict.fromkeys(runs))


def _pairs_of(word: str) -> list[str]:
    return [pair for pair in _parts(word, PAIR) if PARTING not in pair]


def _quoted(triple: str) -> str:
    doubled = triple.replace('"', '""')
    return f'"{doubled}"'
