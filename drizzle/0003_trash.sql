CREATE TABLE "task_changes" (
	"user_id" text NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"task_ids" uuid[] NOT NULL,
	"moments" timestamp (3) with time zone[] NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "task_changes_user_id_id_pk" PRIMARY KEY("user_id","id"),
	CONSTRAINT "task_changes_kind" CHECK (kind in ('completed', 'reopened', 'deleted', 'restored')),
	CONSTRAINT "task_changes_pairs" CHECK (cardinality(task_ids) = cardinality(moments))
);
--> statement-breakpoint
DROP INDEX "tasks_user_id_created_at_id_idx";--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "deleted_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "task_changes" ADD CONSTRAINT "task_changes_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "task_changes_created_at_idx" ON "task_changes" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "tasks_user_id_completed_at_idx" ON "tasks" USING btree ("user_id","completed_at") WHERE completed_at is not null and deleted_at is null;--> statement-breakpoint
CREATE INDEX "tasks_user_id_deleted_at_id_idx" ON "tasks" USING btree ("user_id","deleted_at","id") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "tasks_deleted_at_idx" ON "tasks" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "tasks_user_id_created_at_id_idx" ON "tasks" USING btree ("user_id","created_at","id") WHERE deleted_at is null;--> statement-breakpoint
-- From here on by hand. What lies in the Trash is counted neither as pending nor as done.
CREATE OR REPLACE FUNCTION count_tasks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF tg_op = 'INSERT' THEN
		INSERT INTO task_counts AS c (user_id, pending, done)
			SELECT user_id, count(*) FILTER (WHERE NOT completed AND deleted_at IS NULL), count(*) FILTER (WHERE completed AND deleted_at IS NULL)
			FROM new_rows GROUP BY user_id
			ON CONFLICT (user_id) DO UPDATE SET pending = c.pending + excluded.pending, done = c.done + excluded.done;
	ELSIF tg_op = 'DELETE' THEN
		UPDATE task_counts c SET pending = c.pending - gone.pending, done = c.done - gone.done FROM (
			SELECT user_id, count(*) FILTER (WHERE NOT completed) AS pending, count(*) FILTER (WHERE completed) AS done
			FROM old_rows WHERE deleted_at IS NULL GROUP BY user_id
		) gone WHERE c.user_id = gone.user_id;
	ELSE
		UPDATE task_counts c SET pending = c.pending + moved.pending, done = c.done + moved.done FROM (
			SELECT user_id, sum(pending) AS pending, sum(done) AS done FROM (
				SELECT user_id, count(*) FILTER (WHERE NOT completed) AS pending, count(*) FILTER (WHERE completed) AS done
				FROM new_rows WHERE deleted_at IS NULL GROUP BY user_id
				UNION ALL
				SELECT user_id, -count(*) FILTER (WHERE NOT completed), -count(*) FILTER (WHERE completed)
				FROM old_rows WHERE deleted_at IS NULL GROUP BY user_id
			) either GROUP BY user_id
		) moved WHERE c.user_id = moved.user_id AND (moved.pending <> 0 OR moved.done <> 0);
	END IF;
	RETURN NULL;
END $$;--> statement-breakpoint
-- Who sweeps up sees of the tasks only whose they are and when they were deleted, and only those that are due.
GRANT SELECT ("user_id", "id", "deleted_at"), DELETE ON "tasks" TO clearlist_auth;--> statement-breakpoint
CREATE POLICY "tasks_sweep_seen" ON "tasks" FOR SELECT TO clearlist_auth USING (deleted_at < now() - interval '30 days');--> statement-breakpoint
CREATE POLICY "tasks_sweep" ON "tasks" FOR DELETE TO clearlist_auth USING (deleted_at < now() - interval '30 days');--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "task_changes" TO clearlist_app;--> statement-breakpoint
ALTER TABLE "task_changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "task_changes" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "task_changes_owner" ON "task_changes" TO clearlist_app
	USING (user_id = nullif(current_setting('app.user_id', true), ''))
	WITH CHECK (user_id = nullif(current_setting('app.user_id', true), ''));--> statement-breakpoint
GRANT SELECT ("created_at"), DELETE ON "task_changes" TO clearlist_auth;--> statement-breakpoint
CREATE POLICY "task_changes_sweep_seen" ON "task_changes" FOR SELECT TO clearlist_auth USING (created_at < now() - interval '24 hours');--> statement-breakpoint
CREATE POLICY "task_changes_sweep" ON "task_changes" FOR DELETE TO clearlist_auth USING (created_at < now() - interval '24 hours');
