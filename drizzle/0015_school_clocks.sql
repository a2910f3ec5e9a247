ALTER TABLE "schools" ADD COLUMN "time_zone" text DEFAULT 'America/New_York' NOT NULL;--> statement-breakpoint
UPDATE "schools" SET "time_zone" = "hour_settings"."time_zone" FROM "hour_settings" WHERE "school_id" = "schools"."id";--> statement-breakpoint
ALTER TABLE "hour_settings" DROP COLUMN "time_zone";
