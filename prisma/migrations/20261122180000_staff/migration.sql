-- CreateTable
CREATE TABLE "staff_account" (
    "id" UUID NOT NULL,
    "login" VARCHAR(64) NOT NULL,
    "display_name" VARCHAR(64) NOT NULL,
    "contact_cipher" BYTEA,
    "contact_key_id" TEXT,
    "status" VARCHAR(8) NOT NULL DEFAULT 'invited',
    "password_hash" TEXT,
    "totp_cipher" BYTEA,
    "totp_key_id" TEXT,
    "totp_last_step" BIGINT,
    "oidc_issuer" TEXT,
    "oidc_subject" TEXT,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_role" (
    "account_id" UUID NOT NULL,
    "role" VARCHAR(16) NOT NULL,
    "jurisdiction_code" CHAR(6) NOT NULL,

    CONSTRAINT "staff_role_pkey" PRIMARY KEY ("account_id","role","jurisdiction_code")
);

-- CreateTable
CREATE TABLE "staff_session" (
    "id" UUID NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "account_id" UUID NOT NULL,
    "method" VARCHAR(8) NOT NULL,
    "device" VARCHAR(64) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "authenticated_at" TIMESTAMPTZ(3) NOT NULL,
    "absolute_end" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_sign_in" (
    "secret_hash" BYTEA NOT NULL,
    "account_id" UUID NOT NULL,
    "tries" SMALLINT NOT NULL DEFAULT 0,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_sign_in_pkey" PRIMARY KEY ("secret_hash")
);

-- CreateTable
CREATE TABLE "staff_invitation" (
    "id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "account_id" UUID NOT NULL,
    "totp_cipher" BYTEA NOT NULL,
    "totp_key_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_recovery_code" (
    "account_id" UUID NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_recovery_code_pkey" PRIMARY KEY ("account_id","code_hash")
);

-- CreateIndex
CREATE UNIQUE INDEX "staff_account_login_key" ON "staff_account"("login");

-- CreateIndex
CREATE UNIQUE INDEX "staff_account_oidc_issuer_oidc_subject_key" ON "staff_account"("oidc_issuer", "oidc_subject");

-- CreateIndex
CREATE UNIQUE INDEX "staff_session_secret_hash_key" ON "staff_session"("secret_hash");

-- CreateIndex
CREATE INDEX "staff_session_account_id_idx" ON "staff_session"("account_id");

-- CreateIndex
CREATE INDEX "staff_session_absolute_end_idx" ON "staff_session"("absolute_end");

-- CreateIndex
CREATE INDEX "staff_sign_in_account_id_idx" ON "staff_sign_in"("account_id");

-- CreateIndex
CREATE INDEX "staff_sign_in_expires_at_idx" ON "staff_sign_in"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "staff_invitation_token_hash_key" ON "staff_invitation"("token_hash");

-- CreateIndex
CREATE INDEX "staff_invitation_account_id_idx" ON "staff_invitation"("account_id");

-- AddForeignKey
ALTER TABLE "staff_role" ADD CONSTRAINT "staff_role_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "staff_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_session" ADD CONSTRAINT "staff_session_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "staff_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_sign_in" ADD CONSTRAINT "staff_sign_in_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "staff_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_invitation" ADD CONSTRAINT "staff_invitation_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "staff_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_recovery_code" ADD CONSTRAINT "staff_recovery_code_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "staff_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Below: what the schema language cannot say.

ALTER TABLE "staff_account" ADD CONSTRAINT "staff_account_status" CHECK (status IN ('invited', 'active', 'locked', 'closed'));
ALTER TABLE "staff_account" ADD CONSTRAINT "staff_account_login" CHECK (login ~ '^[a-z0-9][a-z0-9._-]{2,63}$');
ALTER TABLE "staff_account" ADD CONSTRAINT "staff_account_oidc" CHECK ((oidc_issuer IS NULL) = (oidc_subject IS NULL));
ALTER TABLE "staff_role" ADD CONSTRAINT "staff_role_name" CHECK (role IN ('operator', 'triage', 'supervisor', 'publisher', 'reviewer', 'organiser', 'system-admin', 'security-admin', 'audit-admin'));
ALTER TABLE "staff_role" ADD CONSTRAINT "staff_role_jurisdiction" CHECK (jurisdiction_code ~ '^[0-9]{6}$');
ALTER TABLE "staff_session" ADD CONSTRAINT "staff_session_method" CHECK (method IN ('password', 'oidc'));

-- One account never holds two of the three administrator powers: it has room for one administrator role, in one place
-- (the whole province is a place). An index cannot be got past by two transactions at once.
CREATE UNIQUE INDEX "staff_role_one_power" ON "staff_role" ("account_id") WHERE role LIKE '%-admin';
