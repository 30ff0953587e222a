// Bundles what is compared into built/: `node build.mjs`.
import { build } from "esbuild";

await build({
  entryPoints: ["mind_elixir.js", "markmap.js"],
  outdir: "built",
  bundle: true,
  minify: true,
  format: "esm",
  target: "chrome120",
  logLevel: "warning",
});
