"""The tables and their migrations say the same."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from finder.tables import SCHEMA_VERSION, Base, bring_up_to_date, open_database, sqlite_url
from tests.conftest import ROOT


def test_the_migrations_make_the_tables_that_the_code_expects(tmp_path):
    database = open_database(sqlite_url(tmp_path / "directory.db"))
    bring_up_to_date(database)
    with database.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []
        assert context.get_current_revision() == SCHEMA_VERSION
    database.dispose()


def test_the_newest_migration_is_the_one_the_code_names():
    scripts = ScriptDirectory(str(ROOT / "finder" / "migrations"))
    assert scripts.get_current_head() == SCHEMA_VERSION


def test_bringing_an_up_to_date_database_up_to_date_changes_nothing(tmp_path):
    file = tmp_path / "directory.db"
    for _ in range(2):
        database = open_database(sqlite_url(file))
        bring_up_to_date(database)
        database.dispose()
    assert file.exists()


def test_sqlite_keeps_serving_readers_while_somebody_writes(tmp_path):
    database = open_database(sqlite_url(tmp_path / "directory.db"))
    with database.connect() as connection:
        pragma = connection.exec_driver_sql
        assert pragma("PRAGMA journal_mode").scalar() == "wal"
        assert pragma("PRAGMA foreign_keys").scalar() == 1
        assert pragma("PRAGMA synchronous").scalar() == 2  # FULL
    database.dispose()
