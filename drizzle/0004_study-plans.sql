CREATE TABLE "card_marks" (
	"account_id" uuid NOT NULL,
	"item_id" text NOT NULL,
	"kind" text NOT NULL,
	"until_day" integer,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "card_marks_account_id_item_id_pk" PRIMARY KEY("account_id","item_id"),
	CONSTRAINT "card_marks_until" CHECK (("card_marks"."kind" = 'buried') = ("card_marks"."until_day" is not null))
);
--> statement-breakpoint
CREATE TABLE "cohort_members" (
	"school_id" uuid NOT NULL,
	"cohort_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	CONSTRAINT "cohort_members_cohort_id_account_id_pk" PRIMARY KEY("cohort_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "cohorts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"school_id" uuid NOT NULL,
	"name" text NOT NULL,
	"exam_day" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "cohorts_name" UNIQUE("school_id","name"),
	CONSTRAINT "cohorts_school" UNIQUE("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "fits" (
	"version" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "fits_version_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 2 CACHE 1),
	"scope" text NOT NULL,
	"cohort_id" uuid,
	"account_id" uuid,
	"weights" double precision[] NOT NULL,
	"trained_on" integer NOT NULL,
	"tested_on" integer NOT NULL,
	"log_loss" double precision NOT NULL,
	"log_loss_before" double precision NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "fits_weights" CHECK (cardinality("fits"."weights") = 21),
	CONSTRAINT "fits_better" CHECK ("fits"."log_loss" < "fits"."log_loss_before")
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"exam_day" integer,
	"target_recall" double precision,
	"daily_minutes" integer NOT NULL,
	"easy_days" smallint[] NOT NULL,
	"paused_from" integer,
	"paused_until" integer,
	"remind_hour" smallint,
	"reminded_day" integer,
	CONSTRAINT "plans_target" CHECK ("plans"."target_recall" between 0.7 and 0.97),
	CONSTRAINT "plans_minutes" CHECK ("plans"."daily_minutes" between 5 and 240),
	CONSTRAINT "plans_pause" CHECK (("plans"."paused_from" is null) = ("plans"."paused_until" is null)),
	CONSTRAINT "plans_pause_order" CHECK ("plans"."paused_until" >= "plans"."paused_from"),
	CONSTRAINT "plans_hour" CHECK ("plans"."remind_hour" between 0 and 23)
);
--> statement-breakpoint
CREATE TABLE "tunings" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"weights_version" integer NOT NULL,
	"paces" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "answers" ALTER COLUMN "weights_version" SET DATA TYPE integer;--> statement-breakpoint
ALTER TABLE "answers" ADD COLUMN "quick" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "answers" ADD COLUMN "predicted" double precision;--> statement-breakpoint
ALTER TABLE "cards" ADD COLUMN "weights_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "card_marks" ADD CONSTRAINT "card_marks_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_marks" ADD CONSTRAINT "card_marks_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cohort_members" ADD CONSTRAINT "cohort_members_cohort" FOREIGN KEY ("school_id","cohort_id") REFERENCES "public"."cohorts"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cohort_members" ADD CONSTRAINT "cohort_members_member" FOREIGN KEY ("school_id","account_id") REFERENCES "public"."members"("school_id","account_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cohorts" ADD CONSTRAINT "cohorts_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fits" ADD CONSTRAINT "fits_cohort_id_cohorts_id_fk" FOREIGN KEY ("cohort_id") REFERENCES "public"."cohorts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fits" ADD CONSTRAINT "fits_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tunings" ADD CONSTRAINT "tunings_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cohort_members_account" ON "cohort_members" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "fits_account" ON "fits" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "fits_cohort" ON "fits" USING btree ("cohort_id");--> statement-breakpoint
CREATE INDEX "plans_reminders" ON "plans" USING btree ("remind_hour") WHERE remind_hour is not null;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_predicted" CHECK ("answers"."predicted" between 0 and 1);--> statement-breakpoint
-- Of every account what its next answers are scheduled by; its own exam goes before its cohorts'.
CREATE VIEW schedules AS
	SELECT accounts.id AS account_id, target_recall, coalesce(plans.exam_day, (
			SELECT max(cohorts.exam_day) FROM cohort_members JOIN cohorts ON cohorts.id = cohort_id
			WHERE cohort_members.account_id = accounts.id
		)) AS exam_day,
		coalesce(weights_version, 1) AS weights_version, coalesce(paces, '{}') AS paces
	FROM accounts
		LEFT JOIN plans ON plans.account_id = accounts.id
		LEFT JOIN tunings ON tunings.account_id = accounts.id;
--> statement-breakpoint
CREATE OR REPLACE VIEW counting_answers AS
	SELECT answers.id, account_id, item_id, item_version, context, response, answered_at, study_day,
		CASE WHEN regrade.answer_id IS NULL THEN answers.score ELSE regrade.score END AS score,
		CASE WHEN regrade.answer_id IS NULL THEN answers.rating ELSE regrade.rating END AS rating,
		latency_ms, confidence, hint, option_count, quick, predicted, weights_version
	FROM answers LEFT JOIN LATERAL (
		SELECT answer_id, answer_regrades.score, answer_regrades.rating FROM answer_regrades
		WHERE answer_id = answers.id ORDER BY regraded_at DESC, correction_id DESC LIMIT 1
	) AS regrade ON true
	WHERE NOT EXISTS (SELECT FROM answer_undos WHERE answer_id = answers.id);
