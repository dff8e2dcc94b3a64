import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  customType,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

import { DESCRIPTION_MAX, TITLE_MAX } from "../tasks/task";

/** Milliseconds, because that is what the contract shows: what is stored is what is read back. */
const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

export const user = pgTable("user", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  email: text("email").notNull().unique(),
  emailVerified: boolean("email_verified").notNull().default(false),
  image: text("image"),
  twoFactorEnabled: boolean("two_factor_enabled").notNull().default(false),
  createdAt: moment("created_at").notNull().defaultNow(),
  updatedAt: moment("updated_at").notNull().defaultNow(),
});

const owner = () =>
  text("user_id")
    .notNull()
    .references(() => user.id, { onDelete: "cascade" });

export const session = pgTable(
  "session",
  {
    id: text("id").primaryKey(),
    userId: owner(),
    token: text("token").notNull().unique(),
    expiresAt: moment("expires_at").notNull(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    createdAt: moment("created_at").notNull().defaultNow(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (table) => [index("session_user_id_idx").on(table.userId)],
);

export const account = pgTable(
  "account",
  {
    id: text("id").primaryKey(),
    userId: owner(),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: moment("access_token_expires_at"),
    refreshTokenExpiresAt: moment("refresh_token_expires_at"),
    scope: text("scope"),
    password: text("password"),
    createdAt: moment("created_at").notNull().defaultNow(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (table) => [uniqueIndex("account_user_id_provider_id_key").on(table.userId, table.providerId)],
);

/** What the second factor of a user is checked by; secret and codes encrypted. It counts once it is `verified`. */
export const twoFactor = pgTable(
  "two_factor",
  {
    id: text("id").primaryKey(),
    userId: owner(),
    secret: text("secret").notNull(),
    backupCodes: text("backup_codes").notNull(),
    verified: boolean("verified").notNull().default(false),
    /** Better Auth's own count, which goes unused: codes are counted like passwords, in `rate_limits`. */
    failedVerificationCount: integer("failed_verification_count").notNull().default(0),
    lockedUntil: moment("locked_until"),
  },
  (table) => [uniqueIndex("two_factor_user_id_key").on(table.userId)],
);

export const verification = pgTable(
  "verification",
  {
    id: text("id").primaryKey(),
    identifier: text("identifier").notNull(),
    value: text("value").notNull(),
    expiresAt: moment("expires_at").notNull(),
    createdAt: moment("created_at").notNull().defaultNow(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
  },
  (table) => [index("verification_identifier_idx").on(table.identifier)],
);

/** How often something was tried: `key` says what and by whom, never in clear. */
export const rateLimits = pgTable("rate_limits", {
  key: text("key").primaryKey(),
  count: integer("count").notNull(),
  resetsAt: moment("resets_at").notNull(),
});

export const tasks = pgTable(
  "tasks",
  {
    id: uuid("id").notNull(),
    userId: owner(),
    title: text("title").notNull(),
    description: text("description"),
    completed: boolean("completed").notNull().default(false),
    completedAt: moment("completed_at"),
    version: integer("version").notNull().default(1),
    createdAt: moment("created_at").notNull().defaultNow(),
    updatedAt: moment("updated_at").notNull().defaultNow(),
    /** The words of title and description as search knows them: folded, each once. Made by the app, never shown. */
    words: tsvector("words").notNull().default(sql`''::tsvector`),
    /** When it was put into the Trash; nowhere else is it seen any more. */
    deletedAt: moment("deleted_at"),
  },
  (table) => [
    // The owner comes first in every unique index: a clash can only be with a task of one's own.
    primaryKey({ columns: [table.userId, table.id] }),
    // Newest first, as nearly all lists are: read backwards, an index takes a page or two more.
    index("tasks_user_id_created_at_id_idx")
      .on(table.userId, table.createdAt.desc().nullsFirst(), table.id.desc().nullsFirst())
      .where(sql`deleted_at is null`),
    index("tasks_user_id_completed_at_idx")
      .on(table.userId, table.completedAt)
      .where(sql`completed_at is not null and deleted_at is null`),
    index("tasks_user_id_deleted_at_id_idx")
      .on(table.userId, table.deletedAt, table.id)
      .where(sql`deleted_at is not null`),
    // For the sweep, which looks through everybody's Trash.
    index("tasks_deleted_at_idx").on(table.deletedAt).where(sql`deleted_at is not null`),
    check("tasks_title_length", sql.raw(`char_length(title) between 1 and ${TITLE_MAX}`)),
    check("tasks_description_length", sql.raw(`char_length(description) between 1 and ${DESCRIPTION_MAX}`)),
    check("tasks_completed_at", sql`completed = (completed_at is not null)`),
    check("tasks_version", sql`version >= 1`),
  ],
);

/** What was done to several tasks at once, for as long as it can be undone. Both lists are in the same order. */
export const taskChanges = pgTable(
  "task_changes",
  {
    userId: owner(),
    id: uuid("id").notNull(),
    kind: text("kind").notNull(),
    taskIds: uuid("task_ids").array().notNull(),
    /** What the change has overwritten: when each was completed, or deleted. */
    moments: moment("moments").array().notNull(),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.id] }),
    index("task_changes_created_at_idx").on(table.createdAt),
    check("task_changes_kind", sql`kind in ('completed', 'reopened', 'deleted', 'restored')`),
    check("task_changes_pairs", sql`cardinality(task_ids) = cardinality(moments)`),
  ],
);

/** How many tasks somebody has, those in the Trash left out, kept by triggers on `tasks`: counting them anew would cost more with each task. */
export const taskCounts = pgTable(
  "task_counts",
  {
    userId: owner().primaryKey(),
    pending: integer("pending").notNull(),
    done: integer("done").notNull(),
  },
  () => [check("task_counts_not_negative", sql`pending >= 0 and done >= 0`)],
);

/** The first answer to a request that may come again, written in the same transaction as what it did. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    userId: owner(),
    key: text("key").notNull(),
    /** Digest of what was asked for, to tell the same request from another under the same key. */
    request: text("request").notNull(),
    answer: text("answer").notNull(),
    createdAt: moment("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.key] }),
    index("idempotency_keys_created_at_idx").on(table.createdAt),
    check("idempotency_keys_key_length", sql`char_length(key) between 1 and 255`),
  ],
);
