"""letter editions"""

import sqlalchemy as sa
from alembic import op

import app.db

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('letter_edition',
    sa.Column('kind', sa.String(length=60), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('subject', sa.String(length=300), nullable=False),
    sa.Column('body', sa.Text(), nullable=False),
    sa.Column('house_edition', sa.Date(), nullable=False),
    sa.Column('written_at', app.db.Moment(timezone=True), nullable=False),
    sa.Column('written_by', sa.String(length=200), nullable=False),
    sa.Column('used_from', app.db.Moment(timezone=True), nullable=True),
    sa.Column('used_by', sa.String(length=200), nullable=False),
    sa.Column('used_until', app.db.Moment(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('used_until is null or used_from is not null', name=op.f('ck_letter_edition_used')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_letter_edition_municipality_code_municipality')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter_edition')),
    sa.UniqueConstraint('municipality_code', 'kind', 'language', 'number', name=op.f('uq_letter_edition_municipality_code_kind_language_number'))
    )
    with op.batch_alter_table('letter_edition', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_letter_edition_municipality_code'), ['municipality_code'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('letter_edition', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_letter_edition_municipality_code'))

    op.drop_table('letter_edition')
