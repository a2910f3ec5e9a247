CREATE TABLE "events" (
	"school_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"type" text NOT NULL,
	"data" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"place" bigint,
	CONSTRAINT "events_school_id_id_pk" PRIMARY KEY("school_id","id")
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"school_id" uuid NOT NULL,
	"webhook_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"status" integer,
	"error" text,
	"tried_at" timestamp (3) with time zone,
	"next_at" timestamp (3) with time zone,
	CONSTRAINT "webhook_deliveries_school_id_webhook_id_event_id_pk" PRIMARY KEY("school_id","webhook_id","event_id"),
	CONSTRAINT "webhook_deliveries_next" CHECK (("webhook_deliveries"."state" = 'waiting') = ("webhook_deliveries"."next_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"school_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"url" text NOT NULL,
	"description" text NOT NULL,
	"types" text[],
	"secret" text NOT NULL,
	"former_secret" text,
	"former_until" timestamp (3) with time zone,
	"state" text DEFAULT 'active' NOT NULL,
	"reason" text,
	"failing_since" timestamp (3) with time zone,
	"misses" integer DEFAULT 0 NOT NULL,
	"rests_until" timestamp (3) with time zone,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "webhooks_school_id_id_pk" PRIMARY KEY("school_id","id"),
	CONSTRAINT "webhooks_former" CHECK (("webhooks"."former_secret" is null) = ("webhooks"."former_until" is null)),
	CONSTRAINT "webhooks_off" CHECK (("webhooks"."state" = 'off') = ("webhooks"."reason" is not null))
);
--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_webhook" FOREIGN KEY ("school_id","webhook_id") REFERENCES "public"."webhooks"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_event" FOREIGN KEY ("school_id","event_id") REFERENCES "public"."events"("school_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "events_place" ON "events" USING btree ("school_id","place");--> statement-breakpoint
CREATE INDEX "events_unplaced" ON "events" USING btree ("school_id") WHERE place is null;--> statement-breakpoint
CREATE INDEX "events_at" ON "events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_at" ON "webhook_deliveries" USING btree ("school_id","webhook_id","at","event_id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_of_event" ON "webhook_deliveries" USING btree ("school_id","event_id");--> statement-breakpoint
-- Places in the order of events: never given twice, though old events are deleted.
CREATE SEQUENCE events_places OWNED BY "events"."place";--> statement-breakpoint
-- Events are added only; once, when they are first read, each gets its place.
CREATE TRIGGER events_append_only BEFORE UPDATE ON "events" FOR EACH ROW WHEN (OLD.place IS NOT NULL OR (NEW.school_id, NEW.id, NEW.type, NEW.data, NEW.at) IS DISTINCT FROM (OLD.school_id, OLD.id, OLD.type, OLD.data, OLD.at)) EXECUTE FUNCTION refuse_update();
