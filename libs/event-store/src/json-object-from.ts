import type { JsonObject } from './json.js';

/**
 * Event data as an object. Ours always is one; what other clients stored as binary, or as JSON that is not an object,
 * is handed on as it is in the log, in base64.
 */
export function jsonObjectFrom(bytes: Uint8Array): JsonObject {
  if (bytes.length === 0) return {};
  return jsonObjectIn(bytes) ?? { base64: bufferOf(bytes).toString('base64') };
}

/** Of bytes that anybody may have written; null: they are not JSON, or not an object. */
export function jsonObjectIn(bytes: Uint8Array): JsonObject | null {
  const value = parsed(bufferOf(bytes).toString('utf8'));
  return isJsonObject(value) ? value : null;
}

const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  Buffer.from(buffer, byteOffset, byteLength);

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not JSON
  }
}
