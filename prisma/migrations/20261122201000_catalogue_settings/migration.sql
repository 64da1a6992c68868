-- How surely a limit is this province's own is chosen by staff from three words; what was read, and where, says the source.
UPDATE "deadline_rule" SET "confidence" = CASE
    WHEN "confidence" NOT LIKE 'read%' THEN 'proposed'
    WHEN "confidence" LIKE '%another%' THEN 'elsewhere'
    ELSE 'read'
END;

ALTER TABLE "deadline_rule"
    ADD CONSTRAINT "deadline_rule_confidence" CHECK ("confidence" IN ('read', 'elsewhere', 'proposed'));
