"""paperwork"""

import sqlalchemy as sa
from alembic import op

import app.db

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('application_decision',
    sa.Column('decision_id', sa.Uuid(), nullable=False),
    sa.Column('application_id', sa.Uuid(), nullable=False),
    sa.Column('permit_number', sa.String(length=40), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.Column('end_reason', sa.Text(), nullable=False),
    sa.Column('organ', sa.String(length=8), nullable=False),
    sa.Column('regulation', sa.String(length=200), nullable=False),
    sa.Column('article', sa.String(length=120), nullable=False),
    sa.Column('weeks', sa.Integer(), nullable=True),
    sa.Column('cause', sa.String(length=60), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=True),
    sa.Column('until_on', sa.Date(), nullable=True),
    sa.Column('complete_until', sa.Date(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('old_end_on', sa.Date(), nullable=True),
    sa.Column('new_end_on', sa.Date(), nullable=True),
    sa.Column('missing', sa.JSON(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.CheckConstraint('valid_until is null or valid_until >= valid_from', name=op.f('ck_application_decision_validity')),
    sa.CheckConstraint('until_on is null or until_on >= from_on', name=op.f('ck_application_decision_stretch')),
    sa.CheckConstraint("organ in ('', 'mayor', 'college')", name=op.f('ck_application_decision_organ')),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_application_decision_application_id_application')),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_application_decision_decision_id_decision')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_application_decision_municipality_code_municipality')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_application_decision')),
    sa.UniqueConstraint('decision_id', name=op.f('uq_application_decision_decision_id'))
    )
    with op.batch_alter_table('application_decision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_application_decision_application_id'), ['application_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_application_decision_municipality_code'), ['municipality_code'], unique=False)

    op.create_table('decided_condition',
    sa.Column('behind_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('why', sa.Text(), nullable=False),
    sa.Column('rule', sa.String(length=200), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.ForeignKeyConstraint(['behind_id'], ['application_decision.id'], name=op.f('fk_decided_condition_behind_id_application_decision')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_decided_condition_municipality_code_municipality')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decided_condition')),
    sa.UniqueConstraint('behind_id', 'number', name=op.f('uq_decided_condition_behind_id_number'))
    )
    with op.batch_alter_table('decided_condition', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decided_condition_behind_id'), ['behind_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_decided_condition_municipality_code'), ['municipality_code'], unique=False)

    # Outside a batch: a batch makes the table anew on SQLite, which the rows that point to it forbid.
    op.add_column('permit', sa.Column('granted_by', sa.Uuid(), nullable=True))
    op.add_column('permit', sa.Column('paper_reference', sa.String(length=120), server_default='', nullable=False))
    op.add_column('permit', sa.Column('by_silence', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column('sector', sa.Column('silence_grants', sa.Boolean(), nullable=True))
    op.add_column('sector', sa.Column('silence_rule', sa.String(length=200), server_default='', nullable=False))
    op.create_table('objection_decision',
    sa.Column('decision_id', sa.Uuid(), nullable=False),
    sa.Column('objection_id', sa.Uuid(), nullable=False),
    sa.Column('outcome', sa.String(length=16), nullable=True),
    sa.Column('considerations', sa.Text(), nullable=False),
    sa.Column('not_heard_because', sa.Text(), nullable=False),
    sa.Column('adviser', sa.String(length=200), nullable=False),
    sa.Column('advice_on', sa.Date(), nullable=True),
    sa.Column('advice_reason', sa.Text(), nullable=False),
    sa.Column('deviates', sa.Boolean(), nullable=False),
    sa.Column('costs', sa.Text(), nullable=False),
    sa.Column('replacement_id', sa.Uuid(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.CheckConstraint("(adviser = '') = (advice_on is null)", name=op.f('ck_objection_decision_advice')),
    sa.CheckConstraint("replacement_id is null or outcome = 'replaced'", name=op.f('ck_objection_decision_replaced')),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_objection_decision_decision_id_decision')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_objection_decision_municipality_code_municipality')),
    sa.ForeignKeyConstraint(['objection_id'], ['objection.id'], name=op.f('fk_objection_decision_objection_id_objection')),
    sa.ForeignKeyConstraint(['replacement_id'], ['decision.id'], name=op.f('fk_objection_decision_replacement_id_decision')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_objection_decision')),
    sa.UniqueConstraint('decision_id', name=op.f('uq_objection_decision_decision_id'))
    )
    with op.batch_alter_table('objection_decision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_objection_decision_municipality_code'), ['municipality_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_objection_decision_objection_id'), ['objection_id'], unique=False)


    op.create_table('paper_to_sign',
    sa.Column('about', sa.String(length=12), nullable=False),
    sa.Column('about_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('title', sa.String(length=400), nullable=False),
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('secret', sa.Boolean(), nullable=False),
    sa.Column('fields', sa.JSON(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('prepared_by_id', sa.Uuid(), nullable=False),
    sa.Column('prepared_at', app.db.Moment(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_paper_to_sign_municipality_code_municipality')),
    sa.ForeignKeyConstraint(['prepared_by_id'], ['user_account.id'], name=op.f('fk_paper_to_sign_prepared_by_id_user_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_paper_to_sign')),
    sa.UniqueConstraint('municipality_code', 'about_id', name=op.f('uq_paper_to_sign_municipality_code_about_id'))
    )
    with op.batch_alter_table('paper_to_sign', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_paper_to_sign_about_id'), ['about_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_paper_to_sign_municipality_code'), ['municipality_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_paper_to_sign_state'), ['state'], unique=False)

    op.create_table('paper_hand',
    sa.Column('paper_id', sa.Uuid(), nullable=False),
    sa.Column('field', sa.String(length=12), nullable=False),
    sa.Column('signer_id', sa.Uuid(), nullable=False),
    sa.Column('at', app.db.Moment(timezone=True), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('level', sa.String(length=8), nullable=False),
    sa.Column('sealed', sa.Boolean(), nullable=False),
    sa.Column('certificate_sha256', sa.String(length=64), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.CheckConstraint("field in ('Mayor', 'Director')", name=op.f('ck_paper_hand_place')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_paper_hand_municipality_code_municipality')),
    sa.ForeignKeyConstraint(['paper_id'], ['paper_to_sign.id'], name=op.f('fk_paper_hand_paper_id_paper_to_sign')),
    sa.ForeignKeyConstraint(['signer_id'], ['user_account.id'], name=op.f('fk_paper_hand_signer_id_user_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_paper_hand')),
    sa.UniqueConstraint('paper_id', 'field', name=op.f('uq_paper_hand_paper_id_field'))
    )
    with op.batch_alter_table('paper_hand', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_paper_hand_certificate_sha256'), ['certificate_sha256'], unique=False)
        batch_op.create_index(batch_op.f('ix_paper_hand_municipality_code'), ['municipality_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_paper_hand_paper_id'), ['paper_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_paper_hand_sha256'), ['sha256'], unique=False)


def downgrade() -> None:
    op.drop_column('sector', 'silence_rule')
    op.drop_column('sector', 'silence_grants')
    op.drop_column('permit', 'by_silence')
    op.drop_column('permit', 'paper_reference')
    op.drop_column('permit', 'granted_by')
    op.drop_table('paper_hand')
    op.drop_table('paper_to_sign')
    op.drop_table('objection_decision')
    op.drop_table('decided_condition')
    op.drop_table('application_decision')
