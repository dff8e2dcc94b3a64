import type { ComponentProps, KeyboardEvent } from "react";
import { Form, useNavigation } from "react-router";

import { useSlow } from "./slow";

/** A form that posts, once at a time; a second click while the first is on its way is not a second post. */
export function PostForm({ children, ...props }: ComponentProps<typeof Form>) {
  const { state, formMethod } = useNavigation();
  const busy = state !== "idle" && formMethod === "POST";
  return (
    <Form
      method="post"
      noValidate
      aria-busy={useSlow(busy) || undefined}
      onSubmit={(event) => busy && event.preventDefault()}
      onKeyDown={sendByKey}
      {...props}
    >
      {children}
    </Form>
  );
}

function sendByKey(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}
