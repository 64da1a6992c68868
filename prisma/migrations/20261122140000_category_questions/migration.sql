-- CreateTable
CREATE TABLE "category_question" (
    "category_pattern" VARCHAR(6) NOT NULL,
    "key" VARCHAR(40) NOT NULL,
    "datatype" TEXT NOT NULL,
    "label_zh" TEXT NOT NULL,
    "label_en" TEXT NOT NULL,
    "hint_zh" TEXT,
    "hint_en" TEXT,
    "required" BOOLEAN NOT NULL DEFAULT false,
    "position" SMALLINT NOT NULL,
    "options" JSONB NOT NULL DEFAULT '[]',
    "active" BOOLEAN NOT NULL DEFAULT true,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "category_question_pkey" PRIMARY KEY ("category_pattern","key"),
    -- Every report reads these rows: one that is not well formed must not get in.
    CONSTRAINT "category_question_pattern" CHECK ("category_pattern" ~ '^([0-9A-Z]{5}|[0-9A-Z]{0,4}\*)$'),
    CONSTRAINT "category_question_key" CHECK ("key" ~ '^[a-z][a-z0-9_]*$'),
    CONSTRAINT "category_question_datatype" CHECK ("datatype" IN ('text', 'number', 'singlevaluelist', 'multivaluelist', 'datetime')),
    CONSTRAINT "category_question_hint" CHECK (("hint_zh" IS NULL) = ("hint_en" IS NULL)),
    CONSTRAINT "category_question_options" CHECK (
        jsonb_typeof("options") = 'array'
        AND ("datatype" NOT LIKE '%list' OR jsonb_array_length("options") > 0)
        AND NOT jsonb_path_exists("options", '$[*] ? (
            !exists(@.key ? (@ like_regex "^[a-z0-9_]{1,40}$"))
            || !exists(@.zh ? (@.type() == "string"))
            || !exists(@.en ? (@.type() == "string")))')
    )
);
