// Bundles and minifies the public site's and the pathway editor's style sheets and
// scripts into site/mesh/static/dist/.
// `npm run watch` does so again at each change.
import { rm } from "node:fs/promises";
import { context } from "esbuild";

const outdir = new URL("../mesh/static/dist", import.meta.url).pathname;

await rm(outdir, { recursive: true, force: true });
const shared = {
  outdir,
  bundle: true,
  minify: true,
  target: ["chrome120", "firefox117", "safari17.2"],
  // Written out: browsers try a nested rule on far more elements (2,000 nodes: thrice).
  supported: { nesting: false },
  loader: { ".woff2": "file" },
  assetNames: "[name]",
  legalComments: "eof",
  logLevel: "info",
};
const site = await context({
  ...shared,
  format: "esm",
  entryPoints: [
    { in: "css/mesh.css", out: "mesh" },
    { in: "ts/mesh.ts", out: "mesh" },
    { in: "css/map.css", out: "map" },
    { in: "ts/map.ts", out: "map" },
  ],
});
// Wagtail loads its editor's scripts as plain ones, in order.
const editor = await context({
  ...shared,
  format: "iife",
  entryPoints: [
    { in: "css/editor/editor.css", out: "editor" },
    { in: "ts/editor/editor.ts", out: "editor" },
    { in: "ts/editor/import_drawing.ts", out: "import_drawing" },
  ],
});

for (const bundle of [site, editor]) {
  if (process.argv.includes("--watch")) {
    await bundle.watch();
  } else {
    await bundle.rebuild();
    await bundle.dispose();
  }
}
