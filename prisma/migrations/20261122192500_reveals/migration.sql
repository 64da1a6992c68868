-- CreateTable
CREATE TABLE "reporter_reveal" (
    "jurisdiction_code" CHAR(6) NOT NULL,
    "id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "reason" VARCHAR(20) NOT NULL,
    "text" VARCHAR(200) NOT NULL,

    CONSTRAINT "reporter_reveal_pkey" PRIMARY KEY ("jurisdiction_code","id")
);

-- CreateIndex
CREATE INDEX "reporter_reveal_jurisdiction_code_ticket_id_idx" ON "reporter_reveal"("jurisdiction_code", "ticket_id");

-- CreateIndex
CREATE INDEX "reporter_reveal_account_id_at_idx" ON "reporter_reveal"("account_id", "at");
