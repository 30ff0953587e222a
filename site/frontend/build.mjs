// Bundles and minifies css/mesh.css and ts/mesh.ts into site/mesh/static/dist/.
// `npm run watch` does so again at each change.
import { rm } from "node:fs/promises";
import { context } from "esbuild";

const outdir = new URL("../mesh/static/dist", import.meta.url).pathname;

await rm(outdir, { recursive: true, force: true });
const bundle = await context({
  entryPoints: [
    { in: "css/mesh.css", out: "mesh" },
    { in: "ts/mesh.ts", out: "mesh" },
  ],
  outdir,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome120", "firefox117", "safari17.2"],
  loader: { ".woff2": "file" },
  assetNames: "[name]",
  legalComments: "eof",
  logLevel: "info",
});

if (process.argv.includes("--watch")) {
  await bundle.watch();
} else {
  await bundle.rebuild();
  await bundle.dispose();
}
