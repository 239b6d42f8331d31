"""questions"""

import sqlalchemy as sa
from alembic import op

import app.db

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_TEXTS = ("advice_check", "relation_answer", "elsewhere_answer", "separable_answer", "third_parties_said",
          "refused_data", "false_statement")  # fmt: skip
_ANSWERS = ("covered", "relation_ended", "licensed_elsewhere", "separable")
_WORTH = ("relevance", "foreseeable")
_STATED = ("independent", "restricted_request", "disclosed")


def upgrade() -> None:
    with op.batch_alter_table("bylaw_article", schema=None) as batch_op:
        batch_op.add_column(sa.Column("organ", sa.String(length=24), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("max_months", sa.Integer(), nullable=True))
    with op.batch_alter_table("official_report", schema=None) as batch_op:
        batch_op.add_column(sa.Column("dismissal_code", sa.String(length=40), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("redacted", sa.String(length=8), nullable=False, server_default=""))
        for name in _WORTH:
            batch_op.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
        for name in _STATED:
            batch_op.add_column(sa.Column(name, sa.Boolean(), nullable=True))
    with op.batch_alter_table("decision_ground", schema=None) as batch_op:
        for name in ("own_check", "against"):
            batch_op.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("bibob_inquiry", schema=None) as batch_op:
        for name in _TEXTS:
            batch_op.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
        for name in _ANSWERS:
            batch_op.add_column(sa.Column(name, sa.Boolean(), nullable=True))
    op.create_table(
        "decision_photo",
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("finding_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("caption", sa.String(length=300), nullable=False),
        sa.Column("alt", sa.String(length=300), nullable=False),
        sa.Column("looked_at_by", sa.String(length=200), nullable=False),
        sa.Column("looked_at", app.db.Moment(timezone=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_decision_photo_decision_id_decision")
        ),
        sa.ForeignKeyConstraint(["finding_id"], ["finding.id"], name=op.f("fk_decision_photo_finding_id_finding")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipality.code"], name=op.f("fk_decision_photo_municipality_code_municipality")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_photo")),
        sa.UniqueConstraint("decision_id", "sha256", name=op.f("uq_decision_photo_decision_id_sha256")),
    )
    with op.batch_alter_table("decision_photo", schema=None) as batch_op:
        for column in ("decision_id", "municipality_code"):
            batch_op.create_index(batch_op.f(f"ix_decision_photo_{column}"), [column], unique=False)


def downgrade() -> None:
    op.drop_table("decision_photo")
    # Dropped in place: a table that is written anew could not be taken away while other rows refer to it.
    for name in (*_TEXTS, *_ANSWERS):
        op.drop_column("bibob_inquiry", name)
    for name in ("own_check", "against"):
        op.drop_column("decision_ground", name)
    for name in ("dismissal_code", "redacted", *_WORTH, *_STATED):
        op.drop_column("official_report", name)
    for name in ("organ", "max_months"):
        op.drop_column("bylaw_article", name)
