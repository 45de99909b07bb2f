import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "..");
const FLOORS = ["web", "worker", "control-plane", "analytics", "tenant-schema"] as const;
type Floor = (typeof FLOORS)[number];

/** Imports go down only. What the web may take as values is said below. */
const MAY_IMPORT: Readonly<Record<Floor, readonly Floor[]>> = {
  web: ["web", "worker", "control-plane", "tenant-schema"],
  worker: ["worker", "control-plane", "analytics", "tenant-schema"],
  "control-plane": ["control-plane", "tenant-schema"],
  analytics: ["analytics", "tenant-schema"],
  "tenant-schema": ["tenant-schema"],
};
const WEB_VALUES = [
  /^tenant-schema\/(ids|money|dates)\.ts$/,
  /^worker\/(domains|enterprise)\/[^/]+\/(schemas|values)\.ts$/,
  /^worker\/live\/protocol\.ts$/,
  /^worker\/kernel\/table\.ts$/,
];
/** A page that needs a plain value only must not load zod for it. */
const mayTake = (path: string, target: string) =>
  path.endsWith("/schemas.ts")
    ? target === "zod/mini" || WEB_VALUES.some((allowed) => allowed.test(target))
    : !target.endsWith("/schemas.ts") && WEB_VALUES.some((allowed) => allowed.test(target));
const MAX_LINES = { source: 250, test: 400 };

interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly {
    readonly target: string;
    readonly typeOnly: boolean;
    readonly external: boolean;
  }[];
}

function walk(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return walk(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts") ? [path] : [];
  });
}

const IMPORT = /^\s*(import|export)\s+(type\s+)?([^;'"]*?from\s+)?["']([^"']+)["']/gm;

function read(path: string): SourceFile {
  const text = readFileSync(join(ROOT, path), "utf8");
  const imports = [...text.matchAll(IMPORT)].map((match) => {
    const specifier = match[4] as string;
    const external = !specifier.startsWith(".");
    const target = external ? specifier : relative(ROOT, resolve(ROOT, dirname(path), specifier));
    const names = match[3] ?? "";
    const onlyTypes =
      /^\{[^}]*\}\s+from\s+$/.test(names) &&
      names
        .replace(/[{}]|from\s+$/g, "")
        .split(",")
        .every((name) => name.trim() === "" || /^\s*type\s/.test(name));
    return { target, typeOnly: match[2] !== undefined || onlyTypes, external };
  });
  return { path, text, imports };
}

const sources = FLOORS.flatMap(walk).map(read);
const tests = walk("test").map(read);
const floorOf = (path: string) => path.split("/")[0] as Floor;

describe("the arrows", () => {
  it("go down only", () => {
    const wrong = sources.flatMap((file) =>
      file.imports
        .filter((entry) => !entry.external && !MAY_IMPORT[floorOf(file.path)].includes(floorOf(entry.target)))
        .map((entry) => `${file.path} → ${entry.target}`),
    );
    expect(wrong).toEqual([]);
  });

  it("let the web take values only from shapes, ids, money, dates and what says how things travel", () => {
    const wrong = sources
      .filter((file) => floorOf(file.path) === "web")
      .flatMap((file) =>
        file.imports
          .filter((entry) => !entry.external && !entry.typeOnly && floorOf(entry.target) !== "web")
          .filter((entry) => !WEB_VALUES.some((allowed) => allowed.test(entry.target)))
          .map((entry) => `${file.path} → ${entry.target}`),
      );
    expect(wrong).toEqual([]);
  });

  it("keep shapes free of everything but zod/mini, and plain values free of that too", () => {
    const wrong = sources
      .filter((file) => /^worker\/(domains|enterprise)\/[^/]+\/(schemas|values)\.ts$/.test(file.path))
      .flatMap((file) =>
        file.imports
          .filter((entry) => !entry.typeOnly && !mayTake(file.path, entry.target))
          .map((entry) => `${file.path} → ${entry.target}`),
      );
    expect(wrong).toEqual([]);
  });

  it("have no circles of values", () => {
    const graph = new Map(
      sources.map((file) => [
        file.path,
        file.imports.filter((entry) => !entry.external && !entry.typeOnly).map((entry) => entry.target),
      ]),
    );
    const circles: string[] = [];
    const done = new Set<string>();
    const visit = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) {
        circles.push([...trail.slice(trail.indexOf(path)), path].join(" → "));
        return;
      }
      if (done.has(path)) return;
      for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
      done.add(path);
    };
    for (const path of graph.keys()) visit(path, []);
    expect(circles).toEqual([]);
  });

  it("lead to files that exist", () => {
    const missing = [...sources, ...tests].flatMap((file) =>
      file.imports
        .filter(
          (entry) =>
            !entry.external &&
            /\.(tsx?|sql|json|css)$/.test(entry.target) &&
            !existsSync(join(ROOT, entry.target)),
        )
        .map((entry) => `${file.path} → ${entry.target}`),
    );
    expect(missing).toEqual([]);
  });
});

