"""tablets"""

import sqlalchemy as sa
from alembic import op

import app.db

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('danger_contact',
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('minors', sa.Boolean(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_danger_contact_municipality_code_municipality')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_danger_contact'))
    )
    with op.batch_alter_table('danger_contact', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_danger_contact_municipality_code'), ['municipality_code'], unique=False)

    op.create_table('device',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('client', sa.Integer(), nullable=False),
    sa.Column('token_sha256', sa.String(length=64), nullable=True),
    sa.Column('expires_at', app.db.Moment(timezone=True), nullable=True),
    sa.Column('registered_at', app.db.Moment(timezone=True), nullable=False),
    sa.Column('last_seen_at', app.db.Moment(timezone=True), nullable=False),
    sa.Column('persisted', sa.Boolean(), nullable=False),
    sa.Column('waiting', sa.Integer(), nullable=False),
    sa.Column('oldest_waiting_at', app.db.Moment(timezone=True), nullable=True),
    sa.Column('open_visits', sa.JSON(), nullable=False),
    sa.Column('lost_at', app.db.Moment(timezone=True), nullable=True),
    sa.Column('revoked_at', app.db.Moment(timezone=True), nullable=True),
    sa.Column('revoked_by', sa.String(length=200), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_device_municipality_code_municipality')),
    sa.ForeignKeyConstraint(['person_id'], ['user_account.id'], name=op.f('fk_device_person_id_user_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_device')),
    sa.UniqueConstraint('token_sha256', name=op.f('uq_device_token_sha256'))
    )
    with op.batch_alter_table('device', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_device_municipality_code'), ['municipality_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_device_person_id'), ['person_id'], unique=False)

    op.create_table('attachment',
    sa.Column('visit_id', sa.Uuid(), nullable=False),
    sa.Column('device_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('item_code', sa.String(length=12), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('file_sha256', sa.String(length=64), nullable=False),
    sa.Column('captured_at', app.db.Moment(timezone=True), nullable=False),
    sa.Column('zone', sa.String(length=60), nullable=False),
    sa.Column('offset_ms', sa.BigInteger(), nullable=False),
    sa.Column('taken_at', app.db.Moment(timezone=True), nullable=False),
    sa.Column('received_at', app.db.Moment(timezone=True), nullable=False),
    sa.Column('used_at', app.db.Moment(timezone=True), nullable=True),
    sa.Column('latitude', sa.Double(), nullable=True),
    sa.Column('longitude', sa.Double(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.ForeignKeyConstraint(['device_id'], ['device.id'], name=op.f('fk_attachment_device_id_device')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_attachment_municipality_code_municipality')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attachment'))
    )
    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attachment_municipality_code'), ['municipality_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_attachment_visit_id'), ['visit_id'], unique=False)

    op.create_table('sync_receipt',
    sa.Column('device_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('object_id', sa.Uuid(), nullable=False),
    sa.Column('key_sha256', sa.String(length=64), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('body', sa.LargeBinary(), nullable=False),
    sa.Column('received_at', app.db.Moment(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.ForeignKeyConstraint(['device_id'], ['device.id'], name=op.f('fk_sync_receipt_device_id_device')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_sync_receipt_municipality_code_municipality')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sync_receipt')),
    sa.UniqueConstraint('device_id', 'key_sha256', name=op.f('uq_sync_receipt_device_id_key_sha256'))
    )
    with op.batch_alter_table('sync_receipt', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sync_receipt_municipality_code'), ['municipality_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_sync_receipt_received_at'), ['received_at'], unique=False)

    op.create_table('work_package',
    sa.Column('device_id', sa.Uuid(), nullable=False),
    sa.Column('made_at', app.db.Moment(timezone=True), nullable=False),
    sa.Column('versions', sa.JSON(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.ForeignKeyConstraint(['device_id'], ['device.id'], name=op.f('fk_work_package_device_id_device')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_work_package_municipality_code_municipality')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_work_package'))
    )
    with op.batch_alter_table('work_package', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_work_package_device_id'), ['device_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_work_package_made_at'), ['made_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_work_package_municipality_code'), ['municipality_code'], unique=False)

    op.create_table('clash',
    sa.Column('inspection_id', sa.Uuid(), nullable=False),
    sa.Column('device_id', sa.Uuid(), nullable=False),
    sa.Column('operation_id', sa.Uuid(), nullable=False),
    sa.Column('request_sha256', sa.String(length=64), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('base', sa.JSON(), nullable=False),
    sa.Column('ours', sa.JSON(), nullable=False),
    sa.Column('theirs', sa.JSON(), nullable=False),
    sa.Column('sent', sa.JSON(), nullable=False),
    sa.Column('fields', sa.JSON(), nullable=False),
    sa.Column('raised_at', app.db.Moment(timezone=True), nullable=False),
    sa.Column('changed_by', sa.String(length=200), nullable=False),
    sa.Column('decided_at', app.db.Moment(timezone=True), nullable=True),
    sa.Column('decided_by', sa.String(length=200), nullable=False),
    sa.Column('decided_on_device', sa.Boolean(), nullable=False),
    sa.Column('chosen', sa.JSON(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.ForeignKeyConstraint(['device_id'], ['device.id'], name=op.f('fk_clash_device_id_device')),
    sa.ForeignKeyConstraint(['inspection_id'], ['inspection.id'], name=op.f('fk_clash_inspection_id_inspection')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_clash_municipality_code_municipality')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_clash'))
    )
    with op.batch_alter_table('clash', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_clash_inspection_id'), ['inspection_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_clash_municipality_code'), ['municipality_code'], unique=False)

    op.create_table('handed_visit',
    sa.Column('inspection_id', sa.Uuid(), nullable=False),
    sa.Column('device_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('sheet', sa.JSON(), nullable=False),
    sa.Column('handed_at', app.db.Moment(timezone=True), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.ForeignKeyConstraint(['device_id'], ['device.id'], name=op.f('fk_handed_visit_device_id_device')),
    sa.ForeignKeyConstraint(['inspection_id'], ['inspection.id'], name=op.f('fk_handed_visit_inspection_id_inspection')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_handed_visit_municipality_code_municipality')),
    sa.PrimaryKeyConstraint('inspection_id', 'device_id', 'version', name=op.f('pk_handed_visit'))
    )
    with op.batch_alter_table('handed_visit', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_handed_visit_handed_at'), ['handed_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_handed_visit_municipality_code'), ['municipality_code'], unique=False)

    op.create_table('sync_operation',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('device_id', sa.Uuid(), nullable=False),
    sa.Column('inspection_id', sa.Uuid(), nullable=False),
    sa.Column('request_sha256', sa.String(length=64), nullable=False),
    sa.Column('status', sa.Integer(), nullable=False),
    sa.Column('answer', sa.JSON(), nullable=False),
    sa.Column('sheet', sa.JSON(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('received_at', app.db.Moment(timezone=True), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.ForeignKeyConstraint(['device_id'], ['device.id'], name=op.f('fk_sync_operation_device_id_device')),
    sa.ForeignKeyConstraint(['inspection_id'], ['inspection.id'], name=op.f('fk_sync_operation_inspection_id_inspection')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_sync_operation_municipality_code_municipality')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sync_operation'))
    )
    with op.batch_alter_table('sync_operation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sync_operation_municipality_code'), ['municipality_code'], unique=False)
        batch_op.create_index('ix_sync_operation_of', ['inspection_id', 'device_id', 'version'], unique=False)
        batch_op.create_index(batch_op.f('ix_sync_operation_received_at'), ['received_at'], unique=False)

    op.create_table('red_flag',
    sa.Column('visit_id', sa.Uuid(), nullable=False),
    sa.Column('device_id', sa.Uuid(), nullable=False),
    sa.Column('item_code', sa.String(length=12), nullable=False),
    sa.Column('basis', sa.String(length=12), nullable=False),
    sa.Column('remark', sa.Text(), nullable=False),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.Column('severity', sa.Integer(), nullable=True),
    sa.Column('severity_reason', sa.String(length=300), nullable=False),
    sa.Column('place', sa.String(length=200), nullable=False),
    sa.Column('captured_at', app.db.Moment(timezone=True), nullable=False),
    sa.Column('zone', sa.String(length=60), nullable=False),
    sa.Column('offset_ms', sa.BigInteger(), nullable=False),
    sa.Column('seen_at', app.db.Moment(timezone=True), nullable=False),
    sa.Column('received_at', app.db.Moment(timezone=True), nullable=False),
    sa.Column('seen_by', sa.String(length=200), nullable=False),
    sa.Column('content_sha256', sa.String(length=64), nullable=False),
    sa.Column('finding_id', sa.Uuid(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('municipality_code', sa.String(length=12), nullable=False),
    sa.CheckConstraint('severity is null or severity between 1 and 4', name=op.f('ck_red_flag_severity')),
    sa.ForeignKeyConstraint(['finding_id'], ['finding.id'], name=op.f('fk_red_flag_finding_id_finding')),
    sa.ForeignKeyConstraint(['municipality_code'], ['municipality.code'], name=op.f('fk_red_flag_municipality_code_municipality')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_red_flag'))
    )
    with op.batch_alter_table('red_flag', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_red_flag_municipality_code'), ['municipality_code'], unique=False)
        batch_op.create_index(batch_op.f('ix_red_flag_visit_id'), ['visit_id'], unique=False)

    with op.batch_alter_table('addendum', schema=None) as batch_op:
        batch_op.add_column(sa.Column('late_key', sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column('file_sha256', sa.String(length=64), nullable=True))
        batch_op.create_unique_constraint(batch_op.f('uq_addendum_inspection_id_late_key'), ['inspection_id', 'late_key'])

    with op.batch_alter_table('photo', schema=None) as batch_op:
        batch_op.add_column(sa.Column('latitude', sa.Double(), nullable=True))
        batch_op.add_column(sa.Column('longitude', sa.Double(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('photo', schema=None) as batch_op:
        batch_op.drop_column('longitude')
        batch_op.drop_column('latitude')

    with op.batch_alter_table('addendum', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_addendum_inspection_id_late_key'), type_='unique')
        batch_op.drop_column('file_sha256')
        batch_op.drop_column('late_key')

    with op.batch_alter_table('red_flag', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_red_flag_visit_id'))
        batch_op.drop_index(batch_op.f('ix_red_flag_municipality_code'))

    op.drop_table('red_flag')
    with op.batch_alter_table('sync_operation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sync_operation_received_at'))
        batch_op.drop_index('ix_sync_operation_of')
        batch_op.drop_index(batch_op.f('ix_sync_operation_municipality_code'))

    op.drop_table('sync_operation')
    with op.batch_alter_table('handed_visit', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_handed_visit_municipality_code'))
        batch_op.drop_index(batch_op.f('ix_handed_visit_handed_at'))

    op.drop_table('handed_visit')
    with op.batch_alter_table('clash', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_clash_municipality_code'))
        batch_op.drop_index(batch_op.f('ix_clash_inspection_id'))

    op.drop_table('clash')
    with op.batch_alter_table('work_package', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_work_package_municipality_code'))
        batch_op.drop_index(batch_op.f('ix_work_package_made_at'))
        batch_op.drop_index(batch_op.f('ix_work_package_device_id'))

    op.drop_table('work_package')
    with op.batch_alter_table('sync_receipt', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sync_receipt_received_at'))
        batch_op.drop_index(batch_op.f('ix_sync_receipt_municipality_code'))

    op.drop_table('sync_receipt')
    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_attachment_visit_id'))
        batch_op.drop_index(batch_op.f('ix_attachment_municipality_code'))

    op.drop_table('attachment')
    with op.batch_alter_table('device', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_device_person_id'))
        batch_op.drop_index(batch_op.f('ix_device_municipality_code'))

    op.drop_table('device')
    with op.batch_alter_table('danger_contact', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_danger_contact_municipality_code'))

    op.drop_table('danger_contact')
