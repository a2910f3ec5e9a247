CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"school_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"email" text NOT NULL,
	"name" text,
	"number" text,
	"role" text NOT NULL,
	"cohort_id" uuid,
	"invited_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "invitations_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "invitations_end" CHECK ("invitations"."accepted_at" is null or "invitations"."revoked_at" is null)
);
--> statement-breakpoint
CREATE TABLE "join_codes" (
	"code" text PRIMARY KEY NOT NULL,
	"school_id" uuid NOT NULL,
	"cohort_id" uuid NOT NULL,
	"uses" integer DEFAULT 0 NOT NULL,
	"places" integer NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "join_codes_places" CHECK ("join_codes"."uses" between 0 and "join_codes"."places")
);
--> statement-breakpoint
CREATE TABLE "member_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"school_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"day" integer NOT NULL,
	"detail" jsonb NOT NULL,
	"actor_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "member_records" (
	"id" uuid PRIMARY KEY NOT NULL,
	"school_id" uuid NOT NULL,
	"account_id" uuid,
	"number" text,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"state" text DEFAULT 'current' NOT NULL,
	"joined_day" integer NOT NULL,
	"left_day" integer,
	"leave_from" integer,
	"leave_until" integer,
	CONSTRAINT "member_records_school" UNIQUE("school_id","id"),
	CONSTRAINT "member_records_account" UNIQUE("school_id","account_id"),
	CONSTRAINT "member_records_current" CHECK ("member_records"."state" <> 'current' or "member_records"."account_id" is not null),
	CONSTRAINT "member_records_left" CHECK (("member_records"."state" = 'current') = ("member_records"."left_day" is null)),
	CONSTRAINT "member_records_leave" CHECK ("member_records"."leave_until" >= "member_records"."leave_from")
);
--> statement-breakpoint
CREATE TABLE "staff_cohorts" (
	"school_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"cohort_id" uuid NOT NULL,
	CONSTRAINT "staff_cohorts_account_id_cohort_id_pk" PRIMARY KEY("account_id","cohort_id")
);
--> statement-breakpoint
ALTER TABLE "assignment_students" DROP CONSTRAINT "assignment_students_member";
--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "is_limited" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_cohort_id_cohorts_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohorts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "join_codes" ADD CONSTRAINT "join_codes_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "join_codes" ADD CONSTRAINT "join_codes_cohort" FOREIGN KEY ("school_id","cohort_id") REFERENCES "public"."cohorts"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_events" ADD CONSTRAINT "member_events_record" FOREIGN KEY ("school_id","record_id") REFERENCES "public"."member_records"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_records" ADD CONSTRAINT "member_records_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_records" ADD CONSTRAINT "member_records_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_cohorts" ADD CONSTRAINT "staff_cohorts_member" FOREIGN KEY ("school_id","account_id") REFERENCES "public"."members"("school_id","account_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_cohorts" ADD CONSTRAINT "staff_cohorts_cohort" FOREIGN KEY ("school_id","cohort_id") REFERENCES "public"."cohorts"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_open" ON "invitations" USING btree ("school_id","email") WHERE accepted_at is null and revoked_at is null;--> statement-breakpoint
CREATE INDEX "invitations_school" ON "invitations" USING btree ("school_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "join_codes_open" ON "join_codes" USING btree ("cohort_id") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "member_events_of_record" ON "member_events" USING btree ("record_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "member_records_number" ON "member_records" USING btree ("school_id","number") WHERE number is not null;--> statement-breakpoint
CREATE INDEX "member_records_of_account" ON "member_records" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "staff_cohorts_cohort" ON "staff_cohorts" USING btree ("cohort_id");--> statement-breakpoint
ALTER TABLE "assignment_students" ADD CONSTRAINT "assignment_students_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_limited" CHECK ("members"."role" = 'instructor' or not "members"."is_limited");--> statement-breakpoint
-- The log of memberships only grows, and whoever is a member has a record that outlives it.
CREATE TRIGGER member_events_append_only BEFORE UPDATE ON "member_events" FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();--> statement-breakpoint
CREATE FUNCTION study_day_of(moment timestamptz, account uuid) RETURNS integer LANGUAGE sql STABLE AS $$
	SELECT (moment AT TIME ZONE coalesce((SELECT time_zone FROM accounts WHERE id = account), 'UTC')
		- interval '4 hours')::date - date '1970-01-01'
$$;--> statement-breakpoint
CREATE FUNCTION keep_member_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'DELETE' THEN
		UPDATE member_records SET state = 'left',
			left_day = greatest(joined_day, study_day_of(now(), account_id))
		WHERE school_id = OLD.school_id AND account_id = OLD.account_id AND state = 'current';
		RETURN OLD;
	END IF;
	INSERT INTO member_records (id, school_id, account_id, name, email, role, joined_day)
	SELECT gen_random_uuid(), NEW.school_id, id, name, email, NEW.role,
		study_day_of(NEW.joined_at, id)
	FROM accounts WHERE id = NEW.account_id
	ON CONFLICT (school_id, account_id) DO UPDATE
	SET role = excluded.role, state = 'current', left_day = NULL;
	RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER members_recorded AFTER INSERT OR UPDATE OR DELETE ON "members" FOR EACH ROW EXECUTE FUNCTION keep_member_record();--> statement-breakpoint
-- Before the account goes, so that its records end while it can still be told whose they were.
CREATE FUNCTION end_memberships() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	DELETE FROM members WHERE account_id = OLD.id;
	RETURN OLD;
END $$;--> statement-breakpoint
CREATE TRIGGER accounts_end_memberships BEFORE DELETE ON "accounts" FOR EACH ROW EXECUTE FUNCTION end_memberships();--> statement-breakpoint
UPDATE members SET role = role;
