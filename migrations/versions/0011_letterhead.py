"""letterhead"""

import sqlalchemy as sa
from alembic import op

import app.db

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('letter_code',
    sa.Column('code', sa.String(length=24), nullable=False),
    sa.Column('decision_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('address', sa.String(length=300), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=True),
    sa.Column('made_at', app.db.Moment(timezone=True), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_letter_code_decision_id_decision')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_letter_code_municipality_code_municipality')),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_letter_code')),
    sa.UniqueConstraint('decision_id', 'kind', name=op.f('uq_letter_code_decision_id_kind'))
    )
    with op.batch_alter_table('letter_code', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_letter_code_municipality_code'), ['municipality_code'], unique=False)
    op.create_table('town_letterhead',
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.Column('logo_sha256', sa.String(length=64), nullable=True),
    sa.Column('logo_kind', sa.String(length=4), nullable=True),
    sa.Column('logo_alt', sa.String(length=200), nullable=False),
    sa.Column('colour', sa.String(length=7), nullable=False),
    sa.Column('address', sa.Text(), nullable=False),
    sa.Column('contact', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('(logo_sha256 is null) = (logo_kind is null)', name=op.f('ck_town_letterhead_logo')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_town_letterhead_municipality_code_municipality')),
    sa.PrimaryKeyConstraint('municipality_code', name=op.f('pk_town_letterhead'))
    )


def downgrade() -> None:
    op.drop_table('town_letterhead')
    op.drop_table('letter_code')
