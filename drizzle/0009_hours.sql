CREATE TABLE "attestations" (
	"school_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"from_day" integer NOT NULL,
	"until_day" integer NOT NULL,
	"ms" bigint NOT NULL,
	"statement" text NOT NULL,
	"withdraws" uuid,
	"actor_id" uuid NOT NULL,
	"actor_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "attestations_school_id_id_pk" PRIMARY KEY("school_id","id"),
	CONSTRAINT "attestations_student" UNIQUE("school_id","record_id","id"),
	CONSTRAINT "attestations_withdrawn" UNIQUE("school_id","withdraws"),
	CONSTRAINT "attestations_period" CHECK ("attestations"."until_day" >= "attestations"."from_day")
);
--> statement-breakpoint
CREATE TABLE "attested_entries" (
	"school_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"attestation_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	CONSTRAINT "attested_entries_school_id_entry_id_attestation_id_pk" PRIMARY KEY("school_id","entry_id","attestation_id")
);
--> statement-breakpoint
CREATE TABLE "attendances" (
	"school_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"mark" text NOT NULL,
	"late_minutes" smallint NOT NULL,
	"left_minutes" smallint NOT NULL,
	"source" text NOT NULL,
	"replaces" uuid,
	"actor_id" uuid NOT NULL,
	"actor_name" text NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "attendances_school_id_id_pk" PRIMARY KEY("school_id","id"),
	CONSTRAINT "attendances_chain" UNIQUE NULLS NOT DISTINCT("school_id","meeting_id","record_id","replaces")
);
--> statement-breakpoint
CREATE TABLE "class_meetings" (
	"school_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"cohort_id" uuid NOT NULL,
	"cohort_name" text NOT NULL,
	"title" text NOT NULL,
	"subject" text,
	"mode" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"break_minutes" smallint NOT NULL,
	"room" text NOT NULL,
	"code_key" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"cancelled_at" timestamp (3) with time zone,
	CONSTRAINT "class_meetings_school_id_id_pk" PRIMARY KEY("school_id","id"),
	CONSTRAINT "class_meetings_order" CHECK ("class_meetings"."ends_at" > "class_meetings"."starts_at")
);
--> statement-breakpoint
CREATE TABLE "hour_entries" (
	"school_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"mode" text NOT NULL,
	"subject" text,
	"starts_at" timestamp (3) with time zone,
	"ends_at" timestamp (3) with time zone,
	"day" integer NOT NULL,
	"ms" bigint NOT NULL,
	"source" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"meeting_id" uuid,
	"corrects" uuid,
	"actor_id" uuid,
	"actor_name" text,
	"reason" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "hour_entries_school_id_id_pk" PRIMARY KEY("school_id","id"),
	CONSTRAINT "hour_entries_student" UNIQUE("school_id","record_id","id"),
	CONSTRAINT "hour_entries_correction" CHECK (("hour_entries"."kind" = 'correction') = ("hour_entries"."corrects" is not null)),
	CONSTRAINT "hour_entries_amount" CHECK ("hour_entries"."ms" <> 0 and ("hour_entries"."ms" > 0 or "hour_entries"."kind" = 'correction')),
	CONSTRAINT "hour_entries_times" CHECK (num_nulls("hour_entries"."starts_at", "hour_entries"."ends_at") in (0, 2)),
	CONSTRAINT "hour_entries_length" CHECK ("hour_entries"."starts_at" is null or abs("hour_entries"."ms") <= extract(epoch from "hour_entries"."ends_at" - "hour_entries"."starts_at") * 1000),
	CONSTRAINT "hour_entries_actor" CHECK ("hour_entries"."source" = 'engagement' or "hour_entries"."actor_id" is not null),
	CONSTRAINT "hour_entries_reason" CHECK ("hour_entries"."source" in ('engagement', 'attendance', 'code') or "hour_entries"."reason" <> '')
);
--> statement-breakpoint
CREATE TABLE "hour_settings" (
	"school_id" uuid PRIMARY KEY NOT NULL,
	"online" boolean NOT NULL,
	"idle_minutes" smallint NOT NULL,
	"minutes_per_hour" smallint NOT NULL,
	"manual" boolean NOT NULL,
	"time_zone" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "hour_settings_idle" CHECK ("hour_settings"."idle_minutes" between 1 and 15),
	CONSTRAINT "hour_settings_hour" CHECK ("hour_settings"."minutes_per_hour" between 50 and 60)
);
--> statement-breakpoint
CREATE TABLE "intervals" (
	"school_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"number" smallint NOT NULL,
	"device" uuid NOT NULL,
	"page" text NOT NULL,
	"lesson_id" text,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"signals" jsonb NOT NULL,
	"answers" uuid[] NOT NULL,
	"idle_ms" integer NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "intervals_school_id_record_id_batch_id_number_pk" PRIMARY KEY("school_id","record_id","batch_id","number"),
	CONSTRAINT "intervals_order" CHECK ("intervals"."ends_at" > "intervals"."starts_at"),
	CONSTRAINT "intervals_past" CHECK ("intervals"."ends_at" <= "intervals"."received_at")
);
--> statement-breakpoint
CREATE TABLE "program_students" (
	"school_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"program_id" uuid,
	"version" integer,
	"started_day" integer NOT NULL,
	"weekly_hours" double precision,
	"actor_id" uuid NOT NULL,
	"actor_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "program_students_school_id_id_pk" PRIMARY KEY("school_id","id"),
	CONSTRAINT "program_students_none" CHECK (("program_students"."program_id" is null) = ("program_students"."version" is null))
);
--> statement-breakpoint
CREATE TABLE "program_versions" (
	"school_id" uuid NOT NULL,
	"program_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"rule" jsonb,
	"actor_id" uuid NOT NULL,
	"actor_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "program_versions_school_id_program_id_version_pk" PRIMARY KEY("school_id","program_id","version")
);
--> statement-breakpoint
ALTER TABLE "attestations" ADD CONSTRAINT "attestations_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attestations" ADD CONSTRAINT "attestations_record" FOREIGN KEY ("school_id","record_id") REFERENCES "public"."member_records"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attestations" ADD CONSTRAINT "attestations_withdraws" FOREIGN KEY ("school_id","record_id","withdraws") REFERENCES "public"."attestations"("school_id","record_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attested_entries" ADD CONSTRAINT "attested_entries_attestation" FOREIGN KEY ("school_id","record_id","attestation_id") REFERENCES "public"."attestations"("school_id","record_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attested_entries" ADD CONSTRAINT "attested_entries_entry" FOREIGN KEY ("school_id","record_id","entry_id") REFERENCES "public"."hour_entries"("school_id","record_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendances" ADD CONSTRAINT "attendances_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendances" ADD CONSTRAINT "attendances_meeting" FOREIGN KEY ("school_id","meeting_id") REFERENCES "public"."class_meetings"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendances" ADD CONSTRAINT "attendances_record" FOREIGN KEY ("school_id","record_id") REFERENCES "public"."member_records"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "class_meetings" ADD CONSTRAINT "class_meetings_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hour_entries" ADD CONSTRAINT "hour_entries_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hour_entries" ADD CONSTRAINT "hour_entries_record" FOREIGN KEY ("school_id","record_id") REFERENCES "public"."member_records"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hour_entries" ADD CONSTRAINT "hour_entries_corrected" FOREIGN KEY ("school_id","record_id","corrects") REFERENCES "public"."hour_entries"("school_id","record_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hour_entries" ADD CONSTRAINT "hour_entries_meeting" FOREIGN KEY ("school_id","meeting_id") REFERENCES "public"."class_meetings"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hour_settings" ADD CONSTRAINT "hour_settings_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intervals" ADD CONSTRAINT "intervals_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intervals" ADD CONSTRAINT "intervals_record" FOREIGN KEY ("school_id","record_id") REFERENCES "public"."member_records"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "program_students" ADD CONSTRAINT "program_students_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "program_students" ADD CONSTRAINT "program_students_record" FOREIGN KEY ("school_id","record_id") REFERENCES "public"."member_records"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "program_students" ADD CONSTRAINT "program_students_version" FOREIGN KEY ("school_id","program_id","version") REFERENCES "public"."program_versions"("school_id","program_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "program_versions" ADD CONSTRAINT "program_versions_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attendances_student" ON "attendances" USING btree ("school_id","record_id");--> statement-breakpoint
CREATE INDEX "class_meetings_time" ON "class_meetings" USING btree ("school_id","starts_at");--> statement-breakpoint
CREATE INDEX "hour_entries_day" ON "hour_entries" USING btree ("school_id","record_id","day");--> statement-breakpoint
CREATE INDEX "hour_entries_corrects" ON "hour_entries" USING btree ("school_id","record_id","corrects") WHERE corrects is not null;--> statement-breakpoint
CREATE INDEX "intervals_time" ON "intervals" USING btree ("school_id","record_id","starts_at");--> statement-breakpoint
CREATE INDEX "program_students_student" ON "program_students" USING btree ("school_id","record_id","at");
--> statement-breakpoint
-- Hours, and what they rest on, only grow: a correction is a new row.
CREATE TRIGGER intervals_append_only BEFORE UPDATE ON "intervals" FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();--> statement-breakpoint
CREATE TRIGGER hour_entries_append_only BEFORE UPDATE ON "hour_entries" FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();--> statement-breakpoint
CREATE TRIGGER attendances_append_only BEFORE UPDATE ON "attendances" FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();--> statement-breakpoint
CREATE TRIGGER program_versions_append_only BEFORE UPDATE ON "program_versions" FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();--> statement-breakpoint
CREATE TRIGGER program_students_append_only BEFORE UPDATE ON "program_students" FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();--> statement-breakpoint
CREATE TRIGGER attestations_append_only BEFORE UPDATE ON "attestations" FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();--> statement-breakpoint
CREATE TRIGGER attested_entries_append_only BEFORE UPDATE ON "attested_entries" FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();
