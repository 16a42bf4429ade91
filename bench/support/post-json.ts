import type { KeepAliveConnection } from "./keep-alive-connection.ts";

/** Posts a body of JSON and reads the answer. Rejects where that has another status. */
export async function postJson<Answer>(
  connection: KeepAliveConnection,
  path: string,
  body: string,
  status: number,
): Promise<Answer> {
  const response = await connection.post(path, body);
  if (response.status !== status) {
    throw new Error(`POST ${path} was answered ${response.status}: ${response.body}`);
  }
  return JSON.parse(response.body) as Answer;
}
