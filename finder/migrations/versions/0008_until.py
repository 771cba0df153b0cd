"""Corrections: until when each stands, when it was made, and how it ended."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the columns; corrections of before stand until somebody drops them."""
    with op.batch_alter_table("overrides") as table:
        table.add_column(sa.Column("until", sa.Date))
        table.add_column(
            sa.Column("until_verified", sa.Boolean, nullable=False, server_default=sa.false())
        )
        table.add_column(sa.Column("made", sa.DateTime))
        for name, length in (("ended", 16), ("ended_by", 80)):
            column = sa.Column(name, sa.String(length), nullable=False, server_default="")
            table.add_column(column)
        table.add_column(sa.Column("verified_in", sa.Integer))


def downgrade() -> None:
    """Drop them."""
    with op.batch_alter_table("overrides") as table:
        for name in ("verified_in", "ended_by", "ended", "made", "until_verified", "until"):
            table.drop_column(name)
