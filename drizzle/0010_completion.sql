CREATE TABLE "assignment_cohorts" (
	"school_id" uuid NOT NULL,
	"assignment_id" uuid NOT NULL,
	"cohort_id" uuid NOT NULL,
	CONSTRAINT "assignment_cohorts_assignment_id_cohort_id_pk" PRIMARY KEY("assignment_id","cohort_id")
);
--> statement-breakpoint
CREATE TABLE "assignment_extensions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"school_id" uuid NOT NULL,
	"assignment_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"due_day" integer NOT NULL,
	"actor_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "assignment_goals" (
	"school_id" uuid NOT NULL,
	"assignment_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"recall" double precision NOT NULL,
	"reached_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "assignment_goals_assignment_id_account_id_pk" PRIMARY KEY("assignment_id","account_id"),
	CONSTRAINT "assignment_goals_recall" CHECK ("assignment_goals"."recall" between 0 and 1)
);
--> statement-breakpoint
CREATE TABLE "calendar_feeds" (
	"hash" text PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"school_id" uuid,
	"cohort_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "calendar_feeds_one" UNIQUE NULLS NOT DISTINCT("account_id","cohort_id"),
	CONSTRAINT "calendar_feeds_cohort_of" CHECK (("calendar_feeds"."school_id" is null) = ("calendar_feeds"."cohort_id" is null))
);
--> statement-breakpoint
CREATE TABLE "completion_rules" (
	"school_id" uuid NOT NULL,
	"course" text NOT NULL,
	"version" integer NOT NULL,
	"rule" jsonb NOT NULL,
	"effective_from" timestamp (3) with time zone NOT NULL,
	"actor_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "completion_rules_school_id_course_version_pk" PRIMARY KEY("school_id","course","version"),
	CONSTRAINT "completion_rules_version" CHECK ("completion_rules"."version" > 0),
	CONSTRAINT "completion_rules_start" CHECK ("completion_rules"."effective_from" >= "completion_rules"."at")
);
--> statement-breakpoint
CREATE TABLE "course_completions" (
	"school_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"course" text NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"rule_version" integer,
	"completed_at" timestamp (3) with time zone,
	"evidence" jsonb,
	"actor_id" uuid,
	"reason" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "course_completions_school_id_record_id_course_number_pk" PRIMARY KEY("school_id","record_id","course","number"),
	CONSTRAINT "course_completions_number" CHECK ("course_completions"."number" > 0),
	CONSTRAINT "course_completions_earned" CHECK (("course_completions"."kind" = 'earned') = ("course_completions"."actor_id" is null)
        and ("course_completions"."kind" = 'earned') = ("course_completions"."rule_version" is not null)
        and ("course_completions"."kind" = 'earned') = ("course_completions"."evidence" is not null)),
	CONSTRAINT "course_completions_at" CHECK (("course_completions"."kind" = 'withdrawn') = ("course_completions"."completed_at" is null))
);
--> statement-breakpoint
CREATE TABLE "skill_sign_offs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"school_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"skill_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"day" integer NOT NULL,
	"note" text NOT NULL,
	"actor_id" uuid NOT NULL,
	"actor_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "skills" (
	"id" uuid PRIMARY KEY NOT NULL,
	"school_id" uuid NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"retired_at" timestamp (3) with time zone,
	CONSTRAINT "skills_school" UNIQUE("school_id","id"),
	CONSTRAINT "skills_title" UNIQUE("school_id","title")
);
--> statement-breakpoint
ALTER TABLE "assignment_students" DROP CONSTRAINT "assignment_students_items";--> statement-breakpoint
ALTER TABLE "assignment_cohorts" ADD CONSTRAINT "assignment_cohorts_assignment" FOREIGN KEY ("school_id","assignment_id") REFERENCES "public"."assignments"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment_cohorts" ADD CONSTRAINT "assignment_cohorts_cohort" FOREIGN KEY ("school_id","cohort_id") REFERENCES "public"."cohorts"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment_extensions" ADD CONSTRAINT "assignment_extensions_assignment" FOREIGN KEY ("school_id","assignment_id") REFERENCES "public"."assignments"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment_extensions" ADD CONSTRAINT "assignment_extensions_record" FOREIGN KEY ("school_id","record_id") REFERENCES "public"."member_records"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment_goals" ADD CONSTRAINT "assignment_goals_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment_goals" ADD CONSTRAINT "assignment_goals_assignment" FOREIGN KEY ("school_id","assignment_id") REFERENCES "public"."assignments"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_cohort" FOREIGN KEY ("school_id","cohort_id") REFERENCES "public"."cohorts"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "completion_rules" ADD CONSTRAINT "completion_rules_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_completions" ADD CONSTRAINT "course_completions_record" FOREIGN KEY ("school_id","record_id") REFERENCES "public"."member_records"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_completions" ADD CONSTRAINT "course_completions_rule" FOREIGN KEY ("school_id","course","rule_version") REFERENCES "public"."completion_rules"("school_id","course","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_sign_offs" ADD CONSTRAINT "skill_sign_offs_record" FOREIGN KEY ("school_id","record_id") REFERENCES "public"."member_records"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_sign_offs" ADD CONSTRAINT "skill_sign_offs_skill" FOREIGN KEY ("school_id","skill_id") REFERENCES "public"."skills"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skills" ADD CONSTRAINT "skills_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "assignment_cohorts_cohort" ON "assignment_cohorts" USING btree ("cohort_id");--> statement-breakpoint
CREATE INDEX "assignment_extensions_student" ON "assignment_extensions" USING btree ("assignment_id","record_id","at");--> statement-breakpoint
CREATE INDEX "course_completions_course" ON "course_completions" USING btree ("school_id","course","completed_at");--> statement-breakpoint
CREATE INDEX "skill_sign_offs_record_skill" ON "skill_sign_offs" USING btree ("record_id","skill_id","at");--> statement-breakpoint
-- Rules, completions and sign-offs only grow: a correction is a row more.
CREATE TRIGGER completion_rules_append_only BEFORE UPDATE ON "completion_rules" FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();--> statement-breakpoint
CREATE TRIGGER course_completions_append_only BEFORE UPDATE ON "course_completions" FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();--> statement-breakpoint
CREATE TRIGGER skill_sign_offs_append_only BEFORE UPDATE ON "skill_sign_offs" FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();
--> statement-breakpoint
CREATE TRIGGER assignment_extensions_append_only BEFORE UPDATE ON "assignment_extensions" FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();--> statement-breakpoint
-- Who has an assignment now, and until when: those who are named, and whoever is in a cohort that is.
CREATE VIEW assigned AS
	SELECT given.school_id, given.assignment_id, given.account_id, given.items, given.recall,
		coalesce(extension.due_day, assignments.due_day) AS due_day
	FROM (
		SELECT school_id, assignment_id, account_id, items, recall FROM assignment_students
		UNION ALL
		SELECT DISTINCT assignment_cohorts.school_id, assignment_cohorts.assignment_id,
			cohort_members.account_id, '{}'::text[], NULL::float8
		FROM assignment_cohorts
			JOIN assignments ON assignments.id = assignment_id AND kind <> 'practice'
			JOIN cohort_members ON cohort_members.school_id = assignment_cohorts.school_id
				AND cohort_members.cohort_id = assignment_cohorts.cohort_id
			JOIN members ON members.school_id = cohort_members.school_id
				AND members.account_id = cohort_members.account_id AND role = 'student'
		WHERE NOT EXISTS (SELECT FROM assignment_students
			WHERE assignment_students.assignment_id = assignment_cohorts.assignment_id
				AND assignment_students.account_id = cohort_members.account_id)
	) AS given
	JOIN assignments ON assignments.id = given.assignment_id
	LEFT JOIN LATERAL (
		SELECT assignment_extensions.due_day FROM assignment_extensions
			JOIN member_records ON member_records.id = record_id
		WHERE assignment_extensions.assignment_id = given.assignment_id
			AND member_records.account_id = given.account_id
		ORDER BY at DESC, assignment_extensions.id DESC LIMIT 1
	) AS extension ON true;
