"""Decisions: which ids stand for one place and which for two."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("ruling", sa.String(16), nullable=False),
        sa.Column("kept", sa.String(16), nullable=False),
        sa.Column("other", sa.String(16), nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("listings", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("undone", sa.DateTime),
        sa.Column("undone_by", sa.String(80), nullable=False),
    )


def downgrade() -> None:
    """Drop it; each listing counts for its own id again once facilities are merged anew."""
    op.drop_table("decisions")
