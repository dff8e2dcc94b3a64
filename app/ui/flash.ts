import type { flash } from "~/words/flash.en.server";

/** What is said once, on the page after a post. Only the code travels. */
export type FlashCode = keyof typeof flash;
