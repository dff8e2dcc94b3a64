import { reply } from "~/http/reply.server";

/** The process is up. */
export const loader = () => reply("ok\n", { headers: { "Cache-Control": "no-store" } });
