"""compartments"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("stored_file") as table:
        table.add_column(sa.Column("power", sa.String(length=40), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("stored_file") as table:
        table.drop_column("power")
