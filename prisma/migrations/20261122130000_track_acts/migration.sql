-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "event_id" UUID;

-- AlterTable
ALTER TABLE "ticket_attachment" ADD COLUMN     "event_id" UUID;

-- CreateTable
CREATE TABLE "track_form" (
    "id" CHAR(32) NOT NULL,
    "cipher" BYTEA NOT NULL,
    "key_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "track_form_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "one_time_code" (
    "id" UUID NOT NULL,
    "contact_kind" VARCHAR(5) NOT NULL,
    "contact_index" BYTEA NOT NULL,
    "content_cipher" BYTEA NOT NULL,
    "content_key_id" TEXT NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "locale" TEXT NOT NULL,
    "tries" SMALLINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "one_time_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "citizen_session" (
    "id_hash" BYTEA NOT NULL,
    "contact_kind" VARCHAR(5) NOT NULL,
    "contact_index" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "citizen_session_pkey" PRIMARY KEY ("id_hash")
);

-- CreateIndex
CREATE INDEX "track_form_expires_at_idx" ON "track_form"("expires_at");

-- CreateIndex
CREATE INDEX "one_time_code_expires_at_idx" ON "one_time_code"("expires_at");

-- CreateIndex
CREATE INDEX "citizen_session_contact_index_idx" ON "citizen_session"("contact_index");

-- CreateIndex
CREATE INDEX "citizen_session_last_seen_at_idx" ON "citizen_session"("last_seen_at");

-- Below: what the schema language cannot say.

ALTER TABLE "one_time_code" ADD CONSTRAINT "one_time_code_contact_kind" CHECK (contact_kind IN ('phone', 'email'));
ALTER TABLE "citizen_session" ADD CONSTRAINT "citizen_session_contact_kind" CHECK (contact_kind IN ('phone', 'email'));
