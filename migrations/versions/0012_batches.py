"""batches"""

import sqlalchemy as sa
from alembic import op

import app.db

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('mailing',
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('kind', sa.String(length=60), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('message', sa.Text(), nullable=False),
    sa.Column('sector_id', sa.Uuid(), nullable=True),
    sa.Column('ends_by', sa.Date(), nullable=True),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('prepared_at', app.db.Moment(timezone=True), nullable=False),
    sa.Column('prepared_by_id', sa.Uuid(), nullable=False),
    sa.Column('letter_date', sa.Date(), nullable=True),
    sa.Column('finished_at', app.db.Moment(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("(state in ('running', 'finished')) = (letter_date is not null)", name=op.f('ck_mailing_started')),
    sa.CheckConstraint("(state = 'finished') = (finished_at is not null)", name=op.f('ck_mailing_finished')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_mailing_municipality_code_municipality')),
    sa.ForeignKeyConstraint(['prepared_by_id'], ['user_account.id'], name=op.f('fk_mailing_prepared_by_id_user_account')),
    sa.ForeignKeyConstraint(['sector_id'], ['sector.id'], name=op.f('fk_mailing_sector_id_sector')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mailing')),
    sa.UniqueConstraint('municipality_code', 'number', name=op.f('uq_mailing_municipality_code_number'))
    )
    with op.batch_alter_table('mailing', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mailing_municipality_code'), ['municipality_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_mailing_state'), ['state'], unique=False)
    op.create_table('mailing_letter',
    sa.Column('mailing_id', sa.Uuid(), nullable=False),
    sa.Column('establishment_id', sa.Uuid(), nullable=False),
    sa.Column('permit_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=True),
    sa.Column('fault', sa.String(length=300), server_default='', nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.CheckConstraint("(state = 'made') = (sha256 is not null)", name=op.f('ck_mailing_letter_made')),
    sa.ForeignKeyConstraint(['establishment_id'], ['establishment.id'], name=op.f('fk_mailing_letter_establishment_id_establishment')),
    sa.ForeignKeyConstraint(['mailing_id'], ['mailing.id'], name=op.f('fk_mailing_letter_mailing_id_mailing')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_mailing_letter_municipality_code_municipality')),
    sa.ForeignKeyConstraint(['permit_id'], ['permit.id'], name=op.f('fk_mailing_letter_permit_id_permit')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mailing_letter')),
    sa.UniqueConstraint('mailing_id', 'establishment_id', name=op.f('uq_mailing_letter_mailing_id_establishment_id')),
    sa.UniqueConstraint('mailing_id', 'position', name=op.f('uq_mailing_letter_mailing_id_position'))
    )
    with op.batch_alter_table('mailing_letter', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mailing_letter_establishment_id'), ['establishment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_mailing_letter_municipality_code'), ['municipality_code'], unique=False)


def downgrade() -> None:
    op.drop_table('mailing_letter')
    op.drop_table('mailing')
