import { index, layout, type RouteConfig, route } from "@react-router/dev/routes";

export default [
  layout("routes/pages.ts", [
    index("routes/home.tsx"),
    route("signup", "routes/signup.tsx"),
    route("login", "routes/login.tsx"),
    route("login/code", "routes/login-code.tsx"),
    route("logout", "routes/logout.ts"),
    route("forgot-password", "routes/forgot-password.tsx"),
    route("reset-password", "routes/reset-password.tsx"),
    route("confirm-email", "routes/confirm-email.tsx"),

    route("tasks/events", "routes/task-events.ts"),
    layout("routes/signed-in.tsx", [
      route("tasks", "routes/tasks.tsx"),
      route("tasks/new", "routes/new-task.tsx"),
      route("tasks/found", "routes/found-tasks.ts"),
      route("tasks/:taskId", "routes/task.tsx"),
      route("tasks/:taskId/completion", "routes/task-completion.ts"),
      route("tasks/:taskId/delete", "routes/task-deletion.tsx"),
      route("tasks/:taskId/version", "routes/task-version.ts"),
      route("trash", "routes/trash.tsx"),
      route("trash/delete", "routes/trash-deletion.tsx"),
      route("undo", "routes/undo.ts"),

      route("settings", "routes/settings.tsx"),
      route("settings/name", "routes/name.tsx"),
      route("settings/email", "routes/email.tsx"),
      route("settings/password", "routes/password.tsx"),
      route("settings/second-factor", "routes/second-factor.tsx"),
      route("settings/recovery-codes", "routes/recovery-codes.tsx"),
      route("settings/sessions", "routes/sessions.tsx"),
      route("settings/token", "routes/access-token.tsx"),
      route("settings/export", "routes/export.ts"),
      route("settings/deletion", "routes/account-deletion.tsx"),
    ]),
    route("preferences", "routes/preferences.tsx"),
    route("docs/api", "routes/reference.tsx"),
    route("*", "routes/not-found.tsx"),
  ]),

  route("problems/:code", "routes/problem.tsx"),

  route("api/openapi.json", "routes/api/openapi.ts"),
  route("api/auth/*", "routes/api/auth.ts"),
  layout("routes/api/owner.ts", [
    route("api/:userId/tasks", "routes/api/tasks.ts"),
    route("api/:userId/tasks/:taskId", "routes/api/task.ts"),
    route("api/:userId/tasks/:taskId/complete", "routes/api/task-completion.ts"),
  ]),
  route("api/*", "routes/api/not-found.ts"),

  route("csp-reports", "routes/csp-reports.ts"),
  route("sw.js", "routes/service-worker.ts"),
  route("healthz", "routes/healthz.ts"),
  route("readyz", "routes/readyz.ts"),
] satisfies RouteConfig;
