import type { CallBatch } from "./answer-calls.ts";
import type { CompatCall } from "./compat-call.ts";

/** What stands before the bodies, as JSON. */
interface PackedHead extends Omit<CallBatch, "calls"> {
  readonly calls: readonly (Omit<CompatCall, "body" | "query"> & { readonly byteCount: number })[];
}

const LENGTH_BYTES = Uint32Array.BYTES_PER_ELEMENT;

/** Requests as bytes that can be handed to a thread: the length of a head, the head, and the bodies as they came, one behind the other. */
export function packCalls({ kind, caller: first, query, calls }: CallBatch): ArrayBuffer {
  const head: PackedHead = {
    kind,
    caller: first,
    query,
    calls: calls.map(({ caller, arrivedAt, place, body }) => ({ caller, arrivedAt, place, byteCount: body.byteLength })),
  };
  const headBytes = new TextEncoder().encode(JSON.stringify(head));
  const bodiesAt = LENGTH_BYTES + headBytes.byteLength;
  const packed = new Uint8Array(calls.reduce((bytes, { body }) => bytes + body.byteLength, bodiesAt));
  new DataView(packed.buffer).setUint32(0, headBytes.byteLength);
  packed.set(headBytes, LENGTH_BYTES);
  let at = bodiesAt;
  for (const { body } of calls) {
    packed.set(body instanceof Uint8Array ? body : new Uint8Array(body), at);
    at += body.byteLength;
  }
  return packed.buffer;
}

/** What `packCalls` packed; the bodies are views of the bytes. */
export function unpackCalls(packed: ArrayBuffer): CallBatch {
  const bodiesAt = LENGTH_BYTES + new DataView(packed).getUint32(0);
  const headText = new TextDecoder().decode(new Uint8Array(packed, LENGTH_BYTES, bodiesAt - LENGTH_BYTES));
  const { kind, caller: first, query, calls } = JSON.parse(headText) as PackedHead;
  let at = bodiesAt;
  const unpacked = calls.map(({ caller, arrivedAt, place, byteCount }): CompatCall => {
    const body = new Uint8Array(packed, at, byteCount);
    at += byteCount;
    return { caller, arrivedAt, place, query, body };
  });
  return { kind, caller: first, query, calls: unpacked };
}
