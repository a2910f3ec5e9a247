ALTER TABLE "answer_regrades" DROP CONSTRAINT "answer_regrades_answer_id_correction_id_pk";--> statement-breakpoint
ALTER TABLE "answer_regrades" ALTER COLUMN "correction_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "answer_regrades" ADD COLUMN "grading_id" uuid;--> statement-breakpoint
ALTER TABLE "answer_regrades" ADD CONSTRAINT "answer_regrades_grading_id_note_gradings_id_fk" FOREIGN KEY ("grading_id") REFERENCES "public"."note_gradings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "answer_regrades_correction" ON "answer_regrades" USING btree ("answer_id","correction_id");--> statement-breakpoint
CREATE UNIQUE INDEX "answer_regrades_grading" ON "answer_regrades" USING btree ("answer_id","grading_id");--> statement-breakpoint
CREATE INDEX "attempt_items_ungraded" ON "attempt_items" USING btree ("attempt_id") WHERE score is null and answer_id is not null;--> statement-breakpoint
CREATE INDEX "note_gradings_grader" ON "note_gradings" USING btree ("grader_id","graded_at");--> statement-breakpoint
CREATE UNIQUE INDEX "reports_one_open" ON "reports" USING btree ("account_id","item_id","item_version") WHERE outcome is null;--> statement-breakpoint
ALTER TABLE "answer_regrades" ADD CONSTRAINT "answer_regrades_one_cause" CHECK (num_nonnulls("answer_regrades"."correction_id", "answer_regrades"."grading_id") = 1);