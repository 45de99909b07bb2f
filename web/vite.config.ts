import { readdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import { type Connect, defineConfig, type Plugin } from "vite";
import solid from "vite-plugin-solid";
import { devMock } from "./dev-mock.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const worker = "http://127.0.0.1:8787";

/** The portals are single-page apps: every page address of a portal is answered with that portal's one document. */
function portalDocuments(): Plugin {
  const rewrite: Connect.NextHandleFunction = (request, _response, next) => {
    if (request.url && /^\/a\/[^/]+/.test(request.url)) request.url = "/office/index.html";
    next();
  };
  return {
    name: "chalkline-portal-documents",
    configureServer: (server) => void server.middlewares.use(rewrite),
    configurePreviewServer: (server) => void server.middlewares.use(rewrite),
  };
}

/** Where most people begin. */
const firstRoom = "/web/office/families/families-page.tsx";

/**
 * What the first paint needs but the document does not name, since the names of bundled files carry hashes: the one
 * font, and the families list, which would otherwise be asked for only when the shell has been run.
 */
function preloadFirst(): Plugin {
  return {
    name: "chalkline-preload-first",
    transformIndexHtml: {
      order: "post",
      handler: (_html, { bundle = {} }) => {
        const files = Object.values(bundle);
        const fonts = files.filter(({ fileName }) => fileName.endsWith(".woff2"));
        const room = files.find((file) => file.type === "chunk" && file.facadeModuleId?.endsWith(firstRoom));
        const scripts = room?.type === "chunk" ? [room.fileName, ...room.imports] : [];
        return [
          ...fonts.map(({ fileName }) =>
            preload(fileName, { rel: "preload", as: "font", type: "font/woff2" }),
          ),
          ...scripts.map((fileName) => preload(fileName, { rel: "modulepreload" })),
        ];
      },
    },
  };
}

const preload = (fileName: string, attrs: Record<string, string>) => ({
  tag: "link",
  attrs: { ...attrs, crossorigin: true, href: `/${fileName}` },
  injectTo: "head" as const,
});

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
      const stale = (await readdir(folder)).filter((file) => !fresh.has(file));
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
      input: { office: here("office/index.html") },
      output: {
        // Left alone, every module that two pages share becomes a file of its own, and a page begins with forty
        // requests: on a slow machine they cost more than what they carry.
        codeSplitting: {
          groups: [
            { name: "office", tags: ["$initial"], priority: 2 },
            { name: "common", test: /[\\/]web[\\/]shared[\\/]/, minShareCount: 4, priority: 1 },
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
          ["/api", "/local", "/healthz"].map((path) => [path, { target: worker, ws: true }]),
        ),
  },
});
