-- CreateTable
CREATE TABLE "setting_change" (
    "jurisdiction_code" CHAR(6) NOT NULL,
    "id" UUID NOT NULL,
    "kind" VARCHAR(40) NOT NULL,
    "subject" VARCHAR(200) NOT NULL,
    "state" VARCHAR(10) NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "form" JSONB NOT NULL DEFAULT '{}',
    "errors" JSONB NOT NULL DEFAULT '[]',
    "undoes" UUID,
    "proposed_by" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_by" TEXT,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "setting_change_pkey" PRIMARY KEY ("jurisdiction_code","id"),
    CONSTRAINT "setting_change_state" CHECK ("state" IN ('refused', 'proposed', 'applied', 'undone', 'discarded'))
);

-- CreateIndex
CREATE UNIQUE INDEX "setting_change_id_key" ON "setting_change"("id");

-- CreateIndex
CREATE INDEX "setting_change_kind_id_idx" ON "setting_change"("kind", "id" DESC);

