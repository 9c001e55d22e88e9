import { EventStoreUnavailable } from '#libs/event-store';

/** Another process writes to this log. Only one may, or events would be skipped or overwritten. */
export class EventLogInUse extends Error {
  override readonly name = 'EventLogInUse';

  constructor(holder: string) {
    super(
      `The event log is in use by another process (${holder}). Stop it first: one log has one writer. ` +
        'Other processes reach the log through its gRPC port.',
    );
  }
}

/** The request can never be stored, whatever the state of the log. */
export class InvalidAppend extends Error {
  override readonly name = 'InvalidAppend';
}

/** It may be written all the same, now or later: whoever asks again with the same ids learns it. */
export class AppendNotConfirmed extends EventStoreUnavailable {
  constructor(message = 'The append was not confirmed in time.') {
    super(message);
  }
}
