CREATE TABLE "disclosures" (
	"school_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"paper_id" uuid,
	"recipient" text NOT NULL,
	"what" text NOT NULL,
	"purpose" text NOT NULL,
	"actor_id" uuid NOT NULL,
	"actor_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "disclosures_school_id_id_record_id_pk" PRIMARY KEY("school_id","id","record_id")
);
--> statement-breakpoint
CREATE TABLE "letterheads" (
	"school_id" uuid PRIMARY KEY NOT NULL,
	"approval" text NOT NULL,
	"address" text[] NOT NULL,
	"contact" text NOT NULL,
	"signer" text NOT NULL,
	"signer_title" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "paper_consents" (
	"school_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"paper_id" uuid NOT NULL,
	"shows_name" boolean NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "paper_consents_school_id_id_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "paper_revocations" (
	"school_id" uuid NOT NULL,
	"paper_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"actor_id" uuid NOT NULL,
	"actor_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "paper_revocations_school_id_paper_id_pk" PRIMARY KEY("school_id","paper_id")
);
--> statement-breakpoint
CREATE TABLE "papers" (
	"school_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"year" integer NOT NULL,
	"serial" integer NOT NULL,
	"code" text NOT NULL,
	"kind" text NOT NULL,
	"record_id" uuid,
	"content" jsonb NOT NULL,
	"credential" text,
	"status_list" integer,
	"status_index" integer,
	"actor_id" uuid NOT NULL,
	"actor_name" text NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "papers_school_id_id_pk" PRIMARY KEY("school_id","id"),
	CONSTRAINT "papers_code_unique" UNIQUE("code"),
	CONSTRAINT "papers_number" UNIQUE("school_id","year","serial"),
	CONSTRAINT "papers_holder" CHECK (("papers"."kind" in ('hours-report', 'state-csv')) = ("papers"."record_id" is null)),
	CONSTRAINT "papers_credential" CHECK (num_nulls("papers"."credential", "papers"."status_list", "papers"."status_index") in (0, 3))
);
--> statement-breakpoint
CREATE TABLE "signing_keys" (
	"school_id" uuid NOT NULL,
	"id" text NOT NULL,
	"public_key" jsonb NOT NULL,
	"sealed" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "signing_keys_school_id_id_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_record" FOREIGN KEY ("school_id","record_id") REFERENCES "public"."member_records"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_paper" FOREIGN KEY ("school_id","paper_id") REFERENCES "public"."papers"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letterheads" ADD CONSTRAINT "letterheads_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paper_consents" ADD CONSTRAINT "paper_consents_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paper_consents" ADD CONSTRAINT "paper_consents_paper" FOREIGN KEY ("school_id","paper_id") REFERENCES "public"."papers"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paper_revocations" ADD CONSTRAINT "paper_revocations_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paper_revocations" ADD CONSTRAINT "paper_revocations_paper" FOREIGN KEY ("school_id","paper_id") REFERENCES "public"."papers"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "papers" ADD CONSTRAINT "papers_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "papers" ADD CONSTRAINT "papers_record" FOREIGN KEY ("school_id","record_id") REFERENCES "public"."member_records"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signing_keys" ADD CONSTRAINT "signing_keys_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "disclosures_of_record" ON "disclosures" USING btree ("school_id","record_id","at");--> statement-breakpoint
CREATE INDEX "paper_consents_of_paper" ON "paper_consents" USING btree ("school_id","paper_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "papers_status" ON "papers" USING btree ("school_id","status_list","status_index");--> statement-breakpoint
CREATE INDEX "papers_of_record" ON "papers" USING btree ("school_id","record_id");--> statement-breakpoint
CREATE UNIQUE INDEX "signing_keys_current" ON "signing_keys" USING btree ("school_id") WHERE sealed is not null;--> statement-breakpoint
-- Papers and what became of them are added only, never changed.
CREATE TRIGGER papers_append_only BEFORE UPDATE ON "papers" FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();--> statement-breakpoint
CREATE TRIGGER paper_revocations_append_only BEFORE UPDATE ON "paper_revocations" FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();--> statement-breakpoint
CREATE TRIGGER paper_consents_append_only BEFORE UPDATE ON "paper_consents" FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();--> statement-breakpoint
CREATE TRIGGER disclosures_append_only BEFORE UPDATE ON "disclosures" FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();
