import type { Cast } from "./cast";

type Statuses = number[];

/** What a page answers to GET and POST: to nobody (or a dead session), and to another user who means the victim's. */
interface PageRow {
  GET: { nobody: Statuses; other: Statuses };
  POST: { nobody: Statuses; other: Statuses };
  /** The owner finds their own words here: without this, finding none elsewhere would mean nothing. */
  shows?: true;
  /** A post ends the session it came with. */
  ends?: true;
}

const all = (...statuses: Statuses) => ({ nobody: statuses, other: statuses });
/** Strangers are sent to sign in, before anything is looked at. */
const signedIn = (...other: Statuses) => ({ nobody: [303], other });

/** Every page and file of app/routes.ts. A route that is not here fails the matrix, whoever adds it. */
export const PAGES: Record<string, PageRow> = {
  "routes/home": { GET: { nobody: [200], other: [302] }, POST: all(405) },
  "routes/signup": { GET: { nobody: [200], other: [302] }, POST: { nobody: [422], other: [302, 422] } },
  "routes/login": { GET: { nobody: [200], other: [302] }, POST: { nobody: [422], other: [302, 422] } },
  "routes/logout": { GET: all(302), POST: all(303), ends: true },
  "routes/forgot-password": { GET: all(200), POST: all(303) },
  "routes/reset-password": { GET: all(200), POST: all(422) },
  "routes/tasks": { GET: signedIn(200), POST: signedIn(303), shows: true },
  "routes/new-task": { GET: signedIn(200, 302), POST: signedIn(303) },
  "routes/found-tasks": { GET: signedIn(200), POST: signedIn(405) },
  "routes/task": { GET: signedIn(404), POST: signedIn(404), shows: true },
  "routes/task-completion": { GET: signedIn(302), POST: signedIn(404) },
  "routes/task-deletion": { GET: signedIn(404), POST: signedIn(404), shows: true },
  "routes/task-events": { GET: { nobody: [204, 404], other: [200, 404] }, POST: all(405) },
  "routes/task-version": { GET: signedIn(404), POST: signedIn(405) },
  "routes/trash": { GET: signedIn(200), POST: signedIn(303, 422), shows: true },
  "routes/trash-deletion": { GET: signedIn(404, 422), POST: signedIn(303) },
  "routes/undo": { GET: signedIn(302), POST: signedIn(303) },
  "routes/settings": { GET: signedIn(200), POST: signedIn(405), shows: true },
  "routes/name": { GET: signedIn(200), POST: signedIn(422), shows: true },
  "routes/password": { GET: signedIn(200), POST: signedIn(422) },
  "routes/sessions": { GET: signedIn(200), POST: signedIn(303) },
  "routes/email": { GET: signedIn(200), POST: signedIn(422), shows: true },
  "routes/confirm-email": { GET: all(422), POST: all(422) },
  "routes/second-factor": { GET: signedIn(200), POST: signedIn(422) },
  "routes/recovery-codes": { GET: signedIn(200), POST: signedIn(422) },
  "routes/login-code": { GET: { nobody: [200], other: [302] }, POST: { nobody: [422], other: [302, 422] } },
  "routes/access-token": { GET: signedIn(200), POST: signedIn(200) },
  "routes/export": { GET: signedIn(200), POST: signedIn(405), shows: true },
  "routes/account-deletion": { GET: signedIn(200), POST: signedIn(422) },
  "routes/reference": { GET: all(200), POST: all(405), shows: true },
  "routes/not-found": { GET: all(404), POST: all(404) },
  "routes/problem": { GET: all(200, 404), POST: all(405) },
  "routes/csp-reports": { GET: all(405), POST: all(204) },
  "routes/healthz": { GET: all(200), POST: all(405) },
  "routes/readyz": { GET: all(200), POST: all(405) },
  "routes/service-worker": { GET: all(200), POST: all(405) },
};

/** The routes below /api: what they answer stands with the operations below. */
export const API_ROUTES = [
  "routes/api/openapi",
  "routes/api/auth",
  "routes/api/tasks",
  "routes/api/task",
  "routes/api/task-completion",
  "routes/api/not-found",
];

interface OperationRow {
  /** To nobody, or a dead session; below /api/{user_id} always 401. */
  nobody: Statuses;
  /** To another user who means what is the victim's, wherever they say so. */
  other: Statuses;
  /** What other users put in the body to mean the victim's. */
  body?: (cast: Cast) => Record<string, unknown>;
  shows?: true;
  /** It ends the session or the account that it comes with. */
  ends?: true;
}

const PASSWORD = "a password nobody has";

/** Every operation of specs/contracts/openapi.json that is no page, by its id. */
export const OPERATIONS: Record<string, OperationRow> = {
  listTasks: { nobody: [401], other: [200, 400, 403], shows: true },
  createTask: { nobody: [401], other: [201, 400, 403] },
  getTask: { nobody: [401], other: [200, 403, 404], shows: true },
  replaceTask: { nobody: [401], other: [200, 400, 403, 404] },
  changeTask: { nobody: [401], other: [200, 400, 403, 404] },
  deleteTask: { nobody: [401], other: [403, 404] },
  completeTask: { nobody: [401], other: [200, 400, 403, 404] },
  signUp: { nobody: [400], other: [400], body: ({ victim }) => ({ email: victim.email }) },
  signIn: { nobody: [400], other: [400], body: ({ victim }) => ({ email: victim.email }) },
  signInByCode: { nobody: [401], other: [400, 401], body: () => ({ code: "000000" }) },
  signInByRecoveryCode: { nobody: [401], other: [400, 401], body: () => ({ code: "00000-00000" }) },
  getAccessToken: { nobody: [401], other: [200] },
  getSession: { nobody: [200], other: [200], shows: true },
  listSessions: { nobody: [401], other: [200], shows: true },
  revokeSession: { nobody: [401], other: [200], body: ({ victim }) => ({ token: victim.sessionToken }) },
  revokeOtherSessions: { nobody: [401], other: [200], ends: true },
  signOut: { nobody: [200], other: [200], ends: true },
  changeUser: { nobody: [401], other: [200], body: () => ({ name: "Mallory" }) },
  changePassword: {
    nobody: [401],
    other: [400],
    body: () => ({ currentPassword: PASSWORD, newPassword: PASSWORD }),
    ends: true,
  },
  requestPasswordReset: { nobody: [200], other: [200], body: ({ victim }) => ({ email: victim.email }) },
  resetPassword: {
    nobody: [400],
    other: [400],
    body: ({ victim }) => ({ token: victim.sessionToken, newPassword: PASSWORD }),
  },
  deleteUser: { nobody: [401], other: [400], body: () => ({ password: PASSWORD }), ends: true },
  getContract: { nobody: [200], other: [200] },
};
