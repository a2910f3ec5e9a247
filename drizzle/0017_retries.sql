CREATE TABLE "finished_assignments" (
	"school_id" uuid NOT NULL,
	"assignment_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"done_at" timestamp (3) with time zone NOT NULL,
	"noted_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "finished_assignments_assignment_id_account_id_pk" PRIMARY KEY("assignment_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"digest" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_attempts" (
	"school_id" uuid NOT NULL,
	"webhook_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"status" integer,
	"error" text,
	"ms" integer NOT NULL,
	CONSTRAINT "webhook_attempts_school_id_webhook_id_event_id_number_pk" PRIMARY KEY("school_id","webhook_id","event_id","number")
);
--> statement-breakpoint
ALTER TABLE "signing_keys" ADD COLUMN "asked_as" uuid;--> statement-breakpoint
ALTER TABLE "attempts" ADD COLUMN "scored_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "secret_id" uuid;--> statement-breakpoint
ALTER TABLE "finished_assignments" ADD CONSTRAINT "finished_assignments_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "finished_assignments" ADD CONSTRAINT "finished_assignments_assignment" FOREIGN KEY ("school_id","assignment_id") REFERENCES "public"."assignments"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_attempts" ADD CONSTRAINT "webhook_attempts_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_attempts" ADD CONSTRAINT "webhook_attempts_delivery" FOREIGN KEY ("school_id","webhook_id","event_id") REFERENCES "public"."webhook_deliveries"("school_id","webhook_id","event_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "signing_keys_asked" ON "signing_keys" USING btree ("school_id","asked_as");--> statement-breakpoint
-- What was graded before is not told of now.
UPDATE "attempts" SET "scored_at" = "finished_at" WHERE "score" IS NOT NULL;
