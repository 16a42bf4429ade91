// The floors of ARCHITECTURE.md as build errors: imports go down only.
const adapters = "storage|reward-models|personas|scenario-files|patterns|json-schemas|scoring-threads|learning-threads|webhooks";
const doors = "http|web|cli";

module.exports = {
  forbidden: [
    { name: "domain-is-pure", severity: "error", from: { path: "^src/domain/" }, to: { pathNot: "^src/domain/" } },
    { name: "ports-know-domain", severity: "error", from: { path: "^src/ports/" }, to: { pathNot: "^src/(domain|ports)/" } },
    {
      name: "services-know-no-world",
      severity: "error",
      from: { path: "^src/services/" },
      to: { pathNot: "^src/(domain|ports|services)/" },
    },
    {
      name: "adapters-face-down",
      severity: "error",
      from: { path: `^src/(${adapters})/` },
      to: { path: `^src/(services|${doors}|config)/` },
    },
    {
      name: "doors-use-services",
      severity: "error",
      from: { path: `^src/(${doors})/` },
      to: { path: `^src/(${adapters}|outbound|config)/` },
    },
    {
      name: "outbound-is-a-library-of-adapters",
      severity: "error",
      from: { path: "^src/outbound/" },
      to: { path: "^src/", pathNot: "^src/(outbound|domain|ports)/" },
    },
    {
      name: "same-floor-is-separate",
      severity: "error",
      from: { path: `^src/(${doors}|${adapters})/` },
      to: { path: `^src/(${doors}|${adapters})/`, pathNot: "^src/$1/" },
    },
    {
      name: "one-composition-root",
      severity: "error",
      from: { path: "^src/[^/]+/", pathNot: "^src/composition/" },
      to: { path: "^src/([^/]+$|composition/)" },
    },
    {
      name: "pages-stand-alone",
      severity: "error",
      from: { path: "^src/web/" },
      to: { path: "^src/", pathNot: "^src/web/" },
    },
    {
      name: "clients-stand-alone",
      severity: "error",
      from: { path: "^clients/typescript/" },
      to: { pathNot: "^clients/typescript/src/|node_modules/openapi-fetch/" },
    },
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "no-orphan-imports", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    exclude: { path: "\\.test\\.tsx?$" },
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".js"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "types"],
    },
  },
};
