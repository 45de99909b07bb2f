import { useNavigate } from "@solidjs/router";
import { createEffect } from "solid-js";
import { setSingleKeys, useShortcuts } from "../../shared/keyboard.ts";
import { storage } from "../../shared/session.ts";
import { mayEnter, rooms } from "../rooms.ts";
import { openOverlay } from "./overlays.ts";

export const singleKeysKey = "single-keys";

export function useAppShortcuts() {
  const navigate = useNavigate();
  createEffect(() => setSingleKeys(storage().get<boolean>(singleKeysKey) ?? true));
  useShortcuts(
    { keys: "mod+k", label: "Find anything", group: "Everywhere", run: () => openOverlay("palette") },
    { keys: "?", label: "Keyboard shortcuts", group: "Everywhere", run: () => openOverlay("shortcuts") },
    { keys: "g b", label: "Background tasks", group: "Go to", run: () => openOverlay("tasks") },
    { keys: "g w", label: "Welcome page", group: "Go to", run: () => navigate("/") },
    ...rooms.map((room) => ({
      keys: `g ${room.goKey}`,
      label: room.label,
      group: "Go to",
      when: () => mayEnter(room),
      run: () => navigate(room.path),
    })),
  );
}
