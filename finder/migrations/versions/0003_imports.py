"""Imports: why a worrying one was published, which staged import it came from, who undid it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns; imports of before have nothing to say there."""
    for name, length in (("reason", 500), ("ticket", 16), ("undone_by", 80)):
        column = sa.Column(name, sa.String(length), nullable=False, server_default="")
        op.add_column("imports", column)
    op.create_index("ix_imports_ticket", "imports", ["ticket"])


def downgrade() -> None:
    """Drop them again."""
    op.drop_index("ix_imports_ticket", "imports")
    with op.batch_alter_table("imports") as table:
        for name in ("undone_by", "ticket", "reason"):
            table.drop_column(name)
