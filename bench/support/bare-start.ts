import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Database from "better-sqlite3";

// The least that a server like this one could start: a new database of one table and a bare node:http server. Argument: the database's file.
const database = new Database(process.argv[2] ?? ":memory:");
database.pragma("journal_mode = WAL");
database.exec("CREATE TABLE things (id INTEGER PRIMARY KEY) STRICT");
const server = createServer((_request, response) => response.end());
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
