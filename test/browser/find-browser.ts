import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/**
 * A Chromium to test in: the one CHROME_PATH names, the system's, Playwright's download, or, for root on Debian, a
 * fresh install. @throws with the one line to run when there is none
 */
export function findBrowser(): string {
  const found = installed();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    process.stdout.write("No browser is installed; installing Debian's chromium …\n");
    execFileSync("apt-get", ["update", "-qq"], { stdio: "inherit" });
    execFileSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
    const fresh = installed();
    if (fresh) return fresh;
  }
  throw new Error(
    "The browser tests need Chromium. Run this, then try again: npx playwright-core install chromium",
  );
}

function installed(): string | undefined {
  const named = process.env.CHROME_PATH;
  return [...(named ? [named] : []), ...INSTALLED, chromium.executablePath()].find((path) =>
    existsSync(path),
  );
}

/** A browser that says nothing to the outside. */
export const BROWSER_ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
