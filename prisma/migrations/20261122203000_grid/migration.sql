-- AlterTable
ALTER TABLE "ticket" ADD COLUMN "area_class" CHAR(1) NOT NULL DEFAULT 'B';

-- CreateTable
CREATE TABLE "grid" (
    "jurisdiction_code" CHAR(6) NOT NULL,
    "code" VARCHAR(15) NOT NULL,
    "division_code" VARCHAR(6) NOT NULL,
    "street_code" VARCHAR(9),
    "name" TEXT NOT NULL,
    "area_class" CHAR(1) NOT NULL,
    "shape" JSONB,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "grid_pkey" PRIMARY KEY ("jurisdiction_code","code"),
    CONSTRAINT "grid_area_class" CHECK ("area_class" IN ('A', 'B', 'C'))
);

-- CreateTable
CREATE TABLE "grid_part" (
    "jurisdiction_code" CHAR(6) NOT NULL,
    "code" VARCHAR(15) NOT NULL,
    "part" SMALLINT NOT NULL,
    "hole" BOOLEAN NOT NULL,
    "outline" polygon NOT NULL,

    CONSTRAINT "grid_part_pkey" PRIMARY KEY ("jurisdiction_code","code","part")
);

-- CreateIndex
CREATE INDEX "grid_jurisdiction_code_division_code_idx" ON "grid"("jurisdiction_code", "division_code");

-- CreateIndex
CREATE INDEX "grid_part_outline" ON "grid_part" USING GIST ("outline");

-- AddForeignKey
ALTER TABLE "grid_part" ADD CONSTRAINT "grid_part_jurisdiction_code_code_fkey" FOREIGN KEY ("jurisdiction_code", "code") REFERENCES "grid"("jurisdiction_code", "code") ON DELETE CASCADE ON UPDATE CASCADE;
