-- CreateTable
CREATE TABLE "component" (
    "jurisdiction_code" CHAR(6) NOT NULL,
    "code" VARCHAR(32) NOT NULL,
    "category_code" VARCHAR(5) NOT NULL,
    "division_code" VARCHAR(6) NOT NULL,
    "street_code" VARCHAR(9),
    "name" TEXT,
    "address" TEXT,
    "lng" DOUBLE PRECISION,
    "lat" DOUBLE PRECISION,
    "source" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "component_pkey" PRIMARY KEY ("jurisdiction_code","code")
);

-- CreateIndex: whoever reads a number off a lamp post does not know whose list it stands in, so a code is one thing whatever the city.
CREATE UNIQUE INDEX "component_code" ON "component"("code");

-- Below: what the schema language cannot say.

-- "Near here" looks for things around a position.
CREATE INDEX "component_near" ON "component"("lat", "lng") WHERE lat IS NOT NULL;

ALTER TABLE "component" ADD CONSTRAINT "component_code_form" CHECK (code ~ '^[0-9A-Z-]+$');
ALTER TABLE "component" ADD CONSTRAINT "component_position" CHECK ((lng IS NULL) = (lat IS NULL));
