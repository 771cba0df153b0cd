"""The directory: editions, the listings they point at, and the facilities merged from them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table of the first version."""
    _create_imports()
    _create_listings()
    _create_facilities()


def _create_imports() -> None:
    op.create_table(
        "standing",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("key", sa.String(16), nullable=False),
    )
    op.create_table(
        "imports",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("source", sa.String(40), nullable=False),
        sa.Column("file", sa.String(255), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("published", sa.DateTime, nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("added", sa.Integer, nullable=False),
        sa.Column("changed", sa.Integer, nullable=False),
        sa.Column("retired", sa.Integer, nullable=False),
        sa.Column("same", sa.Integer, nullable=False),
        sa.Column("replaces", sa.Integer, sa.ForeignKey("imports.id")),
        sa.Column("displaced", sa.Integer, sa.ForeignKey("imports.id")),
        sa.Column("undone", sa.DateTime),
    )
    op.create_index("ix_imports_source", "imports", ["source"])
    op.create_table(
        "sources",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("edition", sa.Integer, sa.ForeignKey("imports.id")),
    )


def _create_listings() -> None:
    op.create_table(
        "listings",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("digest", sa.String(32), nullable=False, unique=True),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_table(
        "entries",
        sa.Column("edition", sa.Integer, sa.ForeignKey("imports.id"), primary_key=True),
        sa.Column("facility", sa.String(16), primary_key=True),
        sa.Column("listing", sa.Integer, sa.ForeignKey("listings.id"), nullable=False),
        sa.Column("row", sa.String(80), nullable=False),
    )
    op.create_index("ix_entries_facility", "entries", ["facility"])


def _create_facilities() -> None:
    op.create_table(
        "facilities",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("state", sa.String(2), nullable=False),
        sa.Column("county", sa.String(80), nullable=False),
        sa.Column("city", sa.String(80), nullable=False),
        sa.Column("retired", sa.Date),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("ix_facilities_place", "facilities", ["retired", "state", "county", "city"])
    op.create_table(
        "overrides",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("facility", sa.String(16), nullable=False),
        sa.Column("field", sa.String(40), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("withdrawn", sa.DateTime),
    )
    op.create_index("ix_overrides_facility", "overrides", ["facility"])


def downgrade() -> None:
    """Drop every table: before the first version there was nothing."""
    for table in (
        "overrides", "facilities", "entries", "listings", "sources", "imports", "standing",
    ):  # fmt: skip
        op.drop_table(table)
