import { notFound } from "~/http/problem.server";

/** Any address that is nobody's. It has a component, so that the answer is a page. */
export const loader = () => {
  throw notFound();
};
export const action = loader;

export default function NotFound() {
  return null;
}
