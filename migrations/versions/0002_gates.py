"""gates"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("further", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("set_aside", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("policy_from", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("warned_on", sa.Date(), nullable=True))
    with op.batch_alter_table("official_report", schema=None) as batch_op:
        batch_op.add_column(sa.Column("source_class", sa.String(20), nullable=False, server_default="official-report"))
        batch_op.add_column(sa.Column("reported_by_operator", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("standing", sa.String(12), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("link", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("assessment", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("seen_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("official_report", schema=None) as batch_op:
        for name in ("seen_on", "assessment", "link", "standing", "reported_by_operator", "source_class"):
            batch_op.drop_column(name)
    with op.batch_alter_table("decision", schema=None) as batch_op:
        for name in ("warned_on", "policy_from", "set_aside", "further"):
            batch_op.drop_column(name)
