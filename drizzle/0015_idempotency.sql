CREATE TABLE "idempotency_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"digest" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "signing_keys" ADD COLUMN "asked_as" uuid;--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "secret_id" uuid;--> statement-breakpoint
CREATE UNIQUE INDEX "signing_keys_asked" ON "signing_keys" USING btree ("school_id","asked_as");