import pino from "pino";

import { env } from "./env.server";

/** One JSON line an event, on standard output. Never give it a token, a cookie, a password or a query. */
export const log = pino({ level: env.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime });
