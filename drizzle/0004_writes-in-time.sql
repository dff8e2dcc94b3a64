-- A statement that writes may say until when somebody waits for it, in app.deadline. When it comes to its end later, after
-- a wait for a lock or on a slow way here, it is undone: nobody would hear that it was carried out. The trigger's name
-- puts it after the one that counts, which may wait as well; what follows is the commit.
CREATE FUNCTION refuse_late() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF clock_timestamp() > nullif(current_setting('app.deadline', true), '')::timestamptz THEN
		RAISE EXCEPTION 'The statement came to its end after its deadline.' USING ERRCODE = 'query_canceled';
	END IF;
	RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER tasks_inserted_in_time AFTER INSERT ON "tasks" FOR EACH STATEMENT EXECUTE FUNCTION refuse_late();
