"""All tables of an app in one operation."""

import pytest
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddField, CreateModel, RemoveField
from django.db.migrations.state import ProjectState

from config.common.createtables import CreateTables
from config.retention import APPS


def key(**options):
    return models.BigAutoField(primary_key=True, **options)


def towards(name):
    return models.ForeignKey(name, models.CASCADE, null=True)


def both():
    """Two tables that name each other: one column can only come after both of them."""
    house = CreateModel("House", [("id", key())])
    room = CreateModel("Room", [("id", key()), ("house", towards("councils.House"))])
    return CreateTables([house, room, AddField("house", "best", towards("councils.Room"))])


class Editor:
    """Writes down what it would do to the database."""

    def __init__(self):
        self.connection, self.made, self.gone = connection, {}, []

    def create_model(self, model):
        self.made[model.__name__] = {field.name for field in model._meta.local_fields}

    def delete_model(self, model):
        self.gone.append(model.__name__)


def test_each_table_is_made_once_in_its_last_form():
    before, after, editor = ProjectState(), ProjectState(), Editor()
    both().state_forwards("councils", after)
    both().database_forwards("councils", editor, before, after)
    assert editor.made == {"House": {"id", "best"}, "Room": {"id", "house"}}


def test_the_way_back_begins_with_the_last_table():
    before, after, editor = ProjectState(), ProjectState(), Editor()
    both().state_forwards("councils", before)
    both().database_backwards("councils", editor, before, after)
    assert editor.gone == ["Room", "House"]


def test_a_state_that_was_drawn_before_knows_the_new_tables():
    state = ProjectState()
    assert not list(state.apps.get_models())
    both().state_forwards("councils", state)
    assert {model.__name__ for model in state.apps.get_models()} == {"House", "Room"}


def test_what_changes_a_table_is_refused():
    with pytest.raises(TypeError):
        CreateTables([RemoveField("house", "best")])


@pytest.mark.parametrize("app", APPS)
def test_each_app_begins_with_all_its_tables_at_once(app):
    """`makemigrations` alone would write them one by one, and a new database took half a minute."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    [first] = [each for key, each in loader.disk_migrations.items() if key == (app, "0001_initial")]
    assert [type(each) for each in first.operations] == [CreateTables]
