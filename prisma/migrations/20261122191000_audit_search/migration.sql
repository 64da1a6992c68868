-- DropIndex
DROP INDEX "audit_event_at_idx";

-- CreateIndex
CREATE INDEX "audit_event_at_id_idx" ON "audit_event"("at", "id");

-- CreateIndex
CREATE INDEX "audit_event_jurisdiction_code_at_id_idx" ON "audit_event"("jurisdiction_code", "at", "id");

-- CreateIndex
CREATE INDEX "audit_event_action_at_id_idx" ON "audit_event"("action", "at", "id");

-- CreateIndex
CREATE INDEX "audit_event_subject_id_at_id_idx" ON "audit_event"("subject_id", "at", "id");

-- Below: what the schema language cannot say.

-- Most rows are the public's, which has no name here; their index would be the largest and find nobody.
CREATE INDEX "audit_event_actor_id_at_id_idx" ON "audit_event" ("actor_id", "at", "id") WHERE actor_kind <> 'public';
CREATE INDEX "audit_event_refused_idx" ON "audit_event" ("at", "id") WHERE outcome = 'refused';
CREATE INDEX "audit_event_request_id_idx" ON "audit_event" ("request_id", "at", "id") WHERE request_id IS NOT NULL;
