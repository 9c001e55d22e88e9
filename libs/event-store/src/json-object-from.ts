import type { JsonObject } from './json.js';

/**
 * Event data as an object. Ours always is one; what other clients stored as binary, or as JSON that is not an object,
 * is handed on as it is in the log, in base64.
 */
export function jsonObjectFrom(bytes: Uint8Array): JsonObject {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length === 0) return {};
  const value = parsed(buffer.toString('utf8'));
  return isJsonObject(value) ? value : { base64: buffer.toString('base64') };
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // not JSON: shown as bytes
  }
}
