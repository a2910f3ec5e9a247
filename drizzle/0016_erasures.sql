-- What is written about a student stands in the record and goes with it; the audit says that it was written.
DROP TRIGGER audit_append_only ON "audit";--> statement-breakpoint
UPDATE audit SET reason = ''
WHERE action IN ('note.grade', 'report.resolve', 'assignment.extend') AND reason <> '';--> statement-breakpoint
-- Why somebody was given more time is nowhere else: it stays for as long as the account does.
UPDATE audit SET reason = ''
WHERE action = 'quiz.allow' AND reason <> ''
	AND NOT EXISTS (SELECT FROM accounts WHERE accounts.id::text = subject->>'account');--> statement-breakpoint
UPDATE audit SET subject = subject - 'invited' || jsonb_build_object('count', jsonb_array_length(subject->'invited'))
WHERE action = 'invitation.send' AND subject ? 'invited';--> statement-breakpoint
DELETE FROM invitations WHERE accepted_at IS NOT NULL OR revoked_at IS NOT NULL;--> statement-breakpoint
-- Rows are added only; where a part of a record is removed, the reason in the audit may be emptied.
CREATE TRIGGER audit_append_only BEFORE UPDATE ON "audit" FOR EACH ROW WHEN (
	coalesce(current_setting('palpate.disposal', true), '') <> 'on' OR NEW.reason <> ''
	OR (NEW.id, NEW.school_id, NEW.actor_id, NEW.action, NEW.subject, NEW.at)
		IS DISTINCT FROM (OLD.id, OLD.school_id, OLD.actor_id, OLD.action, OLD.subject, OLD.at)
) EXECUTE FUNCTION refuse_update();
