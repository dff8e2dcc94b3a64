import { index, layout, type RouteConfig, route } from "@react-router/dev/routes";

export default [
  index("routes/home.tsx"),
  route("api/auth/*", "routes/api/auth.ts"),
  layout("routes/api/owner.ts", [
    route("api/:userId/tasks", "routes/api/tasks.ts"),
    route("api/:userId/tasks/:taskId", "routes/api/task.ts"),
    route("api/:userId/tasks/:taskId/complete", "routes/api/task-completion.ts"),
  ]),
  route("api/*", "routes/api/not-found.ts"),
  route("healthz", "routes/healthz.ts"),
  route("readyz", "routes/readyz.ts"),
] satisfies RouteConfig;
