"""Feedback: reports from the public, and calls that stewards made."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Create the tables of feedback."""
    op.create_table(
        "reports",
        sa.Column("code", sa.String(16), primary_key=True),
        sa.Column("facility", sa.String(16), nullable=False),
        sa.Column("subject", sa.String(16), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("contact", sa.String(200), nullable=False),
        sa.Column("sent", sa.DateTime, nullable=False),
        sa.Column("ended", sa.String(20), nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("closed", sa.DateTime),
        sa.Column("by", sa.String(80), nullable=False),
    )
    op.create_index("ix_reports_facility", "reports", ["facility"])
    op.create_index("ix_reports_ended", "reports", ["ended"])
    op.create_table(
        "calls",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("facility", sa.String(16), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("by", sa.String(80), nullable=False),
        sa.Column("phone", sa.String(40), nullable=False),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
    )
    op.create_index("ix_calls_facility_id", "calls", ["facility", "id"])


def downgrade() -> None:
    """Drop both; what the public said is then lost."""
    op.drop_table("calls")
    op.drop_table("reports")
