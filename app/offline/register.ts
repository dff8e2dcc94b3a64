import { useEffect } from "react";

import { whenIdle } from "~/ui/when-idle";

/** Brings the worker that answers where there is no network; after everything else, for nobody waits for it. */
export function useOfflinePage(wanted: boolean): void {
  useEffect(() => {
    if (!wanted || !import.meta.env.PROD || !("serviceWorker" in navigator)) return;
    return whenIdle(() => void navigator.serviceWorker.register("/sw.js").catch(() => {})); // then there is none
  }, [wanted]);
}
