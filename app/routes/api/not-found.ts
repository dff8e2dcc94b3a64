import { notFound } from "~/http/problem.server";

/** Any path under /api that is nobody's. */
export const loader = () => notFound();
export const action = loader;
