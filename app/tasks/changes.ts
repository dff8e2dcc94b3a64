import { data, isRouteErrorResponse, useFetchers } from "react-router";

const PREFIX = "task:";

/** The key under which a task's change is on its way; the next change of the same task takes its place. */
export const fetcherKey = (taskId: string) => PREFIX + taskId;

/** The same for a title that is edited where it stands: a tick meanwhile does not take its place. */
export const titleKey = (taskId: string) => `title:${taskId}`;

/** What has been asked of a task and not yet been answered: shown as if it were done. */
export interface Change {
  completed?: boolean;
  deleted?: boolean;
}

/** The changes on their way, by task. */
export function useChanges(): Map<string, Change> {
  const fetchers = useFetchers();
  const changes = new Map<string, Change>();
  for (const { key, formAction, formData } of fetchers) {
    if (!key.startsWith(PREFIX) || !formData) continue;
    const completed = formData.get("completed");
    changes.set(
      key.slice(PREFIX.length),
      formAction?.endsWith("/delete") ? { deleted: true } : { completed: completed === "true" },
    );
  }
  return changes;
}

/** The answer to a change that did not get through. */
export interface Failed {
  failed: true;
}

/**
 * Runs a route's action on the server. One that does not get through comes back as a value, so that the row can say so
 * where it stands; its status keeps React Router from asking the same server for the whole page again.
 */
export async function attempt<T>(serverAction: () => Promise<T>) {
  try {
    return await serverAction();
  } catch (error) {
    if (error instanceof Response) throw error; // a redirect, to sign in again for example
    if (isRouteErrorResponse(error) && error.status < 500) throw error; // the server has answered: there is no such task
    window.dispatchEvent(new Event("unreached")); // whoever watches the connection looks after it
    return data<Failed>({ failed: true }, 503);
  }
}
