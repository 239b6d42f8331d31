"""compartments"""

import sqlalchemy as sa
from alembic import op

from app.db import Moment

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("stored_file") as table:
        table.add_column(sa.Column("power", sa.String(length=40), nullable=True))
    op.create_table('erasure',
    sa.Column('compartment', sa.String(length=12), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('what', sa.String(length=8), nullable=False),
    sa.Column('rule', sa.String(length=60), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('proposed_at', Moment(timezone=True), nullable=False),
    sa.Column('decided_at', Moment(timezone=True), nullable=True),
    sa.Column('decided_by_id', sa.Uuid(), nullable=True),
    sa.Column('because', sa.String(length=2000), nullable=False),
    sa.Column('keep_until', sa.Date(), nullable=True),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("(state = 'kept') = (keep_until is not null)", name=op.f('ck_erasure_kept')),
    sa.CheckConstraint("(state = 'proposed') = (decided_by_id is null)", name=op.f('ck_erasure_decided')),
    sa.ForeignKeyConstraint(['decided_by_id'], ['user_account.id'], name=op.f('fk_erasure_decided_by_id_user_account')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_erasure_municipality_code_municipality')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_erasure'))
    )
    with op.batch_alter_table('erasure', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_erasure_case_id'), ['case_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_erasure_municipality_code'), ['municipality_code'], unique=False)

    op.create_table('integrity_scope',
    sa.Column('sector_id', sa.Uuid(), nullable=False),
    sa.Column('activity', sa.String(length=200), nullable=False),
    sa.Column('ordinance', sa.String(length=200), nullable=False),
    sa.Column('ordinance_on', sa.Date(), nullable=False),
    sa.Column('risk_analysis', sa.String(length=200), nullable=False),
    sa.Column('protocol_on', sa.Date(), nullable=False),
    sa.Column('zone', sa.String(length=200), nullable=False),
    sa.Column('whole_territory', sa.Boolean(), nullable=False),
    sa.Column('ariec_on', sa.Date(), nullable=True),
    sa.Column('permit_kind', sa.String(length=120), nullable=False),
    sa.Column('permit_rule', sa.String(length=200), nullable=False),
    sa.Column('permit_article', sa.String(length=120), nullable=False),
    sa.Column('finish_by', sa.Date(), nullable=True),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('valid_until is null or valid_until >= valid_from', name=op.f('ck_integrity_scope_period')),
    sa.CheckConstraint('whole_territory or ariec_on is not null', name=op.f('ck_integrity_scope_ariec')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_integrity_scope_municipality_code_municipality')),
    sa.ForeignKeyConstraint(['sector_id'], ['sector.id'], name=op.f('fk_integrity_scope_sector_id_sector')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_integrity_scope'))
    )
    with op.batch_alter_table('integrity_scope', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_integrity_scope_municipality_code'), ['municipality_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_integrity_scope_sector_id'), ['sector_id'], unique=False)

    op.create_table('bibob_inquiry',
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('establishment_id', sa.Uuid(), nullable=False),
    sa.Column('application_id', sa.Uuid(), nullable=True),
    sa.Column('permit_id', sa.Uuid(), nullable=True),
    sa.Column('subject_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('saved_at', Moment(timezone=True), nullable=False),
    sa.Column('opened_on', sa.Date(), nullable=False),
    sa.Column('opened_because', sa.Text(), nullable=False),
    sa.Column('form_sent_on', sa.Date(), nullable=True),
    sa.Column('form_due_on', sa.Date(), nullable=True),
    sa.Column('form_received_on', sa.Date(), nullable=True),
    sa.Column('advice_asked_on', sa.Date(), nullable=True),
    sa.Column('advice_questions', sa.Text(), nullable=False),
    sa.Column('advice_extra_weeks', sa.Integer(), nullable=False),
    sa.Column('advice_received_on', sa.Date(), nullable=True),
    sa.Column('advice_reference', sa.String(length=80), nullable=False),
    sa.Column('notice_sent_on', sa.Date(), nullable=True),
    sa.Column('reused_id', sa.Uuid(), nullable=True),
    sa.Column('danger', sa.String(length=8), nullable=True),
    sa.Column('profit', sa.Boolean(), nullable=False),
    sa.Column('offences', sa.Boolean(), nullable=False),
    sa.Column('danger_on', sa.Date(), nullable=True),
    sa.Column('danger_reasons', sa.Text(), nullable=False),
    sa.Column('relation', sa.Text(), nullable=False),
    sa.Column('relation_checked_on', sa.Date(), nullable=True),
    sa.Column('conditions_considered', sa.Text(), nullable=False),
    sa.Column('elsewhere', sa.Text(), nullable=False),
    sa.Column('bureau_told_on', sa.Date(), nullable=True),
    sa.Column('withdrawal_told_on', sa.Date(), nullable=True),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.Column('stopped_because', sa.Text(), nullable=False),
    sa.Column('hold_because', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("(state = 'closed') = (closed_on is not null)", name=op.f('ck_bibob_inquiry_closed')),
    sa.CheckConstraint('(application_id is null) <> (permit_id is null)', name=op.f('ck_bibob_inquiry_about_one')),
    sa.CheckConstraint('advice_extra_weeks between 0 and 4', name=op.f('ck_bibob_inquiry_extra_weeks')),
    sa.CheckConstraint('danger is null or danger_on is not null', name=op.f('ck_bibob_inquiry_danger_on')),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_bibob_inquiry_application_id_application')),
    sa.ForeignKeyConstraint(['establishment_id'], ['establishment.id'], name=op.f('fk_bibob_inquiry_establishment_id_establishment')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_bibob_inquiry_municipality_code_municipality')),
    sa.ForeignKeyConstraint(['permit_id'], ['permit.id'], name=op.f('fk_bibob_inquiry_permit_id_permit')),
    sa.ForeignKeyConstraint(['reused_id'], ['bibob_inquiry.id'], name=op.f('fk_bibob_inquiry_reused_id_bibob_inquiry')),
    sa.ForeignKeyConstraint(['subject_id'], ['party.id'], name=op.f('fk_bibob_inquiry_subject_id_party')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bibob_inquiry')),
    sa.UniqueConstraint('municipality_code', 'number', name=op.f('uq_bibob_inquiry_municipality_code_number'))
    )
    with op.batch_alter_table('bibob_inquiry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_bibob_inquiry_application_id'), ['application_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_bibob_inquiry_establishment_id'), ['establishment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_bibob_inquiry_municipality_code'), ['municipality_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_bibob_inquiry_permit_id'), ['permit_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_bibob_inquiry_state'), ['state'], unique=False)

    op.create_table('integrity_investigation',
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('establishment_id', sa.Uuid(), nullable=False),
    sa.Column('application_id', sa.Uuid(), nullable=True),
    sa.Column('permit_id', sa.Uuid(), nullable=True),
    sa.Column('scope_id', sa.Uuid(), nullable=False),
    sa.Column('subject_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('saved_at', Moment(timezone=True), nullable=False),
    sa.Column('voluntary', sa.Boolean(), nullable=False),
    sa.Column('opened_on', sa.Date(), nullable=False),
    sa.Column('opened_because', sa.Text(), nullable=False),
    sa.Column('persons', sa.Text(), nullable=False),
    sa.Column('persons_extended_on', sa.Date(), nullable=True),
    sa.Column('persons_extended', sa.Text(), nullable=False),
    sa.Column('extended_on', sa.Date(), nullable=True),
    sa.Column('extended_because', sa.Text(), nullable=False),
    sa.Column('register_on', sa.Date(), nullable=True),
    sa.Column('register_hit', sa.Boolean(), nullable=True),
    sa.Column('sources', sa.Text(), nullable=False),
    sa.Column('diob_asked_on', sa.Date(), nullable=True),
    sa.Column('diob_why', sa.Text(), nullable=False),
    sa.Column('diob_receipt_on', sa.Date(), nullable=True),
    sa.Column('diob_incomplete_on', sa.Date(), nullable=True),
    sa.Column('diob_completed_on', sa.Date(), nullable=True),
    sa.Column('diob_admissible_on', sa.Date(), nullable=True),
    sa.Column('diob_advice_on', sa.Date(), nullable=True),
    sa.Column('diob_received_on', sa.Date(), nullable=True),
    sa.Column('diob_number', sa.String(length=80), nullable=False),
    sa.Column('diob_outcome', sa.Text(), nullable=False),
    sa.Column('considered', sa.String(length=60), nullable=False),
    sa.Column('invited_on', sa.Date(), nullable=True),
    sa.Column('hearing_at', Moment(timezone=True), nullable=True),
    sa.Column('hearing_place', sa.String(length=200), nullable=False),
    sa.Column('hearing_outcome', sa.String(length=12), nullable=False),
    sa.Column('hearing_on', sa.Date(), nullable=True),
    sa.Column('hearing_summary', sa.Text(), nullable=False),
    sa.Column('hearing_reply', sa.Text(), nullable=False),
    sa.Column('proposed_on', sa.Date(), nullable=True),
    sa.Column('measure', sa.String(length=60), nullable=False),
    sa.Column('grounds', sa.JSON(), nullable=False),
    sa.Column('reasoning', sa.Text(), nullable=False),
    sa.Column('seriousness', sa.Text(), nullable=False),
    sa.Column('sector_link', sa.Text(), nullable=False),
    sa.Column('benefit', sa.Text(), nullable=False),
    sa.Column('alternatives', sa.Text(), nullable=False),
    sa.Column('balanced', sa.Text(), nullable=False),
    sa.Column('follows_diob', sa.Text(), nullable=False),
    sa.Column('deviates', sa.Boolean(), nullable=False),
    sa.Column('consequence', sa.Text(), nullable=False),
    sa.Column('conditions', sa.Text(), nullable=False),
    sa.Column('duration_from', sa.Date(), nullable=True),
    sa.Column('duration_until', sa.Date(), nullable=True),
    sa.Column('duration_reason', sa.Text(), nullable=False),
    sa.Column('college_on', sa.Date(), nullable=True),
    sa.Column('college_number', sa.String(length=40), nullable=False),
    sa.Column('notified_on', sa.Date(), nullable=True),
    sa.Column('udn_on', sa.Date(), nullable=True),
    sa.Column('udn_ended_on', sa.Date(), nullable=True),
    sa.Column('executed_on', sa.Date(), nullable=True),
    sa.Column('authorities_told_on', sa.Date(), nullable=True),
    sa.Column('ended_because', sa.Text(), nullable=False),
    sa.Column('closed_on', sa.Date(), nullable=True),
    sa.Column('remedies_done_on', sa.Date(), nullable=True),
    sa.Column('data_erased_on', sa.Date(), nullable=True),
    sa.Column('hold_because', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("(state = 'closed') = (closed_on is not null)", name=op.f('ck_integrity_investigation_closed')),
    sa.CheckConstraint("measure = '' or diob_received_on is not null", name=op.f('ck_integrity_investigation_advice_first')),
    sa.CheckConstraint('duration_until is null or duration_until >= duration_from', name=op.f('ck_integrity_investigation_duration')),
    sa.CheckConstraint('executed_on is null or notified_on is not null', name=op.f('ck_integrity_investigation_notified_first')),
    sa.ForeignKeyConstraint(['application_id'], ['application.id'], name=op.f('fk_integrity_investigation_application_id_application')),
    sa.ForeignKeyConstraint(['establishment_id'], ['establishment.id'], name=op.f('fk_integrity_investigation_establishment_id_establishment')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_integrity_investigation_municipality_code_municipality')),
    sa.ForeignKeyConstraint(['permit_id'], ['permit.id'], name=op.f('fk_integrity_investigation_permit_id_permit')),
    sa.ForeignKeyConstraint(['scope_id'], ['integrity_scope.id'], name=op.f('fk_integrity_investigation_scope_id_integrity_scope')),
    sa.ForeignKeyConstraint(['subject_id'], ['party.id'], name=op.f('fk_integrity_investigation_subject_id_party')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_integrity_investigation')),
    sa.UniqueConstraint('municipality_code', 'number', name=op.f('uq_integrity_investigation_municipality_code_number'))
    )
    with op.batch_alter_table('integrity_investigation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_integrity_investigation_application_id'), ['application_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_integrity_investigation_establishment_id'), ['establishment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_integrity_investigation_municipality_code'), ['municipality_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_integrity_investigation_permit_id'), ['permit_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_integrity_investigation_scope_id'), ['scope_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_integrity_investigation_state'), ['state'], unique=False)

    op.create_table('bibob_condition',
    sa.Column('inquiry_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('purpose', sa.Text(), nullable=False),
    sa.Column('proportion', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.ForeignKeyConstraint(['inquiry_id'], ['bibob_inquiry.id'], name=op.f('fk_bibob_condition_inquiry_id_bibob_inquiry')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_bibob_condition_municipality_code_municipality')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bibob_condition'))
    )
    with op.batch_alter_table('bibob_condition', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_bibob_condition_inquiry_id'), ['inquiry_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_bibob_condition_municipality_code'), ['municipality_code'], unique=False)

    op.create_table('bibob_data_request',
    sa.Column('inquiry_id', sa.Uuid(), nullable=False),
    sa.Column('asked_on', sa.Date(), nullable=False),
    sa.Column('received_on', sa.Date(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.ForeignKeyConstraint(['inquiry_id'], ['bibob_inquiry.id'], name=op.f('fk_bibob_data_request_inquiry_id_bibob_inquiry')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_bibob_data_request_municipality_code_municipality')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bibob_data_request'))
    )
    with op.batch_alter_table('bibob_data_request', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_bibob_data_request_inquiry_id'), ['inquiry_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_bibob_data_request_municipality_code'), ['municipality_code'], unique=False)

    op.create_table('bibob_fact',
    sa.Column('inquiry_id', sa.Uuid(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('happened_on', sa.Date(), nullable=False),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('status', sa.String(length=24), nullable=False),
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.CheckConstraint("status <> 'cleared'", name=op.f('ck_bibob_fact_not_cleared')),
    sa.ForeignKeyConstraint(['inquiry_id'], ['bibob_inquiry.id'], name=op.f('fk_bibob_fact_inquiry_id_bibob_inquiry')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_bibob_fact_municipality_code_municipality')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bibob_fact'))
    )
    with op.batch_alter_table('bibob_fact', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_bibob_fact_inquiry_id'), ['inquiry_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_bibob_fact_municipality_code'), ['municipality_code'], unique=False)

    op.create_table('bibob_person',
    sa.Column('inquiry_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(length=12), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('label', sa.String(length=40), nullable=False),
    sa.Column('street', sa.String(length=200), nullable=False),
    sa.Column('place', sa.String(length=120), nullable=False),
    sa.Column('own_part', sa.Text(), nullable=False),
    sa.Column('invited_on', sa.Date(), nullable=True),
    sa.Column('until_on', sa.Date(), nullable=True),
    sa.Column('outcome', sa.String(length=8), nullable=False),
    sa.Column('answered_on', sa.Date(), nullable=True),
    sa.Column('summary', sa.Text(), nullable=False),
    sa.Column('reply', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.CheckConstraint("outcome = '' or invited_on is not null", name=op.f('ck_bibob_person_invited')),
    sa.ForeignKeyConstraint(['inquiry_id'], ['bibob_inquiry.id'], name=op.f('fk_bibob_person_inquiry_id_bibob_inquiry')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_bibob_person_municipality_code_municipality')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bibob_person'))
    )
    with op.batch_alter_table('bibob_person', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_bibob_person_inquiry_id'), ['inquiry_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_bibob_person_municipality_code'), ['municipality_code'], unique=False)

    op.create_table('integrity_document',
    sa.Column('investigation_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('dated_on', sa.Date(), nullable=False),
    sa.Column('file_sha256', sa.String(length=64), nullable=False),
    sa.Column('letter_kind', sa.String(length=40), nullable=False),
    sa.Column('added_at', Moment(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.ForeignKeyConstraint(['investigation_id'], ['integrity_investigation.id'], name=op.f('fk_integrity_document_investigation_id_integrity_investigation')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_integrity_document_municipality_code_municipality')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_integrity_document'))
    )
    with op.batch_alter_table('integrity_document', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_integrity_document_investigation_id'), ['investigation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_integrity_document_municipality_code'), ['municipality_code'], unique=False)

    op.create_table('integrity_fact',
    sa.Column('investigation_id', sa.Uuid(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('happened_on', sa.Date(), nullable=False),
    sa.Column('status', sa.String(length=12), nullable=False),
    sa.Column('listed', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.ForeignKeyConstraint(['investigation_id'], ['integrity_investigation.id'], name=op.f('fk_integrity_fact_investigation_id_integrity_investigation')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_integrity_fact_municipality_code_municipality')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_integrity_fact'))
    )
    with op.batch_alter_table('integrity_fact', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_integrity_fact_investigation_id'), ['investigation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_integrity_fact_municipality_code'), ['municipality_code'], unique=False)

    op.create_table('bibob_document',
    sa.Column('inquiry_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('dated_on', sa.Date(), nullable=False),
    sa.Column('file_sha256', sa.String(length=64), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('letter_kind', sa.String(length=40), nullable=False),
    sa.Column('recipient', sa.String(length=12), nullable=True),
    sa.Column('added_at', Moment(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.ForeignKeyConstraint(['inquiry_id'], ['bibob_inquiry.id'], name=op.f('fk_bibob_document_inquiry_id_bibob_inquiry')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_bibob_document_municipality_code_municipality')),
    sa.ForeignKeyConstraint(['person_id'], ['bibob_person.id'], name=op.f('fk_bibob_document_person_id_bibob_person')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_bibob_document'))
    )
    with op.batch_alter_table('bibob_document', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_bibob_document_inquiry_id'), ['inquiry_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_bibob_document_municipality_code'), ['municipality_code'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('bibob_document', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_bibob_document_municipality_code'))
        batch_op.drop_index(batch_op.f('ix_bibob_document_inquiry_id'))

    op.drop_table('bibob_document')
    with op.batch_alter_table('integrity_fact', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_integrity_fact_municipality_code'))
        batch_op.drop_index(batch_op.f('ix_integrity_fact_investigation_id'))

    op.drop_table('integrity_fact')
    with op.batch_alter_table('integrity_document', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_integrity_document_municipality_code'))
        batch_op.drop_index(batch_op.f('ix_integrity_document_investigation_id'))

    op.drop_table('integrity_document')
    with op.batch_alter_table('bibob_person', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_bibob_person_municipality_code'))
        batch_op.drop_index(batch_op.f('ix_bibob_person_inquiry_id'))

    op.drop_table('bibob_person')
    with op.batch_alter_table('bibob_fact', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_bibob_fact_municipality_code'))
        batch_op.drop_index(batch_op.f('ix_bibob_fact_inquiry_id'))

    op.drop_table('bibob_fact')
    with op.batch_alter_table('bibob_data_request', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_bibob_data_request_municipality_code'))
        batch_op.drop_index(batch_op.f('ix_bibob_data_request_inquiry_id'))

    op.drop_table('bibob_data_request')
    with op.batch_alter_table('bibob_condition', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_bibob_condition_municipality_code'))
        batch_op.drop_index(batch_op.f('ix_bibob_condition_inquiry_id'))

    op.drop_table('bibob_condition')
    with op.batch_alter_table('integrity_investigation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_integrity_investigation_state'))
        batch_op.drop_index(batch_op.f('ix_integrity_investigation_scope_id'))
        batch_op.drop_index(batch_op.f('ix_integrity_investigation_permit_id'))
        batch_op.drop_index(batch_op.f('ix_integrity_investigation_municipality_code'))
        batch_op.drop_index(batch_op.f('ix_integrity_investigation_establishment_id'))
        batch_op.drop_index(batch_op.f('ix_integrity_investigation_application_id'))

    op.drop_table('integrity_investigation')
    with op.batch_alter_table('bibob_inquiry', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_bibob_inquiry_state'))
        batch_op.drop_index(batch_op.f('ix_bibob_inquiry_permit_id'))
        batch_op.drop_index(batch_op.f('ix_bibob_inquiry_municipality_code'))
        batch_op.drop_index(batch_op.f('ix_bibob_inquiry_establishment_id'))
        batch_op.drop_index(batch_op.f('ix_bibob_inquiry_application_id'))

    op.drop_table('bibob_inquiry')
    with op.batch_alter_table('integrity_scope', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_integrity_scope_sector_id'))
        batch_op.drop_index(batch_op.f('ix_integrity_scope_municipality_code'))

    op.drop_table('integrity_scope')
    with op.batch_alter_table('erasure', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_erasure_municipality_code'))
        batch_op.drop_index(batch_op.f('ix_erasure_case_id'))

    op.drop_table('erasure')
    with op.batch_alter_table("stored_file") as table:
        table.drop_column("power")
