-- AlterTable
ALTER TABLE "ticket" ADD COLUMN     "purged_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "worker_heartbeat" ADD COLUMN     "key_ids" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "retention_class" (
    "code" VARCHAR(20) NOT NULL,
    "covers_zh" TEXT NOT NULL,
    "covers_en" TEXT NOT NULL,
    "after_zh" TEXT NOT NULL,
    "after_en" TEXT NOT NULL,
    "purges_zh" TEXT NOT NULL,
    "purges_en" TEXT NOT NULL,
    "days" INTEGER NOT NULL,
    "min_days" INTEGER NOT NULL,
    "max_days" INTEGER NOT NULL,
    "basis" TEXT NOT NULL,
    "confidence" VARCHAR(7) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "retention_class_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "purge_report" (
    "run_id" UUID NOT NULL,
    "class_code" VARCHAR(20) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "days" INTEGER NOT NULL,
    "purged" INTEGER NOT NULL,
    "oldest_left" TIMESTAMPTZ(3),
    "overdue_left" INTEGER NOT NULL,
    "held_left" INTEGER NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "error" TEXT,

    CONSTRAINT "purge_report_pkey" PRIMARY KEY ("run_id","class_code")
);

-- CreateTable
CREATE TABLE "ticket_hold" (
    "jurisdiction_code" CHAR(6) NOT NULL,
    "ticket_id" UUID NOT NULL,
    "reason" VARCHAR(200) NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "placed_by" TEXT NOT NULL,

    CONSTRAINT "ticket_hold_pkey" PRIMARY KEY ("jurisdiction_code","ticket_id")
);

-- CreateTable
CREATE TABLE "erasure_wish" (
    "jurisdiction_code" CHAR(6) NOT NULL,
    "ticket_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "erasure_wish_pkey" PRIMARY KEY ("jurisdiction_code","ticket_id")
);

-- CreateIndex
CREATE INDEX "purge_report_at_idx" ON "purge_report"("at" DESC);

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key" USING BRIN ("created_at");

-- Below: what the schema language cannot say.

ALTER TABLE "retention_class" ADD CONSTRAINT "retention_class_days" CHECK (min_days >= 0 AND days BETWEEN min_days AND max_days);
ALTER TABLE "retention_class" ADD CONSTRAINT "retention_class_confidence" CHECK (confidence IN ('read', 'assumed'));
