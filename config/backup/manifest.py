"""What a backup says of itself: when, of what, how many rows and files, and their checksums."""

import dataclasses
import json
from typing import Self

from django.utils.translation import gettext as _

from config.backup.problems import Damaged

FORMAT = 1
MANIFEST = "manifest.json"
#: Names of entries: the database by its kind, and every file below this folder.
SQLITE_ENTRY, POSTGRESQL_ENTRY, FILES_PREFIX = "database.sqlite3.z", "database.dump", "files/"
ENGINES = {"sqlite": SQLITE_ENTRY, "postgresql": POSTGRESQL_ENTRY}


@dataclasses.dataclass(frozen=True)
class Entry:
    """One entry of the archive: bytes as they stand in it."""

    name: str
    size: int
    sha256: str


@dataclasses.dataclass(frozen=True)
class Table:
    """What one table held at the moment of the backup; the checksum knows no order of rows."""

    rows: int
    checksum: str
    columns: list[str]


@dataclasses.dataclass(frozen=True)
class Manifest:
    """The whole description; counts and checksums only, no data of a person."""

    made_at: str
    engine: str
    #: Applied migrations as [app, name].
    migrations: list[list[str]]
    tables: dict[str, Table]
    database: Entry
    files: list[Entry]
    format: int = FORMAT

    @property
    def row_count(self) -> int:
        return sum(table.rows for table in self.tables.values())

    def entries_by_name(self) -> dict[str, Entry]:
        return {entry.name: entry for entry in (self.database, *self.files)}

    def to_json(self) -> bytes:
        return json.dumps(dataclasses.asdict(self), ensure_ascii=True).encode()

    @classmethod
    def from_json(cls, raw: bytes) -> Self:
        """Raises Damaged for a format this version does not know."""
        data = json.loads(raw)
        if data.get("format") != FORMAT:
            raise Damaged(
                _("This backup was made by a newer version of Tsunagi. Update Tsunagi first.")
            )
        data["tables"] = {name: Table(**table) for name, table in data["tables"].items()}
        data["database"] = Entry(**data["database"])
        data["files"] = [Entry(**entry) for entry in data["files"]]
        return cls(**data)
