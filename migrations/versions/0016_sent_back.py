"""why a letter of the college was sent back, and the answer"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("paper_to_sign", sa.Column("returned_because", sa.Text(), nullable=False, server_default=""))
    op.add_column("paper_to_sign", sa.Column("answer", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("paper_to_sign", "answer")
    op.drop_column("paper_to_sign", "returned_because")
