-- How many published cases there are in the province and in each prefecture, counted by a job: counting them for every
-- reader costs more than everything else of the list.
CREATE TABLE "case_summary" (
    "jurisdiction_code" CHAR(6) NOT NULL,
    "count" INTEGER NOT NULL,
    "facets" JSONB NOT NULL,
    "hidden" TEXT[],
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_summary_pkey" PRIMARY KEY ("jurisdiction_code")
);
