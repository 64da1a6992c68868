-- CreateTable
CREATE TABLE "message_template" (
    "template_id" VARCHAR(40) NOT NULL,
    "locale" VARCHAR(10) NOT NULL,
    "sms" TEXT,
    "subject" TEXT,
    "mail" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_template_pkey" PRIMARY KEY ("template_id","locale")
);

-- Below: what the schema language cannot say.

ALTER TABLE "message_template" ADD CONSTRAINT "message_template_whole"
  CHECK (num_nulls("sms", "subject", "mail") IN (0, 3));
