"""procedures"""

import sqlalchemy as sa
from alembic import op

import app.db

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('escalation_policy',
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('reference', sa.String(length=120), nullable=False),
    sa.Column('source', sa.String(length=300), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.Column('made_up', sa.Boolean(), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('entered_at', app.db.Moment(timezone=True), nullable=False),
    sa.Column('entered_by', sa.String(length=200), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('valid_until is null or valid_until >= valid_from', name=op.f('ck_escalation_policy_period')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_escalation_policy_municipality_code_municipality')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_escalation_policy'))
    )
    with op.batch_alter_table('escalation_policy', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_escalation_policy_municipality_code'), ['municipality_code'], unique=False)

    op.create_table('policy_violation',
    sa.Column('policy_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('label', sa.String(length=200), nullable=False),
    sa.Column('codes', sa.JSON(), nullable=False),
    sa.Column('lookback_months', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.CheckConstraint('lookback_months between 1 and 240', name=op.f('ck_policy_violation_lookback')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_policy_violation_municipality_code_municipality')),
    sa.ForeignKeyConstraint(['policy_id'], ['escalation_policy.id'], name=op.f('fk_policy_violation_policy_id_escalation_policy')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_policy_violation'))
    )
    with op.batch_alter_table('policy_violation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_policy_violation_municipality_code'), ['municipality_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_policy_violation_policy_id'), ['policy_id'], unique=False)

    op.create_table('policy_step',
    sa.Column('violation_id', sa.Uuid(), nullable=False),
    sa.Column('occurrence', sa.Integer(), nullable=False),
    sa.Column('measure_id', sa.String(length=60), nullable=False),
    sa.Column('term_length', sa.Integer(), nullable=True),
    sa.Column('term_unit', sa.String(length=8), nullable=True),
    sa.Column('penalty_cents', sa.Integer(), nullable=True),
    sa.Column('penalty_unit', sa.String(length=8), nullable=True),
    sa.Column('penalty_max_cents', sa.Integer(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.CheckConstraint('(term_length is null) = (term_unit is null)', name=op.f('ck_policy_step_term')),
    sa.CheckConstraint('occurrence between 1 and 9', name=op.f('ck_policy_step_occurrence')),
    sa.CheckConstraint('penalty_cents is null or penalty_max_cents >= penalty_cents', name=op.f('ck_policy_step_penalty')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_policy_step_municipality_code_municipality')),
    sa.ForeignKeyConstraint(['violation_id'], ['policy_violation.id'], name=op.f('fk_policy_step_violation_id_policy_violation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_policy_step')),
    sa.UniqueConstraint('violation_id', 'occurrence', name=op.f('uq_policy_step_violation_id_occurrence'))
    )
    with op.batch_alter_table('policy_step', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_policy_step_municipality_code'), ['municipality_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_policy_step_violation_id'), ['violation_id'], unique=False)

    op.create_table('closure',
    sa.Column('decision_id', sa.Uuid(), nullable=False),
    sa.Column('establishment_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('due_from', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('renewal_of_id', sa.Uuid(), nullable=True),
    sa.Column('conditions', sa.Text(), nullable=False),
    sa.Column('executed_on', sa.Date(), nullable=True),
    sa.Column('executed_by', sa.String(length=200), nullable=False),
    sa.Column('sealed', sa.Boolean(), nullable=False),
    sa.Column('door_notice_on', sa.Date(), nullable=True),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('ended_because', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("state <> 'executed' or executed_on is not null", name=op.f('ck_closure_executed')),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_closure_decision_id_decision')),
    sa.ForeignKeyConstraint(['establishment_id'], ['establishment.id'], name=op.f('fk_closure_establishment_id_establishment')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_closure_municipality_code_municipality')),
    sa.ForeignKeyConstraint(['renewal_of_id'], ['closure.id'], name=op.f('fk_closure_renewal_of_id_closure')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_closure')),
    sa.UniqueConstraint('decision_id', name=op.f('uq_closure_decision_id'))
    )
    with op.batch_alter_table('closure', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_closure_establishment_id'), ['establishment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_closure_municipality_code'), ['municipality_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_closure_state'), ['state'], unique=False)

    op.create_table('objection',
    sa.Column('decision_id', sa.Uuid(), nullable=False),
    sa.Column('establishment_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('by_addressee', sa.Boolean(), nullable=False),
    sa.Column('objector', sa.String(length=120), nullable=False),
    sa.Column('sent_on', sa.Date(), nullable=True),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.Column('excuse', sa.Text(), nullable=False),
    sa.Column('committee', sa.Boolean(), nullable=False),
    sa.Column('gist', sa.Text(), nullable=False),
    sa.Column('file_sha256', sa.String(length=64), nullable=True),
    sa.Column('anew_from', sa.Date(), nullable=True),
    sa.Column('heard_on', sa.Date(), nullable=True),
    sa.Column('not_heard_because', sa.Text(), nullable=False),
    sa.Column('outcome', sa.String(length=16), nullable=True),
    sa.Column('outcome_on', sa.Date(), nullable=True),
    sa.Column('outcome_served_on', sa.Date(), nullable=True),
    sa.Column('outcome_reason', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("(state = 'decided') = (outcome is not null)", name=op.f('ck_objection_decided')),
    sa.CheckConstraint('sent_on is null or sent_on <= received_on', name=op.f('ck_objection_sent')),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_objection_decision_id_decision')),
    sa.ForeignKeyConstraint(['establishment_id'], ['establishment.id'], name=op.f('fk_objection_establishment_id_establishment')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_objection_municipality_code_municipality')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_objection'))
    )
    with op.batch_alter_table('objection', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_objection_decision_id'), ['decision_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_objection_establishment_id'), ['establishment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_objection_municipality_code'), ['municipality_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_objection_state'), ['state'], unique=False)

    op.create_table('particulars',
    sa.Column('decision_id', sa.Uuid(), nullable=False),
    sa.Column('deeds', sa.Text(), nullable=False),
    sa.Column('comply_by', sa.Date(), nullable=True),
    sa.Column('comply_reason', sa.Text(), nullable=False),
    sa.Column('penalty_cents', sa.Integer(), nullable=True),
    sa.Column('penalty_unit', sa.String(length=8), nullable=True),
    sa.Column('penalty_max_cents', sa.Integer(), nullable=True),
    sa.Column('penalty_reason', sa.Text(), nullable=False),
    sa.Column('reopening', sa.Text(), nullable=False),
    sa.Column('account', sa.String(length=60), nullable=False),
    sa.Column('earlier_id', sa.Uuid(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('penalty_cents is null or (penalty_cents > 0 and penalty_max_cents >= penalty_cents)', name=op.f('ck_particulars_penalty')),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_particulars_decision_id_decision')),
    sa.ForeignKeyConstraint(['earlier_id'], ['decision.id'], name=op.f('fk_particulars_earlier_id_decision')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_particulars_municipality_code_municipality')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_particulars')),
    sa.UniqueConstraint('decision_id', name=op.f('uq_particulars_decision_id'))
    )
    with op.batch_alter_table('particulars', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_particulars_municipality_code'), ['municipality_code'], unique=False)

    op.create_table('penalty_order',
    sa.Column('decision_id', sa.Uuid(), nullable=False),
    sa.Column('establishment_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('comply_by', sa.Date(), nullable=False),
    sa.Column('cents', sa.Integer(), nullable=False),
    sa.Column('unit', sa.String(length=8), nullable=False),
    sa.Column('max_cents', sa.Integer(), nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('ended_because', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('cents > 0 and max_cents >= cents', name=op.f('ck_penalty_order_money')),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_penalty_order_decision_id_decision')),
    sa.ForeignKeyConstraint(['establishment_id'], ['establishment.id'], name=op.f('fk_penalty_order_establishment_id_establishment')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_penalty_order_municipality_code_municipality')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_penalty_order')),
    sa.UniqueConstraint('decision_id', name=op.f('uq_penalty_order_decision_id'))
    )
    with op.batch_alter_table('penalty_order', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_penalty_order_establishment_id'), ['establishment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_penalty_order_municipality_code'), ['municipality_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_penalty_order_state'), ['state'], unique=False)

    op.create_table('policy_choice',
    sa.Column('decision_id', sa.Uuid(), nullable=False),
    sa.Column('step_id', sa.Uuid(), nullable=False),
    sa.Column('policy', sa.String(length=200), nullable=False),
    sa.Column('reference', sa.String(length=120), nullable=False),
    sa.Column('edition_from', sa.Date(), nullable=False),
    sa.Column('violation', sa.String(length=200), nullable=False),
    sa.Column('occurrence', sa.Integer(), nullable=False),
    sa.Column('measure_id', sa.String(length=60), nullable=False),
    sa.Column('found_on', sa.Date(), nullable=False),
    sa.Column('counted', sa.JSON(), nullable=False),
    sa.Column('deviates', sa.Boolean(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('reasoned_by', sa.String(length=200), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_policy_choice_decision_id_decision')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_policy_choice_municipality_code_municipality')),
    sa.ForeignKeyConstraint(['step_id'], ['policy_step.id'], name=op.f('fk_policy_choice_step_id_policy_step')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_policy_choice')),
    sa.UniqueConstraint('decision_id', name=op.f('uq_policy_choice_decision_id'))
    )
    with op.batch_alter_table('policy_choice', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_policy_choice_municipality_code'), ['municipality_code'], unique=False)

    op.create_table('warning_follow_up',
    sa.Column('decision_id', sa.Uuid(), nullable=False),
    sa.Column('establishment_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('mend_until', sa.Date(), nullable=False),
    sa.Column('spent_on', sa.Date(), nullable=True),
    sa.Column('codes', sa.JSON(), nullable=False),
    sa.Column('visit_id', sa.Uuid(), nullable=True),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_warning_follow_up_decision_id_decision')),
    sa.ForeignKeyConstraint(['establishment_id'], ['establishment.id'], name=op.f('fk_warning_follow_up_establishment_id_establishment')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_warning_follow_up_municipality_code_municipality')),
    sa.ForeignKeyConstraint(['visit_id'], ['inspection.id'], name=op.f('fk_warning_follow_up_visit_id_inspection')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_warning_follow_up')),
    sa.UniqueConstraint('decision_id', name=op.f('uq_warning_follow_up_decision_id'))
    )
    with op.batch_alter_table('warning_follow_up', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_warning_follow_up_establishment_id'), ['establishment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_warning_follow_up_municipality_code'), ['municipality_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_warning_follow_up_state'), ['state'], unique=False)

    op.create_table('court_case',
    sa.Column('decision_id', sa.Uuid(), nullable=False),
    sa.Column('establishment_id', sa.Uuid(), nullable=False),
    sa.Column('objection_id', sa.Uuid(), nullable=True),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('court', sa.String(length=200), nullable=False),
    sa.Column('reference', sa.String(length=80), nullable=False),
    sa.Column('lodged_on', sa.Date(), nullable=False),
    sa.Column('ruling', sa.String(length=16), nullable=True),
    sa.Column('ruled_on', sa.Date(), nullable=True),
    sa.Column('ruling_reference', sa.String(length=80), nullable=False),
    sa.Column('ruling_gist', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("(state = 'ruled') = (ruling is not null)", name=op.f('ck_court_case_ruled')),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_court_case_decision_id_decision')),
    sa.ForeignKeyConstraint(['establishment_id'], ['establishment.id'], name=op.f('fk_court_case_establishment_id_establishment')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_court_case_municipality_code_municipality')),
    sa.ForeignKeyConstraint(['objection_id'], ['objection.id'], name=op.f('fk_court_case_objection_id_objection')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_court_case'))
    )
    with op.batch_alter_table('court_case', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_court_case_decision_id'), ['decision_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_court_case_establishment_id'), ['establishment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_court_case_municipality_code'), ['municipality_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_court_case_state'), ['state'], unique=False)

    op.create_table('forfeiture',
    sa.Column('order_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('visit_id', sa.Uuid(), nullable=False),
    sa.Column('units', sa.Integer(), nullable=False),
    sa.Column('cents', sa.Integer(), nullable=False),
    sa.Column('circumstances', sa.Text(), nullable=False),
    sa.Column('collection_id', sa.Uuid(), nullable=True),
    sa.Column('paid_on', sa.Date(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("(state = 'paid') = (paid_on is not null)", name=op.f('ck_forfeiture_paid')),
    sa.CheckConstraint('cents > 0 and units > 0', name=op.f('ck_forfeiture_money')),
    sa.ForeignKeyConstraint(['collection_id'], ['decision.id'], name=op.f('fk_forfeiture_collection_id_decision')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_forfeiture_municipality_code_municipality')),
    sa.ForeignKeyConstraint(['order_id'], ['penalty_order.id'], name=op.f('fk_forfeiture_order_id_penalty_order')),
    sa.ForeignKeyConstraint(['visit_id'], ['inspection.id'], name=op.f('fk_forfeiture_visit_id_inspection')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_forfeiture')),
    sa.UniqueConstraint('order_id', 'due_on', name=op.f('uq_forfeiture_order_id_due_on'))
    )
    with op.batch_alter_table('forfeiture', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_forfeiture_municipality_code'), ['municipality_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_forfeiture_order_id'), ['order_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_forfeiture_state'), ['state'], unique=False)

    op.create_table('objection_stretch',
    sa.Column('objection_id', sa.Uuid(), nullable=False),
    sa.Column('cause', sa.String(length=60), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.Column('until_on', sa.Date(), nullable=True),
    sa.Column('days', sa.Integer(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_objection_stretch_municipality_code_municipality')),
    sa.ForeignKeyConstraint(['objection_id'], ['objection.id'], name=op.f('fk_objection_stretch_objection_id_objection')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_objection_stretch'))
    )
    with op.batch_alter_table('objection_stretch', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_objection_stretch_municipality_code'), ['municipality_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_objection_stretch_objection_id'), ['objection_id'], unique=False)

    op.create_table('stay',
    sa.Column('decision_id', sa.Uuid(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.Column('until_on', sa.Date(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.CheckConstraint('until_on is null or until_on >= from_on', name=op.f('ck_stay_period')),
    sa.ForeignKeyConstraint(['case_id'], ['court_case.id'], name=op.f('fk_stay_case_id_court_case')),
    sa.ForeignKeyConstraint(['decision_id'], ['decision.id'], name=op.f('fk_stay_decision_id_decision')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_stay_municipality_code_municipality')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stay'))
    )
    with op.batch_alter_table('stay', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_stay_decision_id'), ['decision_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_stay_municipality_code'), ['municipality_code'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('stay', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_stay_municipality_code'))
        batch_op.drop_index(batch_op.f('ix_stay_decision_id'))

    op.drop_table('stay')
    with op.batch_alter_table('objection_stretch', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_objection_stretch_objection_id'))
        batch_op.drop_index(batch_op.f('ix_objection_stretch_municipality_code'))

    op.drop_table('objection_stretch')
    with op.batch_alter_table('forfeiture', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_forfeiture_state'))
        batch_op.drop_index(batch_op.f('ix_forfeiture_order_id'))
        batch_op.drop_index(batch_op.f('ix_forfeiture_municipality_code'))

    op.drop_table('forfeiture')
    with op.batch_alter_table('court_case', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_court_case_state'))
        batch_op.drop_index(batch_op.f('ix_court_case_municipality_code'))
        batch_op.drop_index(batch_op.f('ix_court_case_establishment_id'))
        batch_op.drop_index(batch_op.f('ix_court_case_decision_id'))

    op.drop_table('court_case')
    with op.batch_alter_table('warning_follow_up', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_warning_follow_up_state'))
        batch_op.drop_index(batch_op.f('ix_warning_follow_up_municipality_code'))
        batch_op.drop_index(batch_op.f('ix_warning_follow_up_establishment_id'))

    op.drop_table('warning_follow_up')
    with op.batch_alter_table('policy_choice', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_policy_choice_municipality_code'))

    op.drop_table('policy_choice')
    with op.batch_alter_table('penalty_order', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_penalty_order_state'))
        batch_op.drop_index(batch_op.f('ix_penalty_order_municipality_code'))
        batch_op.drop_index(batch_op.f('ix_penalty_order_establishment_id'))

    op.drop_table('penalty_order')
    with op.batch_alter_table('particulars', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_particulars_municipality_code'))

    op.drop_table('particulars')
    with op.batch_alter_table('objection', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_objection_state'))
        batch_op.drop_index(batch_op.f('ix_objection_municipality_code'))
        batch_op.drop_index(batch_op.f('ix_objection_establishment_id'))
        batch_op.drop_index(batch_op.f('ix_objection_decision_id'))

    op.drop_table('objection')
    with op.batch_alter_table('closure', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_closure_state'))
        batch_op.drop_index(batch_op.f('ix_closure_municipality_code'))
        batch_op.drop_index(batch_op.f('ix_closure_establishment_id'))

    op.drop_table('closure')
    with op.batch_alter_table('policy_step', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_policy_step_violation_id'))
        batch_op.drop_index(batch_op.f('ix_policy_step_municipality_code'))

    op.drop_table('policy_step')
    with op.batch_alter_table('policy_violation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_policy_violation_policy_id'))
        batch_op.drop_index(batch_op.f('ix_policy_violation_municipality_code'))

    op.drop_table('policy_violation')
    with op.batch_alter_table('escalation_policy', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_escalation_policy_municipality_code'))

    op.drop_table('escalation_policy')
