import { useShortcuts } from "../keyboard.ts";

type RowActions = {
  any: () => boolean;
  move: (step: number, extend: boolean) => void;
  open: () => void;
  peek?: () => void;
  select?: () => void;
};

/** Works wherever the focus is on the page, so that nobody has to click into a list before walking it. */
export function useRowKeys(actions: RowActions) {
  const group = "List";
  const when = actions.any;
  useShortcuts(
    { keys: "j", label: "Next row", group, when, run: () => actions.move(1, false) },
    { keys: "k", label: "Previous row", group, when, run: () => actions.move(-1, false) },
    { keys: "ArrowDown", label: "Next row", group, when, hidden: true, run: () => actions.move(1, false) },
    { keys: "ArrowUp", label: "Previous row", group, when, hidden: true, run: () => actions.move(-1, false) },
    { keys: "Enter", label: "Open", group, when, run: actions.open },
  );
  const { peek, select } = actions;
  if (peek) useShortcuts({ keys: "o", label: "Look beside the list", group, when, run: peek });
  if (select) {
    useShortcuts(
      { keys: "x", label: "Select", group, when, run: select },
      { keys: "shift+ArrowDown", label: "Select downwards", group, when, run: () => actions.move(1, true) },
      { keys: "shift+ArrowUp", label: "Select upwards", group, when, run: () => actions.move(-1, true) },
    );
  }
}
