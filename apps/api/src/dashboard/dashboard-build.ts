import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The built Angular application. */
export interface DashboardBuild {
  readonly directory: string;
  /** `index.html`. */
  readonly page: string;
  /** What the page runs inline, as the Content-Security-Policy names it: `sha256-...`. */
  readonly inlineScriptHashes: readonly string[];
}

/** Beside the built API, whatever directory the process was started from. */
export const DASHBOARD_DIRECTORY = fileURLToPath(new URL('../../../dashboard/browser', import.meta.url));

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/gi;
const EVENT_HANDLER = /\son[a-z]+=(?:"([^"]*)"|'([^']*)')/gi;

/** @returns null when the dashboard was not built. */
export function readDashboardBuild(directory: string): DashboardBuild | null {
  const file = join(directory, 'index.html');
  if (!existsSync(file)) return null;
  const page = readFileSync(file, 'utf8');
  return { directory, page, inlineScriptHashes: inlineScripts(page).map(hashOf) };
}

export function inlineScripts(page: string): readonly string[] {
  const scripts = [...page.matchAll(INLINE_SCRIPT)].map(([, script = '']) => script);
  const handlers = [...page.matchAll(EVENT_HANDLER)].map(([, quoted, single]) => quoted ?? single ?? '');
  return [...new Set([...scripts, ...handlers])].filter((script) => script.trim() !== '');
}

function hashOf(script: string): string {
  return `sha256-${createHash('sha256').update(script).digest('base64')}`;
}
