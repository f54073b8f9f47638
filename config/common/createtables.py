"""One operation for all tables of an app: a new database is ready in seconds.

Django creates one table after the other and draws all tables that hang on it anew each time, which
took half a minute for ours. Here the tables are known first and drawn once.
"""

from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState

Part = CreateModel | AddField | AddIndex | AddConstraint


class CreateTables(Operation):
    """Create tables that may name each other, each at once in the form that `operations` give it.

    `operations` are what Django would have done one by one, in its order. Raises TypeError for any
    that changes a table in another way.
    """

    category = OperationCategory.ADDITION
    serialization_expand_args = ["operations"]

    def __init__(self, operations: list[Part]) -> None:
        for operation in operations:
            if not isinstance(operation, Part):
                raise TypeError(f"{operation} is no part of a new table")
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Add the tables; they are drawn when somebody asks for them."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state) -> None:
        for model in self._models(app_label, schema_editor, to_state):
            schema_editor.create_model(model)

    def database_backwards(self, app_label, schema_editor, from_state, to_state) -> None:
        for model in reversed(self._models(app_label, schema_editor, from_state)):
            schema_editor.delete_model(model)

    def _models(self, app_label, schema_editor, state) -> list:
        names = [each.name for each in self.operations if isinstance(each, CreateModel)]
        models = [state.apps.get_model(app_label, name) for name in names]
        alias = schema_editor.connection.alias
        return [model for model in models if self.allow_migrate_model(alias, model)]

    def describe(self) -> str:
        return "Create all tables of the app"
