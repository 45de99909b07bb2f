import type { Appearance } from "./stripe-js.ts";

const darkness = matchMedia("(prefers-color-scheme: dark)");

/** The processor's fields in our colours; they are in a frame of its own, which knows none of our styles. */
export function appearance(): Appearance {
  const { theme } = document.documentElement.dataset;
  const isDark = theme === "dark" || (theme !== "light" && darkness.matches);
  return {
    theme: isDark ? "night" : "stripe",
    variables: {
      colorPrimary: rgbOf("--accent"),
      colorBackground: rgbOf("--sheet"),
      colorText: rgbOf("--ink"),
      colorTextSecondary: rgbOf("--ink-2"),
      colorDanger: rgbOf("--bad"),
      borderRadius: "6px",
      fontFamily: "system-ui, sans-serif",
    },
  };
}

export function onAppearanceChange(change: () => void): void {
  darkness.addEventListener("change", change);
}

/** Our colours are written in a way that the processor does not read; a painted dot says what they are. */
function rgbOf(name: string): string {
  const probe = document.createElement("span");
  document.body.append(probe);
  probe.style.color = `var(${name})`;
  const color = getComputedStyle(probe).color;
  probe.remove();
  const pen = document.createElement("canvas").getContext("2d");
  if (!pen) return color;
  pen.fillStyle = color;
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}
