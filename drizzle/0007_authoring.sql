CREATE TABLE "announcement_deliveries" (
	"announcement_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"email" text,
	"tries" integer DEFAULT 0 NOT NULL,
	"settled_at" timestamp (3) with time zone,
	"read_at" timestamp (3) with time zone,
	CONSTRAINT "announcement_deliveries_announcement_id_account_id_pk" PRIMARY KEY("announcement_id","account_id"),
	CONSTRAINT "announcement_deliveries_settled" CHECK (("announcement_deliveries"."state" = 'waiting') = ("announcement_deliveries"."settled_at" is null))
);
--> statement-breakpoint
CREATE TABLE "announcements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"school_id" uuid NOT NULL,
	"cohort" text,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"sent_by" uuid NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "assignment_students" (
	"school_id" uuid NOT NULL,
	"assignment_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"items" text[] NOT NULL,
	"recall" double precision,
	CONSTRAINT "assignment_students_assignment_id_account_id_pk" PRIMARY KEY("assignment_id","account_id"),
	CONSTRAINT "assignment_students_items" CHECK (cardinality("assignment_students"."items") > 0),
	CONSTRAINT "assignment_students_recall" CHECK ("assignment_students"."recall" between 0 and 1)
);
--> statement-breakpoint
CREATE TABLE "assignments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"school_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"subject" jsonb NOT NULL,
	"due_day" integer NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	CONSTRAINT "assignments_of_school" UNIQUE("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "courses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"school_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"title" text NOT NULL,
	"summary" text NOT NULL,
	"outline" text NOT NULL,
	"origin" text,
	"modules" jsonb NOT NULL,
	"revision" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"published_at" timestamp (3) with time zone,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "courses_slug" UNIQUE("school_id","slug"),
	CONSTRAINT "courses_school" UNIQUE("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "images" (
	"school_id" uuid NOT NULL,
	"id" text NOT NULL,
	"type" text NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	"name" text NOT NULL,
	"added_by" uuid NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "images_school_id_id_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "import_batches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"school_id" uuid NOT NULL,
	"lesson_id" text NOT NULL,
	"name" text NOT NULL,
	"format" text NOT NULL,
	"items" text[] NOT NULL,
	"replaced" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"actor_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"undone_at" timestamp (3) with time zone,
	"undone_by" uuid
);
--> statement-breakpoint
CREATE TABLE "item_drafts" (
	"school_id" uuid NOT NULL,
	"item_id" text NOT NULL,
	"lesson_id" text NOT NULL,
	"content" jsonb NOT NULL,
	"based_on" integer,
	"revision" integer NOT NULL,
	"changed_by" uuid NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"submitted_at" timestamp (3) with time zone,
	CONSTRAINT "item_drafts_school_id_item_id_pk" PRIMARY KEY("school_id","item_id")
);
--> statement-breakpoint
CREATE TABLE "lesson_comments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"school_id" uuid NOT NULL,
	"lesson_id" text NOT NULL,
	"version" integer NOT NULL,
	"block" integer,
	"quote" text,
	"body" text NOT NULL,
	"author_id" uuid NOT NULL,
	"reply_to" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"resolved_at" timestamp (3) with time zone,
	"resolved_by" uuid,
	CONSTRAINT "lesson_comments_place" CHECK (("lesson_comments"."block" is null) = ("lesson_comments"."quote" is null))
);
--> statement-breakpoint
CREATE TABLE "lesson_versions" (
	"school_id" uuid NOT NULL,
	"lesson_id" text NOT NULL,
	"version" integer NOT NULL,
	"text" text NOT NULL,
	"reason" text NOT NULL,
	"author_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "lesson_versions_lesson_id_version_pk" PRIMARY KEY("lesson_id","version"),
	CONSTRAINT "lesson_versions_positive" CHECK ("lesson_versions"."version" > 0)
);
--> statement-breakpoint
CREATE TABLE "school_lessons" (
	"lesson_id" text PRIMARY KEY NOT NULL,
	"school_id" uuid NOT NULL,
	"course_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"text" text NOT NULL,
	"revision" integer NOT NULL,
	"changed_by" uuid NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"review_version" integer,
	"published_version" integer,
	"published_at" timestamp (3) with time zone,
	"published" jsonb,
	"asks" text[] DEFAULT '{}' NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	"origin" text,
	"origin_text" text,
	CONSTRAINT "school_lessons_slug" UNIQUE("course_id","slug"),
	CONSTRAINT "school_lessons_school" UNIQUE("school_id","lesson_id"),
	CONSTRAINT "school_lessons_origin" CHECK (("school_lessons"."origin" is null) = ("school_lessons"."origin_text" is null))
);
--> statement-breakpoint
CREATE TABLE "quick_comments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"school_id" uuid NOT NULL,
	"text" text NOT NULL,
	"uses" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "quick_comments_text" UNIQUE("school_id","text")
);
--> statement-breakpoint
ALTER TABLE "items" ADD COLUMN "school_id" uuid;--> statement-breakpoint
ALTER TABLE "lessons" ADD COLUMN "school_id" uuid;--> statement-breakpoint
ALTER TABLE "announcement_deliveries" ADD CONSTRAINT "announcement_deliveries_announcement_id_announcements_id_fk" FOREIGN KEY ("announcement_id") REFERENCES "public"."announcements"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_deliveries" ADD CONSTRAINT "announcement_deliveries_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcements" ADD CONSTRAINT "announcements_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment_students" ADD CONSTRAINT "assignment_students_assignment" FOREIGN KEY ("school_id","assignment_id") REFERENCES "public"."assignments"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignment_students" ADD CONSTRAINT "assignment_students_member" FOREIGN KEY ("school_id","account_id") REFERENCES "public"."members"("school_id","account_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses" ADD CONSTRAINT "courses_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "images" ADD CONSTRAINT "images_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_batches" ADD CONSTRAINT "import_batches_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_batches" ADD CONSTRAINT "import_batches_lesson_id_lessons_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."lessons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_drafts" ADD CONSTRAINT "item_drafts_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_drafts" ADD CONSTRAINT "item_drafts_lesson_id_lessons_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."lessons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_comments" ADD CONSTRAINT "lesson_comments_version" FOREIGN KEY ("lesson_id","version") REFERENCES "public"."lesson_versions"("lesson_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_comments" ADD CONSTRAINT "lesson_comments_reply" FOREIGN KEY ("reply_to") REFERENCES "public"."lesson_comments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_versions" ADD CONSTRAINT "lesson_versions_lesson" FOREIGN KEY ("school_id","lesson_id") REFERENCES "public"."school_lessons"("school_id","lesson_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_lessons" ADD CONSTRAINT "school_lessons_lesson_id_lessons_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."lessons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "school_lessons" ADD CONSTRAINT "school_lessons_course" FOREIGN KEY ("school_id","course_id") REFERENCES "public"."courses"("school_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quick_comments" ADD CONSTRAINT "quick_comments_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "announcement_deliveries_account" ON "announcement_deliveries" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "announcements_school" ON "announcements" USING btree ("school_id","sent_at");--> statement-breakpoint
CREATE INDEX "assignment_students_account" ON "assignment_students" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "assignments_school" ON "assignments" USING btree ("school_id","created_at");--> statement-breakpoint
CREATE INDEX "import_batches_school" ON "import_batches" USING btree ("school_id","created_at");--> statement-breakpoint
CREATE INDEX "item_drafts_lesson" ON "item_drafts" USING btree ("lesson_id");--> statement-breakpoint
CREATE INDEX "lesson_comments_lesson" ON "lesson_comments" USING btree ("school_id","lesson_id");--> statement-breakpoint
ALTER TABLE "items" ADD CONSTRAINT "items_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lessons" ADD CONSTRAINT "lessons_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "answers_wrong" ON "answers" USING btree ("account_id","study_day") WHERE score < 1;--> statement-breakpoint
CREATE INDEX "items_school" ON "items" USING btree ("school_id") WHERE school_id is not null;--> statement-breakpoint
CREATE TRIGGER lesson_versions_append_only BEFORE UPDATE ON "lesson_versions" FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();
