import { useEffect } from "react";

/** Brings the worker that answers where there is no network; after everything else, for nobody waits for it. */
export function useOfflinePage(wanted: boolean): void {
  useEffect(() => {
    if (!wanted || !import.meta.env.PROD || !("serviceWorker" in navigator)) return;
    const register = () => void navigator.serviceWorker.register("/sw.js").catch(() => {}); // then there is none
    if (document.readyState === "complete") return register();
    window.addEventListener("load", register, { once: true });
    return () => window.removeEventListener("load", register);
  }, [wanted]);
}
