"""what is masked or withheld in a bundle by choice, and the copies of a bundle whose seal was made to last"""

import sqlalchemy as sa
from alembic import op

import app.db

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "masking",
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("profile", sa.String(length=24), nullable=False),
        sa.Column("document", sa.String(length=80), nullable=False),
        sa.Column("less", sa.String(length=12), nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("letter", sa.String(length=12), server_default="", nullable=False),
        sa.Column("letter_sha256", sa.String(length=64), server_default="", nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("power", sa.String(length=40), nullable=True),
        sa.Column("closed_case_id", sa.Uuid(), nullable=True),
        sa.Column("chosen_at", app.db.Moment(timezone=True), nullable=False),
        sa.Column("chosen_by_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=12), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("less in ('withheld', 'facts', 'masked')", name=op.f("ck_masking_less")),
        sa.CheckConstraint("letter in ('', 'masked', 'withheld')", name=op.f("ck_masking_letter")),
        sa.ForeignKeyConstraint(
            ["chosen_by_id"], ["user_account.id"], name=op.f("fk_masking_chosen_by_id_user_account")
        ),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_masking_decision_id_decision")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipality.code"], name=op.f("fk_masking_municipality_code_municipality")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_masking")),
        sa.UniqueConstraint("decision_id", "profile", "document", name=op.f("uq_masking_decision_id_profile_document")),
    )
    op.create_index(op.f("ix_masking_municipality_code"), "masking", ["municipality_code"], unique=False)
    op.create_table(
        "bundle_copy",
        sa.Column("bundle_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("made_at", app.db.Moment(timezone=True), nullable=False),
        sa.Column("proven_until", app.db.Moment(timezone=True), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("municipality_code", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["bundle_id"], ["bundle.id"], name=op.f("fk_bundle_copy_bundle_id_bundle"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipality.code"], name=op.f("fk_bundle_copy_municipality_code_municipality")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bundle_copy")),
        sa.UniqueConstraint("municipality_code", "sha256", name=op.f("uq_bundle_copy_municipality_code_sha256")),
    )
    op.create_index(op.f("ix_bundle_copy_bundle_id"), "bundle_copy", ["bundle_id"], unique=False)
    op.create_index(op.f("ix_bundle_copy_municipality_code"), "bundle_copy", ["municipality_code"], unique=False)
    op.add_column("bundle", sa.Column("proof_due", sa.Boolean(), server_default=sa.false(), nullable=False))
    # The seals of before can be made to last as well: a bundle has its own id once, so its copy may take it.
    op.execute(
        "insert into bundle_copy (id, municipality_code, bundle_id, sha256, size, made_at) "
        "select id, municipality_code, id, file_sha256, size, made_at from bundle where state = 'made' and sealed"
    )


def downgrade() -> None:
    op.drop_column("bundle", "proof_due")
    op.drop_table("bundle_copy")
    op.drop_table("masking")
