export type ButtonLook = {
  variant?: "primary" | "plain" | "quiet" | "danger";
  size?: "regular" | "small" | "large";
  class?: string;
};

const variants = {
  primary: "bg-accent text-accent-ink border-transparent shadow-1 hover:bg-accent-strong",
  plain: "bg-sheet text-ink border-line-strong shadow-1 hover:bg-hover",
  quiet: "bg-transparent text-ink-2 border-transparent hover:bg-hover hover:text-ink",
  danger: "bg-bad text-accent-ink border-transparent shadow-1 hover:bg-bad-strong",
};

const sizes = {
  small: "h-7 px-2.5",
  regular: "h-8 px-3",
  large: "h-10 px-4 text-md",
};

const shared =
  "relative inline-flex flex-none items-center justify-center gap-1.5 rounded-sm border font-medium whitespace-nowrap select-none " +
  "transition-colors duration-100 active:translate-y-px disabled:opacity-55 disabled:pointer-events-none " +
  "aria-disabled:opacity-70 min-h-(--touch) pointer-coarse:min-h-11";

export const buttonClass = (look: ButtonLook) =>
  `${shared} ${variants[look.variant ?? "plain"]} ${sizes[look.size ?? "regular"]} ${look.class ?? ""}`;
