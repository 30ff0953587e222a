// Bundles every ts/**/*.test.ts and runs them in Node: `npm test`.
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

const outdir = await mkdtemp(join(tmpdir(), "mesh-tests-"));
const files = (await readdir("ts", { recursive: true })).filter((name) => name.endsWith(".test.ts"));
await build({
  entryPoints: files.map((name) => join("ts", name)),
  outdir,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  format: "esm",
  platform: "node",
  logLevel: "warning",
});
const built = (await readdir(outdir, { recursive: true })).filter((name) => name.endsWith(".mjs"));
const { status } = spawnSync(process.execPath, ["--test", ...built.map((name) => join(outdir, name))], {
  stdio: "inherit",
});
await rm(outdir, { recursive: true });
process.exit(status ?? 1);
