CREATE TABLE "answer_regrades" (
	"answer_id" uuid NOT NULL,
	"correction_id" uuid NOT NULL,
	"score" double precision,
	"rating" smallint,
	"regraded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "answer_regrades_answer_id_correction_id_pk" PRIMARY KEY("answer_id","correction_id"),
	CONSTRAINT "answer_regrades_score" CHECK ("answer_regrades"."score" between 0 and 1),
	CONSTRAINT "answer_regrades_rating" CHECK ("answer_regrades"."rating" between 1 and 4),
	CONSTRAINT "answer_regrades_both" CHECK (("answer_regrades"."score" is null) = ("answer_regrades"."rating" is null))
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"school_id" uuid NOT NULL,
	"actor_id" uuid NOT NULL,
	"action" text NOT NULL,
	"subject" jsonb NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "corrections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"school_id" uuid NOT NULL,
	"item_id" text NOT NULL,
	"from_version" integer NOT NULL,
	"to_version" integer NOT NULL,
	"policy" text NOT NULL,
	"never_lower" boolean NOT NULL,
	"applied_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attempt_answers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"attempt_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"response" jsonb NOT NULL,
	"given_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"latency_ms" integer NOT NULL,
	"confidence" text,
	"final" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "attempt_items" (
	"attempt_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"item_id" text NOT NULL,
	"item_version" integer NOT NULL,
	"answer_id" uuid,
	"score" double precision,
	"dropped" boolean DEFAULT false NOT NULL,
	CONSTRAINT "attempt_items_attempt_id_position_pk" PRIMARY KEY("attempt_id","position"),
	CONSTRAINT "attempt_items_score" CHECK ("attempt_items"."score" between 0 and 1)
);
--> statement-breakpoint
CREATE TABLE "attempts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"quiz_id" text NOT NULL,
	"account_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"trial" boolean NOT NULL,
	"rules" jsonb NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"deadline_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"ended_by" text,
	"score" double precision,
	"passed" boolean,
	"logged_at" timestamp (3) with time zone,
	CONSTRAINT "attempts_score" CHECK ("attempts"."score" between 0 and 1)
);
--> statement-breakpoint
CREATE TABLE "note_gradings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"answer_id" uuid NOT NULL,
	"grader_id" uuid NOT NULL,
	"points" jsonb NOT NULL,
	"comment" text NOT NULL,
	"graded_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "quiz_allowances" (
	"quiz_id" text NOT NULL,
	"account_id" uuid NOT NULL,
	"extra_minutes" integer NOT NULL,
	"extra_attempts" integer NOT NULL,
	CONSTRAINT "quiz_allowances_quiz_id_account_id_pk" PRIMARY KEY("quiz_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "quizzes" (
	"id" text PRIMARY KEY NOT NULL,
	"school_id" uuid,
	"rules" jsonb NOT NULL,
	"released_at" timestamp (3) with time zone,
	"archived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"school_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"item_id" text NOT NULL,
	"item_version" integer NOT NULL,
	"reason" text NOT NULL,
	"comment" text NOT NULL,
	"seen" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"outcome" text,
	"reply" text,
	"resolved_by" uuid,
	"resolved_at" timestamp (3) with time zone,
	"read_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "item_choices" (
	"quiz_id" text NOT NULL,
	"item_id" text NOT NULL,
	"item_version" integer NOT NULL,
	"part" text NOT NULL,
	"given" text NOT NULL,
	"n" integer NOT NULL,
	CONSTRAINT "item_choices_quiz_id_item_id_item_version_part_given_pk" PRIMARY KEY("quiz_id","item_id","item_version","part","given")
);
--> statement-breakpoint
CREATE TABLE "item_statistics" (
	"quiz_id" text NOT NULL,
	"item_id" text NOT NULL,
	"item_version" integer NOT NULL,
	"n" integer NOT NULL,
	"score" numeric NOT NULL,
	"score_square" numeric NOT NULL,
	"rest" numeric NOT NULL,
	"rest_square" numeric NOT NULL,
	"product" numeric NOT NULL,
	CONSTRAINT "item_statistics_quiz_id_item_id_item_version_pk" PRIMARY KEY("quiz_id","item_id","item_version")
);
--> statement-breakpoint
CREATE TABLE "quiz_statistics" (
	"quiz_id" text PRIMARY KEY NOT NULL,
	"n" integer NOT NULL,
	"total" numeric NOT NULL,
	"total_square" numeric NOT NULL
);
--> statement-breakpoint
ALTER TABLE "item_versions" ADD COLUMN "school_id" uuid;--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "reserved" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "bloom" text;--> statement-breakpoint
ALTER TABLE "answer_regrades" ADD CONSTRAINT "answer_regrades_answer_id_answers_id_fk" FOREIGN KEY ("answer_id") REFERENCES "public"."answers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_regrades" ADD CONSTRAINT "answer_regrades_correction_id_corrections_id_fk" FOREIGN KEY ("correction_id") REFERENCES "public"."corrections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_item_id_from_version_item_versions_item_id_version_fk" FOREIGN KEY ("item_id","from_version") REFERENCES "public"."item_versions"("item_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_item_id_to_version_item_versions_item_id_version_fk" FOREIGN KEY ("item_id","to_version") REFERENCES "public"."item_versions"("item_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt_answers" ADD CONSTRAINT "attempt_answers_attempt_id_position_attempt_items_attempt_id_position_fk" FOREIGN KEY ("attempt_id","position") REFERENCES "public"."attempt_items"("attempt_id","position") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt_items" ADD CONSTRAINT "attempt_items_attempt_id_attempts_id_fk" FOREIGN KEY ("attempt_id") REFERENCES "public"."attempts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt_items" ADD CONSTRAINT "attempt_items_item_id_item_version_item_versions_item_id_version_fk" FOREIGN KEY ("item_id","item_version") REFERENCES "public"."item_versions"("item_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_quiz_id_quizzes_id_fk" FOREIGN KEY ("quiz_id") REFERENCES "public"."quizzes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note_gradings" ADD CONSTRAINT "note_gradings_answer_id_attempt_answers_id_fk" FOREIGN KEY ("answer_id") REFERENCES "public"."attempt_answers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quiz_allowances" ADD CONSTRAINT "quiz_allowances_quiz_id_quizzes_id_fk" FOREIGN KEY ("quiz_id") REFERENCES "public"."quizzes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quiz_allowances" ADD CONSTRAINT "quiz_allowances_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quizzes" ADD CONSTRAINT "quizzes_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_resolved_by_accounts_id_fk" FOREIGN KEY ("resolved_by") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_item_id_item_version_item_versions_item_id_version_fk" FOREIGN KEY ("item_id","item_version") REFERENCES "public"."item_versions"("item_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_choices" ADD CONSTRAINT "item_choices_quiz_id_quizzes_id_fk" FOREIGN KEY ("quiz_id") REFERENCES "public"."quizzes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_statistics" ADD CONSTRAINT "item_statistics_quiz_id_quizzes_id_fk" FOREIGN KEY ("quiz_id") REFERENCES "public"."quizzes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quiz_statistics" ADD CONSTRAINT "quiz_statistics_quiz_id_quizzes_id_fk" FOREIGN KEY ("quiz_id") REFERENCES "public"."quizzes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_school" ON "audit" USING btree ("school_id","at");--> statement-breakpoint
CREATE INDEX "corrections_item" ON "corrections" USING btree ("item_id","from_version");--> statement-breakpoint
CREATE INDEX "attempt_answers_newest" ON "attempt_answers" USING btree ("attempt_id","position","given_at");--> statement-breakpoint
CREATE UNIQUE INDEX "attempt_answers_final" ON "attempt_answers" USING btree ("attempt_id","position") WHERE final;--> statement-breakpoint
CREATE UNIQUE INDEX "attempt_items_once" ON "attempt_items" USING btree ("attempt_id","item_id");--> statement-breakpoint
CREATE INDEX "attempt_items_version" ON "attempt_items" USING btree ("item_id","item_version");--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_one_open" ON "attempts" USING btree ("quiz_id","account_id") WHERE finished_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "attempts_number" ON "attempts" USING btree ("quiz_id","account_id","number");--> statement-breakpoint
CREATE INDEX "attempts_held" ON "attempts" USING btree ("account_id") WHERE logged_at is null;--> statement-breakpoint
CREATE INDEX "attempts_unlogged" ON "attempts" USING btree ("deadline_at") WHERE logged_at is null;--> statement-breakpoint
CREATE INDEX "note_gradings_answer" ON "note_gradings" USING btree ("answer_id","graded_at");--> statement-breakpoint
CREATE INDEX "quizzes_school" ON "quizzes" USING btree ("school_id");--> statement-breakpoint
CREATE INDEX "reports_open" ON "reports" USING btree ("school_id","created_at") WHERE outcome is null;--> statement-breakpoint
CREATE INDEX "reports_account" ON "reports" USING btree ("account_id","created_at");--> statement-breakpoint
ALTER TABLE "item_versions" ADD CONSTRAINT "item_versions_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "item_versions_school" ON "item_versions" USING btree ("item_id") WHERE school_id is not null;--> statement-breakpoint
-- What was given, graded, corrected and done only grows, as the log of answers does.
CREATE TRIGGER attempt_answers_append_only BEFORE UPDATE ON "attempt_answers" FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();--> statement-breakpoint
CREATE TRIGGER note_gradings_append_only BEFORE UPDATE ON "note_gradings" FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();--> statement-breakpoint
CREATE TRIGGER corrections_append_only BEFORE UPDATE ON "corrections" FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();--> statement-breakpoint
CREATE TRIGGER answer_regrades_append_only BEFORE UPDATE ON "answer_regrades" FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();--> statement-breakpoint
CREATE TRIGGER audit_append_only BEFORE UPDATE ON "audit" FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();
--> statement-breakpoint
-- Answers that were not taken back, worth what the newest correction says; null: dropped by it.
CREATE VIEW counting_answers AS
	SELECT answers.id, account_id, item_id, item_version, context, response, answered_at, study_day,
		CASE WHEN regrade.answer_id IS NULL THEN answers.score ELSE regrade.score END AS score,
		CASE WHEN regrade.answer_id IS NULL THEN answers.rating ELSE regrade.rating END AS rating
	FROM answers LEFT JOIN LATERAL (
		SELECT answer_id, answer_regrades.score, answer_regrades.rating FROM answer_regrades
		WHERE answer_id = answers.id ORDER BY regraded_at DESC, correction_id DESC LIMIT 1
	) AS regrade ON true
	WHERE NOT EXISTS (SELECT FROM answer_undos WHERE answer_id = answers.id);
