/** Nobody changes what happened: not the application's role, which has no such right, and not a slip of its owner. */
export const refuseChanges = `
CREATE FUNCTION event_log.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on %.% is refused: the event log is append-only.', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event_log.events
  FOR EACH STATEMENT EXECUTE FUNCTION event_log.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event_log.streams
  FOR EACH STATEMENT EXECUTE FUNCTION event_log.refuse_change();

GRANT USAGE ON SCHEMA event_log TO event_log_writer;
GRANT SELECT, INSERT ON event_log.streams, event_log.events TO event_log_writer;
`;
