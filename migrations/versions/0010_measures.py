"""measures"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('sealing',
    sa.Column('closure_id', sa.Uuid(), nullable=False),
    sa.Column('establishment_id', sa.Uuid(), nullable=False),
    sa.Column('order_id', sa.Uuid(), nullable=True),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('put_on', sa.Date(), nullable=False),
    sa.Column('put_by', sa.String(length=200), nullable=False),
    sa.Column('numbers', sa.String(length=400), nullable=False),
    sa.Column('places', sa.Text(), nullable=False),
    sa.Column('broken_on', sa.Date(), nullable=True),
    sa.Column('broken_note', sa.Text(), nullable=False),
    sa.Column('reported_to', sa.String(length=200), nullable=False),
    sa.Column('report_reference', sa.String(length=80), nullable=False),
    sa.Column('removed_on', sa.Date(), nullable=True),
    sa.Column('removed_by', sa.String(length=200), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("(state = 'removed') = (removed_on is not null)", name=op.f('ck_sealing_removed')),
    sa.CheckConstraint("state <> 'broken' or broken_on is not null", name=op.f('ck_sealing_broken')),
    sa.ForeignKeyConstraint(['closure_id'], ['closure.id'], name=op.f('fk_sealing_closure_id_closure')),
    sa.ForeignKeyConstraint(['establishment_id'], ['establishment.id'], name=op.f('fk_sealing_establishment_id_establishment')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_sealing_municipality_code_municipality')),
    sa.ForeignKeyConstraint(['order_id'], ['decision.id'], name=op.f('fk_sealing_order_id_decision')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sealing'))
    )
    with op.batch_alter_table('sealing', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sealing_closure_id'), ['closure_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_sealing_establishment_id'), ['establishment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_sealing_municipality_code'), ['municipality_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_sealing_state'), ['state'], unique=False)
    op.add_column('particulars', sa.Column('sealing_on', sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('particulars', schema=None) as batch_op:
        batch_op.drop_column('sealing_on')
    op.drop_table('sealing')
