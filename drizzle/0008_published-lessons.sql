ALTER TABLE "lesson_comments" ALTER COLUMN "block" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "lesson_comments" ALTER COLUMN "quote" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "school_lessons" ADD COLUMN "published_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "school_lessons" ADD COLUMN "published" jsonb;--> statement-breakpoint
ALTER TABLE "school_lessons" ADD COLUMN "asks" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "lesson_comments" ADD CONSTRAINT "lesson_comments_place" CHECK (("lesson_comments"."block" is null) = ("lesson_comments"."quote" is null));