import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CONFIG_KEYS, describeSetting, isFileOnly, parseConfig } from "./config.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "folkmoot-config-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function file(text: string): string {
  const path = join(folder, "folkmoot.yaml");
  writeFileSync(path, text);
  return path;
}

describe("the configuration", () => {
  it("leaves alone what clients read in the same shell", () => {
    const names = ["URL", "API_KEY", "KEY", "COLLECTION", "SCENARIO", "FILLER", "NEMO_GYM_URL"];
    const environment = Object.fromEntries(names.map((name) => [`FOLKMOOT_${name}`, "a-word"]));
    expect(parseConfig({}, environment, undefined)).toEqual(parseConfig({}, {}, undefined));
  });

  it("leaves alone what Kubernetes tells of Services that are named after us", () => {
    const environment = {
      FOLKMOOT_SERVICE_HOST: "10.0.0.1",
      FOLKMOOT_SERVICE_PORT: "8080",
      FOLKMOOT_SERVICE_PORT_HTTP: "8080",
      FOLKMOOT_PORT: "tcp://10.0.0.1:8080",
      FOLKMOOT_PORT_8080_TCP: "tcp://10.0.0.1:8080",
      FOLKMOOT_PORT_8080_TCP_ADDR: "10.0.0.1",
      FOLKMOOT_ORS_PORT: "tcp://10.0.0.2:8081",
      FOLKMOOT_ORS_SERVICE_HOST: "10.0.0.2",
      FOLKMOOT_HOST: "0.0.0.0",
    };
    expect(parseConfig({}, environment, undefined)).toEqual(parseConfig({ host: "0.0.0.0" }, {}, undefined));
    expect(() => parseConfig({}, { FOLKMOOT_PORTS: "tcp://10.0.0.1:8080" }, undefined)).toThrow("FOLKMOOT_PORTS");
    expect(() => parseConfig({}, { FOLKMOOT_PORT: "http://10.0.0.1" }, undefined)).toThrow("FOLKMOOT_PORT");
  });

  it("has safe defaults: loopback, a file database, the shipped scenarios", () => {
    expect(parseConfig({}, {}, undefined)).toMatchObject({
      host: "127.0.0.1",
      port: 8080,
      database: "sqlite:./folkmoot.db",
      scenarios: "./scenarios",
    });
  });

  it("takes a flag before the environment, that before the file, that before the default", () => {
    const path = file("port: 1\nhost: file\nlog_level: error\n");
    const config = parseConfig({ port: "3" }, { FOLKMOOT_PORT: "2", FOLKMOOT_HOST: "environment" }, path);
    expect(config).toMatchObject({ port: 3, host: "environment", log_level: "error", database: "sqlite:./folkmoot.db" });
  });

  it("lets no crowd in and no media load unless it is told to", () => {
    expect(parseConfig({}, {}, undefined)).toMatchObject({
      public_url: null,
      guests: "keyless",
      prolific_completion_code: null,
      mturk_completion_secret: null,
      media_origins: [],
    });
  });

  it("takes origins as a list or with commas between them, and nothing that would be more in a header", () => {
    const origins = ["https://a.example.org", "http://localhost:9000"];
    expect(parseConfig({ media_origins: origins.join(", ") }, {}, undefined).media_origins).toEqual(origins);
    expect(parseConfig({}, {}, file(`media_origins: ${JSON.stringify(origins)}\n`)).media_origins).toEqual(origins);
    for (const media_origins of ["*", "https://a.example.org/x", "https://a.example.org; script-src *"]) {
      expect(() => parseConfig({ media_origins }, {}, undefined)).toThrow("--media-origins");
    }
    expect(() => parseConfig({ public_url: "https://a.example.org/vote" }, {}, undefined)).toThrow("without a path");
  });

  it("finds the file by FOLKMOOT_CONFIG too", () => {
    expect(parseConfig({}, { FOLKMOOT_CONFIG: file("port: 9\n") }, undefined).port).toBe(9);
  });

  it("takes a variable that is set to nothing for none where the setting may be left out", () => {
    const empty = { FOLKMOOT_CONFIG: "", FOLKMOOT_PUBLIC_URL: "", FOLKMOOT_WEBHOOK_SECRET: "", FOLKMOOT_ORS_PORT: "" };
    expect(parseConfig({}, empty, undefined)).toEqual(parseConfig({}, {}, undefined));
    expect(parseConfig({}, empty, file("public_url: https://vote.example.org\n")).public_url).toBe("https://vote.example.org");
    expect(() => parseConfig({ public_url: "" }, {}, undefined)).toThrow("--public-url");
  });

  it.each(["PORT", "HOST", "DATABASE", "LOG_LEVEL"])(
    "refuses FOLKMOOT_%s set to nothing: its default may be far from what was meant",
    (name) => {
      expect(() => parseConfig({}, { [`FOLKMOOT_${name}`]: "" }, undefined)).toThrow(`FOLKMOOT_${name} is ""`);
    },
  );

  it.each([
    ["a flag", { port: "x" }, {}, "", "--port"],
    ["a variable", {}, { FOLKMOOT_PORT: "99999" }, "", "FOLKMOOT_PORT"],
    ["a line of the file", {}, {}, "port: [1]\n", "port in the config file"],
    [
      "an unknown variable, and what may be meant",
      {},
      { FOLKMOOT_PROT: "1" },
      "",
      "FOLKMOOT_PROT; did you mean FOLKMOOT_PORT? (",
    ],
    [
      "an unknown variable that is like none",
      {},
      { FOLKMOOT_XYZ: "1" },
      "",
      "FOLKMOOT_XYZ (`folkmoot serve --help` names them all)",
    ],
    ["an unknown key of the file, and what may be meant", {}, {}, "log-levl: 1\n", '"log-levl"; did you mean log_level? ('],
    ["a file that is no mapping", {}, {}, "- 1\n", "mapping"],
  ])("names %s that is wrong", (_name, flags, environment, text, named) => {
    expect(() => parseConfig(flags, environment, text === "" ? undefined : file(text))).toThrow(named);
  });

  it("shows no secret, however wrong it is", () => {
    const read = (secret: string) => () => parseConfig({ webhook_secret: secret }, {}, undefined);
    const short = `whsec_${Buffer.from("too short").toString("base64")}`;
    for (const wrong of ["hunter2", "whsec_hunter2", short, `whsec_${"QUJD".repeat(30)}`, `whsec_${"QUJD".repeat(8)}QQ`]) {
      expect(read(wrong)).toThrow("--webhook-secret is not shown: must be whsec_ and a key of 24 to 64 bytes in base64");
      expect(read(wrong)).not.toThrow(wrong);
    }
    expect(read(`whsec_${"QUJD".repeat(8)}`)().webhook_secret).toBe(`whsec_${"QUJD".repeat(8)}`);
  });

  it.each([
    ["a webhook's address, which lets whoever knows it in", { webhook_url: "htp://hooks.example/T0/hunter2" }, "--webhook-url"],
    ["a password in an address", { public_url: "http://ops:hunter2@vote.example.org" }, "--public-url"],
  ])("does not show %s", (_name, flags, named) => {
    expect(() => parseConfig(flags, {}, undefined)).toThrow(`${named} is not shown: must be`);
    expect(() => parseConfig(flags, {}, undefined)).not.toThrow("hunter2");
  });

  it.each(["80a", "", "8e3", "10s", "0x50"])("says of a number that is %j that it must be one", (port) => {
    expect(() => parseConfig({ port }, {}, undefined)).toThrow(`--port is "${port}": must be a number, without a unit`);
    expect(() => parseConfig({}, {}, file("drain_seconds:\n"))).toThrow(
      "drain_seconds in the config file is null: must be a number",
    );
  });

  it("takes a webhook only with the secret that signs its events, and only over HTTP", () => {
    expect(() => parseConfig({ webhook_url: "https://trainer.example/events" }, {}, undefined)).toThrow("needs webhook_secret");
    for (const url of ["trainer.example", "ftp://trainer.example/", "file:///etc/passwd", "https://"]) {
      expect(() => parseConfig({ webhook_url: url }, {}, undefined)).toThrow("must be an http or https URL");
    }
  });

  it("takes what has members from the file alone, and its secrets from variables that the file names", () => {
    const source = "{adapter: vllm_classify, url: http://rm:8000, api_key_env: FOLKMOOT_RM_KEY}";
    const path = file(`fallback: {order: [skywork, rubric], sources: {skywork: ${source}}}\n`);
    const config = parseConfig({}, { FOLKMOOT_RM_KEY: "x" }, path);
    expect(config.fallback).toMatchObject({
      order: ["skywork", "rubric"],
      sources: { skywork: { api_key_env: "FOLKMOOT_RM_KEY" } },
    });
    expect(config.persona_model).toBeNull();
    expect(() => parseConfig({}, { FOLKMOOT_FALLBACK: "{}" }, undefined)).toThrow(
      "unknown environment variable FOLKMOOT_FALLBACK",
    );
    expect(() => parseConfig({}, { FOLKMOOT_RM_KEY: "x" }, undefined)).toThrow("unknown environment variable FOLKMOOT_RM_KEY");
  });

  it("says in which line the file is broken, and quotes nothing of it", () => {
    const path = file("webhook_secret: hunter2\nport: [1\nhost: here\n");
    expect(() => parseConfig({}, {}, path)).toThrow("line 3: deficient indentation");
    expect(() => parseConfig({}, {}, path)).not.toThrow("hunter2");
    expect(() => parseConfig({}, {}, file("fallback: &it {sources: *it}\n"))).toThrow("config file");
  });

  it("names a file that is not there", () => {
    expect(() => parseConfig({}, {}, join(folder, "none.yaml"))).toThrow("none.yaml: is not there; --config");
    expect(() => parseConfig({}, {}, folder)).toThrow("is a folder");
  });

  it("can say of every setting what it is for", () => {
    for (const key of CONFIG_KEYS.filter((each) => !isFileOnly(each))) {
      const { flag, variable, help, initial } = describeSetting(key);
      expect(flag).toMatch(/^--[a-z-]+$/);
      expect(variable).toMatch(/^FOLKMOOT_[A-Z_]+$/);
      expect(help.length).toBeGreaterThan(10);
      expect(initial).toBeDefined();
    }
  });
});
