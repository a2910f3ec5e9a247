CREATE TABLE "area_standings" (
	"school_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"area" text NOT NULL,
	"items" integer NOT NULL,
	"first" integer NOT NULL,
	"share" double precision,
	"sampling" double precision,
	"modelled" double precision,
	"low" double precision,
	"high" double precision,
	CONSTRAINT "area_standings_school_id_account_id_area_pk" PRIMARY KEY("school_id","account_id","area")
);
--> statement-breakpoint
CREATE TABLE "standings" (
	"school_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"as_of" timestamp (3) with time zone NOT NULL,
	"last_day" integer,
	"questions" integer NOT NULL,
	"recall" double precision,
	"overdue" integer NOT NULL,
	"open" integer NOT NULL,
	"late" integer NOT NULL,
	"late_days" integer,
	"hours" double precision,
	"scheduled" double precision,
	"readiness" double precision,
	"low" double precision,
	"high" double precision,
	"covers" double precision NOT NULL,
	"risks" text[] NOT NULL,
	"reasons" jsonb NOT NULL,
	"lessons" jsonb NOT NULL,
	"states" jsonb NOT NULL,
	CONSTRAINT "standings_school_id_account_id_pk" PRIMARY KEY("school_id","account_id"),
	CONSTRAINT "standings_readiness" CHECK ("standings"."low" <= "standings"."readiness" and "standings"."readiness" <= "standings"."high")
);
--> statement-breakpoint
ALTER TABLE "area_standings" ADD CONSTRAINT "area_standings_student" FOREIGN KEY ("school_id","account_id") REFERENCES "public"."standings"("school_id","account_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "standings" ADD CONSTRAINT "standings_member" FOREIGN KEY ("school_id","account_id") REFERENCES "public"."members"("school_id","account_id") ON DELETE cascade ON UPDATE no action;