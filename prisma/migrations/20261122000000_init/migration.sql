-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "division" (
    "code" VARCHAR(12) NOT NULL,
    "parent_code" VARCHAR(12),
    "level" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "official" BOOLEAN NOT NULL DEFAULT true,
    "alt_code" TEXT,
    "selectable" BOOLEAN NOT NULL DEFAULT true,
    "centre_lng" DOUBLE PRECISION,
    "centre_lat" DOUBLE PRECISION,
    "note" TEXT,

    CONSTRAINT "division_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "scope" VARCHAR(40) NOT NULL,
    "key" VARCHAR(255) NOT NULL,
    "request_hash" BYTEA NOT NULL,
    "jurisdiction_code" CHAR(6) NOT NULL,
    "ticket_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("scope","key")
);

-- CreateTable
CREATE TABLE "web_draft" (
    "id" CHAR(32) NOT NULL,
    "cipher" BYTEA NOT NULL,
    "key_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "web_draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "upload" (
    "id" CHAR(32) NOT NULL,
    "storage_key" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "sha256" BYTEA NOT NULL,
    "address_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message" (
    "jurisdiction_code" CHAR(6) NOT NULL,
    "id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "template_id" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "content_cipher" BYTEA NOT NULL,
    "content_key_id" TEXT NOT NULL,
    "address_index" BYTEA NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "receipt_rank" SMALLINT NOT NULL DEFAULT 0,
    "reason" TEXT,
    "provider" TEXT,
    "provider_id" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_pkey" PRIMARY KEY ("jurisdiction_code","id")
);

-- CreateTable
CREATE TABLE "opt_out" (
    "channel" VARCHAR(10) NOT NULL,
    "address_index" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "source" TEXT NOT NULL,

    CONSTRAINT "opt_out_pkey" PRIMARY KEY ("channel","address_index")
);

-- CreateTable
CREATE TABLE "provider_event" (
    "provider" VARCHAR(20) NOT NULL,
    "event_id" VARCHAR(120) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reply" TEXT,

    CONSTRAINT "provider_event_pkey" PRIMARY KEY ("provider","event_id")
);

-- CreateTable
CREATE TABLE "reporter" (
    "jurisdiction_code" CHAR(6) NOT NULL,
    "ticket_id" UUID NOT NULL,
    "contact_cipher" BYTEA NOT NULL,
    "contact_key_id" TEXT NOT NULL,
    "phone_index" BYTEA,
    "email_index" BYTEA,
    "retention_class" TEXT NOT NULL,

    CONSTRAINT "reporter_pkey" PRIMARY KEY ("jurisdiction_code","ticket_id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "jurisdiction_code" CHAR(6) NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "outcome" TEXT NOT NULL DEFAULT 'done',
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "request_id" TEXT,
    "data" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("jurisdiction_code","id")
);

-- CreateTable
CREATE TABLE "audit_seal" (
    "jurisdiction_code" CHAR(6) NOT NULL,
    "position" BIGINT NOT NULL,
    "audit_id" UUID NOT NULL,
    "hash" BYTEA NOT NULL,
    "sealed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_seal_pkey" PRIMARY KEY ("jurisdiction_code","position")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "source" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "worker_heartbeat" (
    "worker_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_heartbeat_pkey" PRIMARY KEY ("worker_id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "desk" (
    "code" TEXT NOT NULL,
    "jurisdiction_code" CHAR(6) NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "protocol" TEXT NOT NULL,
    "base_url" TEXT NOT NULL,
    "digits_only" BOOLEAN NOT NULL DEFAULT false,
    "category_map" JSONB NOT NULL DEFAULT '{}',
    "max_in_flight" INTEGER NOT NULL DEFAULT 8,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "paused" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "desk_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "desk_secret" (
    "desk_code" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "secret_cipher" BYTEA NOT NULL,
    "secret_key_id" TEXT NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_until" TIMESTAMPTZ(3),

    CONSTRAINT "desk_secret_pkey" PRIMARY KEY ("desk_code","key_id","valid_from")
);

-- CreateTable
CREATE TABLE "routing_rule" (
    "id" TEXT NOT NULL,
    "jurisdiction_code" CHAR(6) NOT NULL,
    "priority" INTEGER NOT NULL,
    "category_pattern" TEXT NOT NULL,
    "division_pattern" TEXT NOT NULL,
    "urgency" TEXT,
    "request_type" TEXT,
    "desk_code" TEXT NOT NULL,

    CONSTRAINT "routing_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "jurisdiction_code" CHAR(6) NOT NULL,
    "id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "desk_code" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "claimed_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "request_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("jurisdiction_code","id")
);

-- CreateTable
CREATE TABLE "work_order" (
    "jurisdiction_code" CHAR(6) NOT NULL,
    "desk_code" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "ticket_id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "work_order_pkey" PRIMARY KEY ("jurisdiction_code","desk_code","external_id","ticket_id")
);

-- CreateTable
CREATE TABLE "desk_event" (
    "jurisdiction_code" CHAR(6) NOT NULL,
    "desk_code" TEXT NOT NULL,
    "event_id" VARCHAR(100) NOT NULL,
    "body_hash" BYTEA NOT NULL,
    "outcome" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "desk_event_pkey" PRIMARY KEY ("jurisdiction_code","desk_code","event_id")
);

-- CreateTable
CREATE TABLE "desk_health" (
    "desk_code" TEXT NOT NULL,
    "consecutive_failures" INTEGER NOT NULL DEFAULT 0,
    "open_until" TIMESTAMPTZ(3),
    "last_success_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "reconciled_until" TIMESTAMPTZ(3),

    CONSTRAINT "desk_health_pkey" PRIMARY KEY ("desk_code")
);

-- CreateTable
CREATE TABLE "category" (
    "code" VARCHAR(5) NOT NULL,
    "kind" TEXT NOT NULL,
    "major_code" TEXT NOT NULL,
    "major_zh" TEXT NOT NULL,
    "major_en" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "name_en" TEXT NOT NULL,
    "matter_code" TEXT,
    "matter_zh" TEXT,
    "keywords_zh" TEXT[],
    "standard" TEXT NOT NULL,
    "legacy" JSONB NOT NULL DEFAULT '[]',
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "category_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "deadline_rule" (
    "id" TEXT NOT NULL,
    "category_pattern" TEXT NOT NULL,
    "area_class" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "amount" DECIMAL(8,2) NOT NULL,
    "unit" TEXT NOT NULL,
    "open_condition" TEXT,
    "close_condition" TEXT,
    "source" TEXT NOT NULL,
    "confidence" TEXT NOT NULL,

    CONSTRAINT "deadline_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "calendar_day" (
    "date" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "calendar_day_pkey" PRIMARY KEY ("date")
);

-- CreateTable
CREATE TABLE "calendar_year" (
    "year" INTEGER NOT NULL,
    "provisional" BOOLEAN NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "calendar_year_pkey" PRIMARY KEY ("year")
);

-- CreateTable
CREATE TABLE "ticket" (
    "jurisdiction_code" CHAR(6) NOT NULL,
    "id" UUID NOT NULL,
    "tracking_number" CHAR(12) NOT NULL,
    "query_code_cipher" BYTEA NOT NULL,
    "query_code_key_id" TEXT NOT NULL,
    "query_code_hash" BYTEA NOT NULL,
    "status" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "channel" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "request_type" TEXT NOT NULL,
    "urgency" TEXT NOT NULL,
    "emergency" TEXT[],
    "category_code" VARCHAR(5),
    "category_source" TEXT NOT NULL,
    "division_code" VARCHAR(6) NOT NULL,
    "street_code" VARCHAR(9),
    "grid_id" VARCHAR(15),
    "address" TEXT,
    "lng" DOUBLE PRECISION,
    "lat" DOUBLE PRECISION,
    "asset_code" TEXT,
    "occurred_at" TIMESTAMPTZ(3),
    "description" TEXT NOT NULL,
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "keep_secret" BOOLEAN NOT NULL,
    "anonymous" BOOLEAN NOT NULL,
    "desk_code" TEXT,
    "unit" TEXT,
    "routing_reason" TEXT NOT NULL,
    "deadline_rule_id" TEXT,
    "due_at" TIMESTAMPTZ(3),
    "due_provisional" BOOLEAN NOT NULL DEFAULT false,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "last_desk_event_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "upstream_number" TEXT,
    "repeat_of" CHAR(12),
    "retention_class" TEXT NOT NULL,

    CONSTRAINT "ticket_pkey" PRIMARY KEY ("jurisdiction_code","id")
);

-- CreateTable
CREATE TABLE "ticket_event" (
    "jurisdiction_code" CHAR(6) NOT NULL,
    "ticket_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "type" TEXT NOT NULL,
    "status" TEXT,
    "desk_code" TEXT,
    "unit" TEXT,
    "text" TEXT,
    "reason_code" TEXT,
    "due_at" TIMESTAMPTZ(3),
    "is_public" BOOLEAN NOT NULL,
    "attachments" JSONB,

    CONSTRAINT "ticket_event_pkey" PRIMARY KEY ("jurisdiction_code","ticket_id","id")
);

-- CreateTable
CREATE TABLE "ticket_attachment" (
    "jurisdiction_code" CHAR(6) NOT NULL,
    "ticket_id" UUID NOT NULL,
    "position" SMALLINT NOT NULL,
    "upload_id" CHAR(32) NOT NULL,

    CONSTRAINT "ticket_attachment_pkey" PRIMARY KEY ("jurisdiction_code","ticket_id","position")
);

-- CreateTable
CREATE TABLE "ticket_number_block" (
    "jurisdiction_code" CHAR(6) NOT NULL,
    "next" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "ticket_number_block_pkey" PRIMARY KEY ("jurisdiction_code")
);

-- CreateIndex
CREATE INDEX "division_parent_code_idx" ON "division"("parent_code");

-- CreateIndex
CREATE INDEX "web_draft_expires_at_idx" ON "web_draft"("expires_at");

-- CreateIndex
CREATE INDEX "upload_expires_at_idx" ON "upload"("expires_at");

-- CreateIndex
CREATE INDEX "upload_address_hash_created_at_idx" ON "upload"("address_hash", "created_at");

-- CreateIndex
CREATE INDEX "message_jurisdiction_code_ticket_id_idx" ON "message"("jurisdiction_code", "ticket_id");

-- CreateIndex
CREATE INDEX "message_address_index_created_at_idx" ON "message"("address_index", "created_at");

-- CreateIndex
CREATE INDEX "message_provider_provider_id_idx" ON "message"("provider", "provider_id");

-- CreateIndex
CREATE INDEX "reporter_jurisdiction_code_phone_index_idx" ON "reporter"("jurisdiction_code", "phone_index");

-- CreateIndex
CREATE INDEX "reporter_jurisdiction_code_email_index_idx" ON "reporter"("jurisdiction_code", "email_index");

-- CreateIndex
CREATE INDEX "audit_event_at_idx" ON "audit_event"("at");

-- CreateIndex
CREATE UNIQUE INDEX "audit_seal_jurisdiction_code_audit_id_key" ON "audit_seal"("jurisdiction_code", "audit_id");

-- CreateIndex
CREATE INDEX "desk_jurisdiction_code_idx" ON "desk"("jurisdiction_code");

-- CreateIndex
CREATE INDEX "routing_rule_jurisdiction_code_priority_idx" ON "routing_rule"("jurisdiction_code", "priority");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_jurisdiction_code_ticket_id_desk_code_sequence_key" ON "delivery"("jurisdiction_code", "ticket_id", "desk_code", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "work_order_jurisdiction_code_ticket_id_desk_code_key" ON "work_order"("jurisdiction_code", "ticket_id", "desk_code");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_jurisdiction_code_tracking_number_key" ON "ticket"("jurisdiction_code", "tracking_number");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_attachment_upload_id_key" ON "ticket_attachment"("upload_id");

-- AddForeignKey
ALTER TABLE "desk_secret" ADD CONSTRAINT "desk_secret_desk_code_fkey" FOREIGN KEY ("desk_code") REFERENCES "desk"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_event" ADD CONSTRAINT "ticket_event_jurisdiction_code_ticket_id_fkey" FOREIGN KEY ("jurisdiction_code", "ticket_id") REFERENCES "ticket"("jurisdiction_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_attachment" ADD CONSTRAINT "ticket_attachment_jurisdiction_code_ticket_id_fkey" FOREIGN KEY ("jurisdiction_code", "ticket_id") REFERENCES "ticket"("jurisdiction_code", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_attachment" ADD CONSTRAINT "ticket_attachment_upload_id_fkey" FOREIGN KEY ("upload_id") REFERENCES "upload"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Below: what the schema language cannot say.

-- Due deliveries of a desk, oldest first; what is sent, in flight or settled leaves the index.
CREATE INDEX "delivery_due" ON "delivery"("jurisdiction_code", "desk_code", "next_attempt_at", "id") WHERE state = 'pending';
-- What a desk has in flight, and claims whose worker died.
CREATE INDEX "delivery_in_flight" ON "delivery"("jurisdiction_code", "desk_code", "claimed_at") WHERE state = 'sending';
-- What needs a person.
CREATE INDEX "delivery_dead" ON "delivery"("created_at") WHERE state = 'dead';
-- Due dates that wait for a year's arrangement of holidays; none for most of the year.
CREATE INDEX "ticket_due_provisional" ON "ticket"("jurisdiction_code", "id") WHERE due_provisional;
-- State and time change with every attempt: room on the page keeps the table from growing with them.
ALTER TABLE "delivery" SET (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);

ALTER TABLE "delivery" ADD CONSTRAINT "delivery_state" CHECK (state IN ('pending', 'sending', 'sent', 'refused', 'dead', 'cancelled'));
ALTER TABLE "message" ADD CONSTRAINT "message_state" CHECK (state IN ('queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'unknown', 'suppressed'));
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_position" CHECK ((lng IS NULL) = (lat IS NULL));
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_number" CHECK (tracking_number ~ '^[0-9]{12}$');

-- Counters may be lost in a crash; without WAL they cost no disk flush per request.
ALTER TABLE "rate_limit" SET UNLOGGED;

-- Messages that are not settled; settled ones leave the index.
CREATE INDEX "message_open" ON "message"("state", "updated_at") WHERE state IN ('queued', 'sending', 'unknown');
