import { useEffect, useState } from "react";
import { useNavigate } from "react-router";

import { usePreferences } from "~/preferences/preferences";
import { Connection } from "~/ui/connection";
import { useDrafts } from "~/ui/drafts";
import { KeyList } from "./key-list";
import { Palette } from "./palette";
import { press, type Shown } from "./press";
import { keyReader, PALETTE_KEYS } from "./read-key";

/** What comes after the page: it keeps drafts, says when there is no connection, listens to keys, and shows what stands in front of the page because a key or a button has asked for it. */
export default function Hands({ who }: { who: string }) {
  const singleKeys = usePreferences().keys === "on";
  const navigate = useNavigate();
  useDrafts(who);
  const [shown, show] = useState<Shown>();

  useEffect(() => {
    const read = keyReader(singleKeys);
    const onKey = (event: KeyboardEvent) => {
      const key = read(event);
      if (!key) return;
      event.preventDefault();
      press(key, navigate, show);
    };
    const onClick = ({ target }: MouseEvent) => {
      if (target instanceof Element && target.closest("[data-palette]")) show("palette");
    };
    document.addEventListener("keydown", onKey);
    document.addEventListener("click", onClick);
    for (const place of document.querySelectorAll<HTMLElement>("[data-palette] .key")) {
      place.textContent = PALETTE_KEYS;
      place.parentElement!.title = PALETTE_KEYS;
    }
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("click", onClick);
    };
  }, [singleKeys, navigate]);

  return (
    <>
      <Connection />
      {shown === "palette" && <Palette show={show} />}
      {shown === "list" && <KeyList singleKeys={singleKeys} show={show} />}
    </>
  );
}
