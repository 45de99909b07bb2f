import { readFileSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import { type Connect, defineConfig, type Plugin, type Rolldown } from "vite";
import solid from "vite-plugin-solid";
import { devMock } from "./dev-mock.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const worker = "http://127.0.0.1:8787";

/** The portals are single-page apps: every page address of a portal is answered with that portal's one document. */
function portalDocuments(): Plugin {
  const rewrite: Connect.NextHandleFunction = (request, _response, next) => {
    if (request.url && /^\/a\/[^/]+/.test(request.url)) request.url = "/office/index.html";
    if (request.url && /^\/portal\/[^/]+/.test(request.url)) request.url = "/family/index.html";
    if (request.url && /^\/enterprise(\/(?!.*\.)|\?|$)/.test(request.url))
      request.url = "/enterprise/index.html";
    if (request.url && /^\/payment-fields(\?|$)/.test(request.url))
      request.url = "/payment-fields/index.html";
    next();
  };
  return {
    name: "chalkline-portal-documents",
    configureServer: (server) => void server.middlewares.use(rewrite),
    configurePreviewServer: (server) => void server.middlewares.use(rewrite),
  };
}

type Chunk = Rolldown.OutputChunk;

/** Pages that their rooms ask for, by the pattern of their addresses. */
const subpages: Readonly<Record<string, readonly (readonly [place: string, module: string])[]>> = {
  office: [
    ["^/families$", "families/families-list.tsx"],
    ["^/families/(?!new$)[^/]+$", "families/page/family-page.tsx"],
    ["^/classes$", "classes/classes-list.tsx"],
    ["^/classes/(?!new$)[^/]+$", "classes/page/class-page.tsx"],
    ["^/attendance$", "attendance/day/day-page.tsx"],
    ["^/attendance/[^/]+/[^/]+$", "attendance/sheet/roll-sheet-page.tsx"],
  ],
  family: [
    ["^/$", "landing/landing-page.tsx"],
    ["^/offline$", "offline/offline-page.tsx"],
  ],
  enterprise: [["^/$", "accounts/accounts-page.tsx"]],
};

/**
 * What the first paint needs but the document does not name, since the names of bundled files carry hashes: the one
 * font, and for each room its script, which would otherwise be asked for only when the shell has been run. The Worker
 * leaves in the document what belongs to the page that is asked for.
 */
function preloadFirst(): Plugin {
  return {
    name: "chalkline-preload-first",
    transformIndexHtml: {
      order: "post",
      handler: (html, { bundle = {}, path }) => {
        const files = Object.values(bundle);
        const fonts = files
          .filter(({ fileName }) => fileName.endsWith(".woff2"))
          .map(({ fileName }) => preload(fileName, 'rel="preload" as="font" type="font/woff2"'));
        const chunks = files.filter((file) => file.type === "chunk");
        const portal = path.split("/")[1] ?? "";
        const pages = subpages[portal] ? [...roomPages(portal), ...subpages[portal]] : [];
        const rooms = pages.map(([place, module]) => {
          const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId === here(`${portal}/${module}`));
          const scripts = chunk ? withImports(chunk.fileName, chunks) : [];
          const styles = [...(chunk?.viteMetadata?.importedCss ?? [])];
          const links = [
            ...styles.map((file) => preload(file, 'rel="preload" as="style"')),
            ...[...scripts].map((file) => preload(file, 'rel="modulepreload"')),
          ];
          return `<!--first ${place}-->${links.join("")}<!--/first-->`;
        });
        return html.replace("</head>", () => `${[...fonts, ...rooms].join("\n    ")}\n  </head>`);
      },
    },
  };
}

/** A script with all that it cannot run without: what is asked for only when a part of it has come costs a way back. */
function withImports(fileName: string, chunks: readonly Chunk[], known = new Set<string>()): Set<string> {
  if (known.has(fileName)) return known;
  known.add(fileName);
  for (const name of chunks.find((chunk) => chunk.fileName === fileName)?.imports ?? []) {
    withImports(name, chunks, known);
  }
  return known;
}

const preload = (fileName: string, attributes: string) =>
  `<link ${attributes} crossorigin href="/${fileName}">`;

