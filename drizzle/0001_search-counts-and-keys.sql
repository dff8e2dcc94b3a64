CREATE TABLE "idempotency_keys" (
	"user_id" text NOT NULL,
	"key" text NOT NULL,
	"request" text NOT NULL,
	"answer" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_user_id_key_pk" PRIMARY KEY("user_id","key"),
	CONSTRAINT "idempotency_keys_key_length" CHECK (char_length(key) between 1 and 255)
);
--> statement-breakpoint
CREATE TABLE "task_counts" (
	"user_id" text PRIMARY KEY NOT NULL,
	"pending" integer NOT NULL,
	"done" integer NOT NULL,
	CONSTRAINT "task_counts_not_negative" CHECK (pending >= 0 and done >= 0)
);
--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "words" "tsvector" DEFAULT ''::tsvector NOT NULL;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_counts" ADD CONSTRAINT "task_counts_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
-- From here on by hand. The owner of the tables is bound by row-level security too, so it is lifted while the rows
-- that are there already get their words and are counted.
ALTER TABLE "tasks" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "tasks" SET "words" = array_to_tsvector(ARRAY(
	SELECT DISTINCT word FROM regexp_split_to_table(
		lower(regexp_replace(normalize(title || ' ' || coalesce(description, ''), NFKD), '[\u0300-\u036f]', '', 'g') COLLATE "und-x-icu"),
		'[^[:alnum:]]+'
	) AS word WHERE word <> ''
));--> statement-breakpoint
INSERT INTO "task_counts" ("user_id", "pending", "done")
	SELECT user_id, count(*) FILTER (WHERE NOT completed), count(*) FILTER (WHERE completed) FROM "tasks" GROUP BY user_id;--> statement-breakpoint
ALTER TABLE "tasks" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE FUNCTION count_tasks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF tg_op = 'INSERT' THEN
		INSERT INTO task_counts AS c (user_id, pending, done)
			SELECT user_id, count(*) FILTER (WHERE NOT completed), count(*) FILTER (WHERE completed) FROM new_rows GROUP BY user_id
			ON CONFLICT (user_id) DO UPDATE SET pending = c.pending + excluded.pending, done = c.done + excluded.done;
	ELSIF tg_op = 'DELETE' THEN
		UPDATE task_counts c SET pending = c.pending - gone.pending, done = c.done - gone.done FROM (
			SELECT user_id, count(*) FILTER (WHERE NOT completed) AS pending, count(*) FILTER (WHERE completed) AS done FROM old_rows GROUP BY user_id
		) gone WHERE c.user_id = gone.user_id;
	ELSE
		UPDATE task_counts c SET pending = c.pending - moved.n, done = c.done + moved.n FROM (
			SELECT n.user_id, count(*) FILTER (WHERE n.completed) - count(*) FILTER (WHERE o.completed) AS n
			FROM new_rows n JOIN old_rows o USING (user_id, id) GROUP BY n.user_id
		) moved WHERE c.user_id = moved.user_id AND moved.n <> 0;
	END IF;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER tasks_inserted AFTER INSERT ON "tasks" REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_tasks();--> statement-breakpoint
CREATE TRIGGER tasks_updated AFTER UPDATE ON "tasks" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_tasks();--> statement-breakpoint
CREATE TRIGGER tasks_deleted AFTER DELETE ON "tasks" REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION count_tasks();--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "task_counts" TO clearlist_app;--> statement-breakpoint
-- When an account is deleted its tasks go with it, and the trigger above runs as whoever deleted the account. No policy
-- lets that role see a row, and there is nothing left to count.
GRANT SELECT, UPDATE ON "task_counts" TO clearlist_auth;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "idempotency_keys" TO clearlist_app;--> statement-breakpoint
ALTER TABLE "task_counts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "task_counts" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "task_counts_owner" ON "task_counts" TO clearlist_app
	USING (user_id = nullif(current_setting('app.user_id', true), ''))
	WITH CHECK (user_id = nullif(current_setting('app.user_id', true), ''));--> statement-breakpoint
ALTER TABLE "idempotency_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "idempotency_keys" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "idempotency_keys_owner" ON "idempotency_keys" TO clearlist_app
	USING (user_id = nullif(current_setting('app.user_id', true), ''))
	WITH CHECK (user_id = nullif(current_setting('app.user_id', true), ''));--> statement-breakpoint
-- Who sweeps up sees of the keys only how old they are, and only the old ones.
GRANT SELECT ("created_at"), DELETE ON "idempotency_keys" TO clearlist_auth;--> statement-breakpoint
CREATE POLICY "idempotency_keys_sweep_seen" ON "idempotency_keys" FOR SELECT TO clearlist_auth USING (created_at < now() - interval '24 hours');--> statement-breakpoint
CREATE POLICY "idempotency_keys_sweep" ON "idempotency_keys" FOR DELETE TO clearlist_auth USING (created_at < now() - interval '24 hours');
