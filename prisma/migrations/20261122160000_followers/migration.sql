-- AlterTable
ALTER TABLE "one_time_code" ADD COLUMN     "purpose" VARCHAR(7) NOT NULL DEFAULT 'sign-in';

-- AlterTable
ALTER TABLE "public_case" ADD COLUMN     "follower_count" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "case_follower" (
    "jurisdiction_code" CHAR(6) NOT NULL,
    "id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "person_hash" BYTEA,
    "contact_kind" VARCHAR(5),
    "contact_index" BYTEA,
    "contact_cipher" BYTEA,
    "contact_key_id" TEXT,
    "confirmed_at" TIMESTAMPTZ(3),
    "locale" TEXT NOT NULL,
    "told_events" UUID[] DEFAULT ARRAY[]::UUID[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "retention_class" TEXT NOT NULL,

    CONSTRAINT "case_follower_pkey" PRIMARY KEY ("jurisdiction_code","id")
);

-- CreateIndex
CREATE INDEX "case_follower_jurisdiction_code_contact_index_idx" ON "case_follower"("jurisdiction_code", "contact_index");

-- CreateIndex
CREATE UNIQUE INDEX "case_follower_jurisdiction_code_ticket_id_person_hash_key" ON "case_follower"("jurisdiction_code", "ticket_id", "person_hash");

-- CreateIndex
CREATE UNIQUE INDEX "case_follower_jurisdiction_code_ticket_id_contact_index_key" ON "case_follower"("jurisdiction_code", "ticket_id", "contact_index");

-- Below: what the schema language cannot say.

-- What was only typed is never kept as a contact: all of it is proven, or there is none.
ALTER TABLE "case_follower" ADD CONSTRAINT "case_follower_contact" CHECK (
  (contact_kind IS NULL AND contact_index IS NULL AND contact_cipher IS NULL AND contact_key_id IS NULL AND confirmed_at IS NULL)
  OR (contact_kind IN ('phone', 'email') AND contact_index IS NOT NULL AND contact_cipher IS NOT NULL
    AND contact_key_id IS NOT NULL AND confirmed_at IS NOT NULL));
ALTER TABLE "one_time_code" ADD CONSTRAINT "one_time_code_purpose" CHECK (purpose IN ('sign-in', 'follow'));
ALTER TABLE "public_case" ADD CONSTRAINT "public_case_followers" CHECK (follower_count >= 0);
