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
ALTER TABLE "completion_rules" ADD CONSTRAINT "completion_rules_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_completions" ADD CONSTRAINT "course_completions_record" FOREIGN KEY ("school_id","record_id") REFERENCES "public"."member_records"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_completions" ADD CONSTRAINT "course_completions_rule" FOREIGN KEY ("school_id","course","rule_version") REFERENCES "public"."completion_rules"("school_id","course","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_sign_offs" ADD CONSTRAINT "skill_sign_offs_record" FOREIGN KEY ("school_id","record_id") REFERENCES "public"."member_records"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_sign_offs" ADD CONSTRAINT "skill_sign_offs_skill" FOREIGN KEY ("school_id","skill_id") REFERENCES "public"."skills"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skills" ADD CONSTRAINT "skills_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "course_completions_course" ON "course_completions" USING btree ("school_id","course","completed_at");--> statement-breakpoint
CREATE INDEX "skill_sign_offs_record_skill" ON "skill_sign_offs" USING btree ("record_id","skill_id","at");--> statement-breakpoint
-- Rules, completions and sign-offs only grow: a correction is a row more.
CREATE TRIGGER completion_rules_append_only BEFORE UPDATE ON "completion_rules" FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();--> statement-breakpoint
CREATE TRIGGER course_completions_append_only BEFORE UPDATE ON "course_completions" FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();--> statement-breakpoint
CREATE TRIGGER skill_sign_offs_append_only BEFORE UPDATE ON "skill_sign_offs" FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();
