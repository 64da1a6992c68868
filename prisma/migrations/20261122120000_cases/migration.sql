-- CreateTable
CREATE TABLE "public_case" (
    "jurisdiction_code" CHAR(6) NOT NULL,
    "ticket_id" UUID NOT NULL,
    "case_id" VARCHAR(14) NOT NULL,
    "category_code" VARCHAR(5) NOT NULL,
    "major_code" TEXT NOT NULL,
    "division_code" VARCHAR(6) NOT NULL,
    "street_code" VARCHAR(9),
    "desk_code" TEXT,
    "status" TEXT NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "due_provisional" BOOLEAN NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "lng" DOUBLE PRECISION,
    "lat" DOUBLE PRECISION,
    "asset_code" TEXT,
    "description" TEXT,
    "result" TEXT,
    "search_text" TEXT NOT NULL,
    "tokens" tsvector NOT NULL,

    CONSTRAINT "public_case_pkey" PRIMARY KEY ("jurisdiction_code","ticket_id")
);

-- CreateTable
CREATE TABLE "case_text" (
    "jurisdiction_code" CHAR(6) NOT NULL,
    "ticket_id" UUID NOT NULL,
    "part" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "released_at" TIMESTAMPTZ(3) NOT NULL,
    "released_by" TEXT NOT NULL,

    CONSTRAINT "case_text_pkey" PRIMARY KEY ("jurisdiction_code","ticket_id","part")
);

-- CreateTable
CREATE TABLE "case_flag" (
    "jurisdiction_code" CHAR(6) NOT NULL,
    "id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "address_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_flag_pkey" PRIMARY KEY ("jurisdiction_code","id")
);

-- CreateIndex
CREATE INDEX "public_case_submitted_at_case_id_idx" ON "public_case"("submitted_at" DESC, "case_id" DESC);

-- CreateIndex
CREATE INDEX "public_case_jurisdiction_code_submitted_at_case_id_idx" ON "public_case"("jurisdiction_code", "submitted_at" DESC, "case_id" DESC);

-- CreateIndex
CREATE INDEX "public_case_division_code_submitted_at_case_id_idx" ON "public_case"("division_code", "submitted_at" DESC, "case_id" DESC);

-- CreateIndex
CREATE INDEX "public_case_major_code_submitted_at_case_id_idx" ON "public_case"("major_code", "submitted_at" DESC, "case_id" DESC);

-- CreateIndex
CREATE INDEX "public_case_category_code_submitted_at_case_id_idx" ON "public_case"("category_code", "submitted_at" DESC, "case_id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "public_case_jurisdiction_code_case_id_key" ON "public_case"("jurisdiction_code", "case_id");

-- CreateIndex
CREATE UNIQUE INDEX "case_flag_jurisdiction_code_ticket_id_reason_address_hash_key" ON "case_flag"("jurisdiction_code", "ticket_id", "reason", "address_hash");

-- Below: what the schema language cannot say.

-- Search: every character pair, character and Latin word of search_text.
CREATE INDEX "public_case_tokens" ON "public_case" USING gin ("tokens");
-- A change of state touches no indexed column, so with room on the page it writes no index entry (HOT).
ALTER TABLE "public_case" SET (fillfactor = 85);
-- Open cases past their date, and closed ones that were late: few among many.
CREATE INDEX "public_case_due" ON "public_case"("due_at") WHERE closed_at IS NULL;
CREATE INDEX "public_case_late" ON "public_case"("submitted_at") WHERE closed_at > due_at;
-- "Near here" looks among open cases of one category, or at one asset.
CREATE INDEX "public_case_near" ON "public_case"("category_code", "lat", "lng") WHERE closed_at IS NULL;
CREATE INDEX "public_case_asset" ON "public_case"("asset_code") WHERE closed_at IS NULL AND asset_code IS NOT NULL;

ALTER TABLE "public_case" ADD CONSTRAINT "public_case_id" CHECK (case_id ~ '^[0-9]{2}[2-9b-z]{12}$');
ALTER TABLE "public_case" ADD CONSTRAINT "public_case_position" CHECK ((lng IS NULL) = (lat IS NULL));
ALTER TABLE "case_text" ADD CONSTRAINT "case_text_part" CHECK (part IN ('description', 'result'));
