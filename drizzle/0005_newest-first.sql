-- Newest first, as nearly all lists are: read backwards, this index took up to two pages more for each.
DROP INDEX "tasks_user_id_created_at_id_idx";--> statement-breakpoint
CREATE INDEX "tasks_user_id_created_at_id_idx" ON "tasks" USING btree ("user_id","created_at" DESC NULLS FIRST,"id" DESC NULLS FIRST) WHERE deleted_at is null;