describe("the house rules", () => {
  it("no page makes markup of a text", () => {
    const MARKUP = /\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment)\b/;
    const makers = sources.filter(({ path, text }) => floorOf(path) === "web" && MARKUP.test(text));
    expect(makers.map(({ path }) => path)).toEqual([]);
  });

  it("no text is said once and kept: what a Show or Match calls back with is a piece of the page", () => {
    const TEXT =
      /<(?:Show|Match)\b[^<]*?>\s*\{\(\w+\)\s*=>\s*(?:["'`]|[^<({]*?(?:\([^<]*?\))?[^<({]*?\?\s*["'`])/;
    const wrong = sources.filter(({ path, text }) => path.endsWith(".tsx") && TEXT.test(text));
    expect(wrong.map(({ path }) => path)).toEqual([]);
    expect(TEXT.test('<Show when={name()}>{(known) => "away"}</Show>')).toBe(true);
    expect(TEXT.test('<Show when={name()}>{(known) => known().count > 1 ? "many" : "one"}</Show>')).toBe(
      true,
    );
    expect(TEXT.test("<Show when={name()}>{(known) => <b>{known()}</b>}</Show>")).toBe(false);
  });

  it("only open-tenant makes an account database", () => {
    const makers = sources.filter((file) => /new TenantDatabase\(/.test(file.text)).map((file) => file.path);
    expect(makers).toEqual(["control-plane/open-tenant.ts"]);
  });

  it("only the drivers touch an engine", () => {
    const wrong = sources
      .filter(
        (file) =>
          file.imports.some((entry) => entry.target.startsWith("@libsql/")) ||
          /\bD1Database\b.*\.prepare\(/.test(file.text),
      )
      .map((file) => file.path)
      .filter((path) => !path.startsWith("control-plane/drivers/"));
    expect(wrong).toEqual([]);
  });

  it("nothing of /local is reachable from the production entry", () => {
    const byPath = new Map(sources.map((file) => [file.path, file]));
    const reached = new Set<string>();
    const visit = (path: string): void => {
      if (reached.has(path)) return;
      reached.add(path);
      for (const entry of byPath.get(path)?.imports ?? []) if (!entry.external) visit(entry.target);
    };
    visit("worker/index.ts");
    expect(reached.size).toBeGreaterThan(50);
    expect([...reached].filter((path) => path.startsWith("worker/local/"))).toEqual([]);
  });

  it("a use-case takes its time from the context", () => {
    const wrong = sources
      .filter(
        (file) =>
          /^worker\/(domains|enterprise|kernel)\//.test(file.path) &&
          /Date\.now\(\)|new Date\(\)/.test(file.text),
      )
      .map((file) => file.path);
    expect(wrong).toEqual([]);
  });

  it("files stay short enough to read", () => {
    const long = [
      ...sources.map((file) => ({ file, max: MAX_LINES.source })),
      ...tests.map((file) => ({ file, max: MAX_LINES.test })),
    ]
      .map(({ file, max }) => ({ path: file.path, lines: file.text.split("\n").length - 1, max }))
      .filter(({ lines, max }) => lines > max)
      .map(({ path, lines }) => `${path}: ${lines}`);
    expect(long).toEqual([]);
  });

  it("names are kebab-case and there are no barrels", () => {
    const files = [...sources, ...tests].map((file) => file.path);
    const badNames = files.filter((path) => !/^[a-z0-9/.-]+$/.test(path));
    const barrels = files.filter((path) => /\/index\.tsx?$/.test(path) && !path.startsWith("worker/"));
    expect([badNames, barrels]).toEqual([[], []]);
  });

  it("there are no leftovers", () => {
    const marks = new RegExp(
      `\\b(${["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"].join("|")})\\b|\\.(skip|only|todo)\\(|@ts-(ignore|expect-error)|\\bas any\\b`,
    );
    const wrong = [...sources, ...tests]
      .filter((file) => marks.test(file.text) && file.path !== "test/architecture.node.test.ts")
      .map((file) => file.path);
    expect(wrong).toEqual([]);
  });

  it("the top-level folders are the floors", () => {
    const folders = readdirSync(ROOT).filter(
      (name) =>
        statSync(join(ROOT, name)).isDirectory() &&
        !name.startsWith(".") &&
        !["node_modules", "dist"].includes(name),
    );
    expect(folders.sort()).toEqual(["analytics", "control-plane", "tenant-schema", "test", "web", "worker"]);
  });
});
