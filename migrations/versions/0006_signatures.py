"""signatures"""

import sqlalchemy as sa
from alembic import op

import app.db

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('signed_copy',
    sa.Column('letter_id', sa.Uuid(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('level', sa.String(length=8), nullable=False),
    sa.Column('sealed', sa.Boolean(), nullable=False),
    sa.Column('certificate_sha256', sa.String(length=64), nullable=False),
    sa.Column('made_at', app.db.Moment(timezone=True), nullable=False),
    sa.Column('proven_until', app.db.Moment(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.ForeignKeyConstraint(['letter_id'], ['decision_letter.id'], name=op.f('fk_signed_copy_letter_id_decision_letter')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_signed_copy_municipality_code_municipality')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_signed_copy')),
    sa.UniqueConstraint('municipality_code', 'sha256', name=op.f('uq_signed_copy_municipality_code_sha256'))
    )
    with op.batch_alter_table('signed_copy', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_signed_copy_certificate_sha256'), ['certificate_sha256'], unique=False)
        batch_op.create_index(batch_op.f('ix_signed_copy_letter_id'), ['letter_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_signed_copy_municipality_code'), ['municipality_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_signed_copy_sha256'), ['sha256'], unique=False)


def downgrade() -> None:
    op.drop_table('signed_copy')
