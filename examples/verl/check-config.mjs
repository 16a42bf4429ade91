// Reads folkmoot.yaml and checks that what it names is there: the file, the function in it, and the dimensions on the server.
import { readFileSync } from "node:fs";
import { load } from "js-yaml";

const config = load(readFileSync("folkmoot.yaml", "utf8"));
const { path, name, reward_kwargs } = config.reward.custom_reward_function;
const source = readFileSync(path, "utf8");
if (!new RegExp(`^(async )?def ${name}\\(`, "m").test(source)) {
  throw new Error(`${path} has no function ${name}.`);
}
const url = process.env["FOLKMOOT_URL"] ?? reward_kwargs.url;
const { dimensions } = await (await fetch(`${url}/api/v1/collections/writing`)).json();
const keys = dimensions.map((dimension) => dimension.key);
if (String(keys) !== String(reward_kwargs.dimensions)) {
  throw new Error(`The collection's dimensions are ${keys}, those of the configuration ${reward_kwargs.dimensions}.`);
}
console.log(`folkmoot.yaml: ${path} has ${name}, and the server the dimensions ${keys.join(", ")}`);
