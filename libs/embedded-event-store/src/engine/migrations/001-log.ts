/** The log itself. Stream ids are integers, so that rows and indexes stay small. */
export const createLog = `
CREATE TABLE event_log.streams (
  id integer PRIMARY KEY,
  name text COLLATE "C" NOT NULL UNIQUE
);

CREATE TABLE event_log.events (
  position bigint PRIMARY KEY,
  -- No foreign key: the single writer adds stream and event in one transaction, and the check would cost as much as the event.
  stream integer NOT NULL,
  revision bigint NOT NULL,
  id uuid NOT NULL,
  type text COLLATE "C" NOT NULL,
  created_at timestamptz NOT NULL,
  is_json boolean NOT NULL,
  data bytea NOT NULL,
  metadata bytea NOT NULL
);

CREATE UNIQUE INDEX events_stream_revision ON event_log.events (stream, revision);
-- Not unique: one append may carry an id twice, and both are stored.
CREATE INDEX events_stream_id ON event_log.events (stream, id);

COMMENT ON TABLE event_log.events IS 'Append-only: the only truth of the ledger.';
`;
