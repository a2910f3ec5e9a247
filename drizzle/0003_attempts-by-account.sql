CREATE INDEX "attempts_account" ON "attempts" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "item_statistics_item" ON "item_statistics" USING btree ("item_id");