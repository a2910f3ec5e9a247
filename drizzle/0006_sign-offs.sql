CREATE TABLE "sign_offs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"school_id" uuid NOT NULL,
	"item_id" text NOT NULL,
	"version" integer NOT NULL,
	"signer_id" uuid NOT NULL,
	"name" text NOT NULL,
	"license" text,
	"reason" text,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sign_offs_either" CHECK (num_nonnulls("sign_offs"."license", "sign_offs"."reason") = 1)
);
--> statement-breakpoint
ALTER TABLE "sign_offs" ADD CONSTRAINT "sign_offs_school_id_schools_id_fk" FOREIGN KEY ("school_id") REFERENCES "public"."schools"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_offs" ADD CONSTRAINT "sign_offs_item_id_version_item_versions_item_id_version_fk" FOREIGN KEY ("item_id","version") REFERENCES "public"."item_versions"("item_id","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sign_offs_item" ON "sign_offs" USING btree ("item_id","version","school_id","at");--> statement-breakpoint
CREATE TRIGGER sign_offs_append_only BEFORE UPDATE ON "sign_offs" FOR EACH STATEMENT EXECUTE FUNCTION refuse_update();
