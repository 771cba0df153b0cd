"""Corrections: on whose word each was made, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the columns; corrections of before have nothing to say there."""
    for name, length in (("told_by", 200), ("reason", 500)):
        column = sa.Column(name, sa.String(length), nullable=False, server_default="")
        op.add_column("overrides", column)


def downgrade() -> None:
    """Drop them."""
    with op.batch_alter_table("overrides") as table:
        table.drop_column("told_by")
        table.drop_column("reason")
