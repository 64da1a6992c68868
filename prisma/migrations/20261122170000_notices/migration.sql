-- CreateTable
CREATE TABLE "notice" (
    "jurisdiction_code" CHAR(6) NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "title_zh" TEXT NOT NULL,
    "title_en" TEXT,
    "body_zh" TEXT NOT NULL,
    "body_en" TEXT,
    "division_codes" TEXT[],
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3),
    "pinned" BOOLEAN NOT NULL DEFAULT false,
    "published" BOOLEAN NOT NULL DEFAULT false,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("jurisdiction_code","id")
);

-- CreateTable
CREATE TABLE "week_count" (
    "jurisdiction_code" CHAR(6) NOT NULL,
    "last_day" DATE NOT NULL,
    "figures" JSONB NOT NULL,
    "hidden" TEXT[],
    "counted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "week_count_pkey" PRIMARY KEY ("jurisdiction_code")
);

-- CreateIndex
CREATE INDEX "notice_id_idx" ON "notice"("id");

-- CreateIndex
CREATE INDEX "notice_starts_at_idx" ON "notice"("starts_at" DESC);

-- Below: what the schema language cannot say.

ALTER TABLE "notice" ADD CONSTRAINT "notice_kind" CHECK (kind IN ('service', 'works', 'weather', 'heating', 'supply'));
ALTER TABLE "notice" ADD CONSTRAINT "notice_times" CHECK (ends_at > starts_at);
ALTER TABLE "notice" ALTER COLUMN "division_codes" SET NOT NULL;
-- The week's numbers and the cases solved last read by the time of closing (docs/decisions/0058).
CREATE INDEX "public_case_closed" ON "public_case"("closed_at") WHERE closed_at IS NOT NULL;
