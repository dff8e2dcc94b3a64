import { index, layout, route } from "@react-router/dev/routes";

export default [
  index("routes/home.jsx"),
  layout("routes/signed-in.jsx", [
    route("tasks", "routes/tasks.jsx"),
    route("tasks/new", "routes/nothing.js", { id: "new" }),
    route("tasks/:taskId", "routes/nothing.js", { id: "task" }),
    route("tasks/:taskId/completion", "routes/nothing.js", { id: "completion" }),
    route("tasks/:taskId/delete", "routes/nothing.js", { id: "delete" }),
    route("settings", "routes/nothing.js", { id: "settings" }),
    route("logout", "routes/nothing.js", { id: "logout" }),
  ]),
];