/** The rooms that come in a script of their own, as `rooms.ts` lists them. */
function roomPages(portal: string): [place: string, module: string][] {
  const listed = readFileSync(here(`${portal}/rooms.ts`), "utf8").matchAll(
    /path: "(\/[\w/-]+)"[^{}]*import\("\.\/([^"]+)"\)/g,
  );
  return [...listed].map(([, path, module]) => [`^${path}(/|$)`, module as string]);
}

/**
 * Removes what earlier builds left only after the new one is written, so that a Worker which serves the folder never
 * finds it empty.
 */
function removeStaleAssets(): Plugin {
  return {
    name: "chalkline-remove-stale-assets",
    apply: "build",
    async writeBundle(options, bundle) {
      const folder = `${options.dir}/assets`;
      const fresh = new Set(Object.keys(bundle).map((file) => file.replace(/^assets\//, "")));
      const found = await readdir(folder, { withFileTypes: true });
      const stale = found.filter((file) => file.isFile() && !fresh.has(file.name)).map(({ name }) => name);
      await Promise.all(stale.map((file) => rm(`${folder}/${file}`)));
    },
  };
}

export default defineConfig({
  root: here("."),
  base: "/",
  appType: "mpa",
  plugins: [
    process.env.MOCK ? devMock() : undefined,
    portalDocuments(),
    preloadFirst(),
    removeStaleAssets(),
    solid(),
    tailwindcss(),
  ],
  build: {
    outDir: here("../dist/web"),
    emptyOutDir: false,
    target: ["chrome125", "edge125", "firefox128", "safari18"],
    // The content security policy allows neither inline scripts nor data: styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        office: here("office/index.html"),
        family: here("family/index.html"),
        enterprise: here("enterprise/index.html"),
        "payment-fields": here("payment-fields/index.html"),
        "service-worker": here("service-worker/family.ts"),
      },
      output: {
        // The Worker hands it out below the addresses of each school, so its own must not change.
        entryFileNames: ({ name }) =>
          name === "service-worker" ? "family/service-worker.js" : "assets/[name]-[hash].js",
        // Left alone, every module that two pages share becomes a file of its own, and a page begins with forty
        // requests: on a slow machine they cost more than what they carry.
        codeSplitting: {
          groups: [
            // What every portal begins with. The page of a processor's script is a world of its own and takes nothing
            // of it along.
            {
              name: "base",
              tags: ["$initial"],
              test: /^(?!.*[\\/]web[\\/](payment-fields|office|family|enterprise|service-worker)[\\/])/,
              priority: 4,
            },
            { name: "office", tags: ["$initial"], test: /[\\/]web[\\/]office[\\/]/, priority: 3 },
            { name: "family", tags: ["$initial"], test: /[\\/]web[\\/]family[\\/]/, priority: 3 },
            { name: "enterprise", tags: ["$initial"], test: /[\\/]web[\\/]enterprise[\\/]/, priority: 3 },
            // What floats above a page comes when the page stands.
            {
              name: "floating",
              test: /@kobalte|@corvu|floating-ui|[\\/]shared[\\/]ui[\\/](dialog|drawer|leave-guard|menu-parts|popover-parts|open-tooltip)\.tsx$/,
              priority: 2,
            },
            // The combobox floats and is a field: whatever it is bundled with would bring the other along.
            {
              name: "common",
              test: /[\\/]web[\\/]shared[\\/](?!ui[\\/]combobox\.tsx$)/,
              minShareCount: 4,
              priority: 1,
            },
          ],
        },
      },
    },
  },
  // The preview is as strict as production, so that a screen that breaks the policy breaks before it ships.
  preview: {
    port: 4173,
    strictPort: true,
    headers: {
      "content-security-policy":
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    },
  },
  server: {
    port: 5173,
    strictPort: true,
    fs: { allow: [here("..")] },
    proxy: process.env.MOCK
      ? {}
      : Object.fromEntries(
          // What the Worker answers itself among the addresses of pages: signing in, and the way into an account.
          ["/api", "/local", "/healthz", "^/enterprise/sign-in/.", "^/a/[^/]+/enterprise-entry"].map(
            (path) => [path, { target: worker, ws: true }],
          ),
        ),
  },
});
