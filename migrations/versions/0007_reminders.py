"""reminders"""

import sqlalchemy as sa
from alembic import op

import app.db

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('reminder',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('task_key', sa.String(length=64), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('kind', sa.String(length=8), nullable=False),
    sa.Column('made_at', app.db.Moment(timezone=True), nullable=False),
    sa.Column('seen_at', app.db.Moment(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_reminder_municipality_code_municipality')),
    sa.ForeignKeyConstraint(['person_id'], ['user_account.id'], name=op.f('fk_reminder_person_id_user_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reminder')),
    sa.UniqueConstraint('municipality_code', 'person_id', 'task_key', 'due_on', 'kind', name=op.f('uq_reminder_municipality_code_person_id_task_key_due_on_kind'))
    )
    with op.batch_alter_table('reminder', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reminder_municipality_code'), ['municipality_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_reminder_person_id'), ['person_id'], unique=False)


def downgrade() -> None:
    op.drop_table('reminder')
