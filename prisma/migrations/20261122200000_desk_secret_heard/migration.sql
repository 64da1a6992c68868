-- AlterTable
ALTER TABLE "desk_secret" ADD COLUMN "last_heard_at" TIMESTAMPTZ(3);
