CREATE TABLE "amendment_requests" (
	"school_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"part" text NOT NULL,
	"line" text,
	"line_said" text,
	"wrong" text NOT NULL,
	"should" text NOT NULL,
	"actor_id" uuid NOT NULL,
	"actor_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "amendment_requests_school_id_id_pk" PRIMARY KEY("school_id","id"),
	CONSTRAINT "amendment_requests_student" UNIQUE("school_id","record_id","id"),
	CONSTRAINT "amendment_requests_line" CHECK (("amendment_requests"."line" is null) = ("amendment_requests"."line_said" is null))
);
--> statement-breakpoint
CREATE TABLE "amendment_steps" (
	"school_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"correction" text,
	"actor_id" uuid NOT NULL,
	"actor_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "amendment_steps_school_id_id_pk" PRIMARY KEY("school_id","id"),
	CONSTRAINT "amendment_steps_number" UNIQUE("school_id","request_id","number"),
	CONSTRAINT "amendment_steps_correction" CHECK (("amendment_steps"."kind" = 'accepted') = ("amendment_steps"."correction" is not null))
);
--> statement-breakpoint
CREATE TABLE "record_views" (
	"school_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"record_id" uuid,
	"part" text NOT NULL,
	"way" text NOT NULL,
	"count" integer,
	"filter" text,
	"actor_id" uuid NOT NULL,
	"actor_name" text NOT NULL,
	"actor_role" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "record_views_school_id_id_pk" PRIMARY KEY("school_id","id"),
	CONSTRAINT "record_views_many" CHECK (("record_views"."record_id" is null) = ("record_views"."count" is not null))
);
--> statement-breakpoint
CREATE TABLE "disposals" (
	"school_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"months" smallint NOT NULL,
	"left_day" integer NOT NULL,
	"counts" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "disposals_school_id_id_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "record_holds" (
	"school_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"releases" uuid,
	"reason" text NOT NULL,
	"actor_id" uuid NOT NULL,
	"actor_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "record_holds_school_id_id_pk" PRIMARY KEY("school_id","id"),
	CONSTRAINT "record_holds_student" UNIQUE("school_id","record_id","id"),
	CONSTRAINT "record_holds_released" UNIQUE("school_id","releases")
);
--> statement-breakpoint
CREATE TABLE "retention_settings" (
	"school_id" uuid PRIMARY KEY NOT NULL,
	"attendance_months" smallint,
	"quiz_months" smallint,
	"note_months" smallint,
	"on_from_day" integer,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "retention_settings_attendance" CHECK ("retention_settings"."attendance_months" between 1 and 600),
	CONSTRAINT "retention_settings_quizzes" CHECK ("retention_settings"."quiz_months" between 1 and 600),
	CONSTRAINT "retention_settings_notes" CHECK ("retention_settings"."note_months" between 1 and 600)
);
--> statement-breakpoint
ALTER TABLE "disclosures" ADD COLUMN "ground" text;--> statement-breakpoint
ALTER TABLE "amendment_requests" ADD CONSTRAINT "amendment_requests_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "amendment_requests" ADD CONSTRAINT "amendment_requests_record" FOREIGN KEY ("school_id","record_id") REFERENCES "public"."member_records"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "amendment_steps" ADD CONSTRAINT "amendment_steps_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "amendment_steps" ADD CONSTRAINT "amendment_steps_request" FOREIGN KEY ("school_id","record_id","request_id") REFERENCES "public"."amendment_requests"("school_id","record_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_views" ADD CONSTRAINT "record_views_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_views" ADD CONSTRAINT "record_views_record" FOREIGN KEY ("school_id","record_id") REFERENCES "public"."member_records"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disposals" ADD CONSTRAINT "disposals_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disposals" ADD CONSTRAINT "disposals_record" FOREIGN KEY ("school_id","record_id") REFERENCES "public"."member_records"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_holds" ADD CONSTRAINT "record_holds_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_holds" ADD CONSTRAINT "record_holds_record" FOREIGN KEY ("school_id","record_id") REFERENCES "public"."member_records"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_holds" ADD CONSTRAINT "record_holds_releases" FOREIGN KEY ("school_id","record_id","releases") REFERENCES "public"."record_holds"("school_id","record_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retention_settings" ADD CONSTRAINT "retention_settings_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "amendment_requests_time" ON "amendment_requests" USING btree ("school_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "amendment_steps_end" ON "amendment_steps" USING btree ("school_id","request_id") WHERE kind <> 'statement';--> statement-breakpoint
CREATE INDEX "amendment_steps_of_record" ON "amendment_steps" USING btree ("school_id","record_id");--> statement-breakpoint
CREATE INDEX "record_views_of_record" ON "record_views" USING btree ("school_id","record_id","at");--> statement-breakpoint
CREATE INDEX "record_views_of_lists" ON "record_views" USING btree ("school_id","at") WHERE record_id is null;--> statement-breakpoint
CREATE INDEX "disposals_of_record" ON "disposals" USING btree ("school_id","record_id","rule");--> statement-breakpoint
CREATE INDEX "disposals_time" ON "disposals" USING btree ("school_id","at");--> statement-breakpoint
CREATE TRIGGER record_views_append_only BEFORE UPDATE ON "record_views" FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();--> statement-breakpoint
CREATE TRIGGER amendment_requests_append_only BEFORE UPDATE ON "amendment_requests" FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();--> statement-breakpoint
CREATE TRIGGER amendment_steps_append_only BEFORE UPDATE ON "amendment_steps" FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();--> statement-breakpoint
CREATE TRIGGER record_holds_append_only BEFORE UPDATE ON "record_holds" FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();--> statement-breakpoint
CREATE TRIGGER disposals_append_only BEFORE UPDATE ON "disposals" FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();--> statement-breakpoint
-- Evidence goes by the retention of a school and not otherwise; the logs of access never do.
CREATE FUNCTION refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF coalesce(current_setting('palpate.disposal', true), '') <> 'on' THEN
		RAISE EXCEPTION 'rows of % are removed by the retention of a school only', TG_TABLE_NAME;
	END IF;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE FUNCTION refuse_any_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'rows of % are never removed', TG_TABLE_NAME;
END $$;--> statement-breakpoint
CREATE TRIGGER intervals_kept BEFORE DELETE ON "intervals" FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();--> statement-breakpoint
CREATE TRIGGER attendances_kept BEFORE DELETE ON "attendances" FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();--> statement-breakpoint
CREATE TRIGGER assignment_extensions_kept BEFORE DELETE ON "assignment_extensions" FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal();--> statement-breakpoint
CREATE TRIGGER record_views_kept BEFORE DELETE ON "record_views" FOR EACH STATEMENT EXECUTE FUNCTION refuse_any_removal();--> statement-breakpoint
CREATE TRIGGER amendment_requests_kept BEFORE DELETE ON "amendment_requests" FOR EACH STATEMENT EXECUTE FUNCTION refuse_any_removal();--> statement-breakpoint
CREATE TRIGGER amendment_steps_kept BEFORE DELETE ON "amendment_steps" FOR EACH STATEMENT EXECUTE FUNCTION refuse_any_removal();--> statement-breakpoint
CREATE TRIGGER record_holds_kept BEFORE DELETE ON "record_holds" FOR EACH STATEMENT EXECUTE FUNCTION refuse_any_removal();--> statement-breakpoint
CREATE TRIGGER disposals_kept BEFORE DELETE ON "disposals" FOR EACH STATEMENT EXECUTE FUNCTION refuse_any_removal();--> statement-breakpoint
CREATE TRIGGER disclosures_kept BEFORE DELETE ON "disclosures" FOR EACH STATEMENT EXECUTE FUNCTION refuse_any_removal();
