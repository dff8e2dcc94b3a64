/** The server cannot start, for a reason the operator can mend; the message says what and how. */
export class StartError extends Error {
  override name = "StartError";
}

/** The database is away, refuses, or took too long. Nothing was carried out that was not answered. */
export class DatabaseUnavailable extends Error {
  override name = "DatabaseUnavailable";
}

/** The session behind the principal has ended since it was identified: nobody is asking. */
export class SessionEnded extends Error {
  override name = "SessionEnded";
}

/** A row of somebody else's was about to leave. A mistake of ours, never of the person who asked. */
export class ForeignRow extends Error {
  override name = "ForeignRow";
}
