-- Lets a statement that writes cards refuse itself where the account's plan has changed since it was
-- read, and keeps it from changing until the transaction ends. It is volatile, so it sees what was
-- committed while it waited, which the statement around it does not.
CREATE FUNCTION hold_schedule(account uuid, target float8, exam integer) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
	PERFORM FROM accounts WHERE id = account FOR KEY SHARE;
	IF NOT EXISTS (
		SELECT FROM schedules WHERE account_id = account
			AND target_recall IS NOT DISTINCT FROM target AND exam_day IS NOT DISTINCT FROM exam
	) THEN
		RAISE EXCEPTION 'planned anew meanwhile' USING ERRCODE = 'serialization_failure';
	END IF;
	RETURN true;
END $$;
