import { escaped } from '#libs/platform';

/** What the pages of the sandbox have in common. No script and nothing from elsewhere: a strict CSP allows all of it. */
export function pageFrame(title: string, main: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${escaped(title)} · Sandbox payments</title><style>${STYLE}</style></head>
<body><main><p class="banner">Sandbox · no money is taken</p><h1>${escaped(title)}</h1>${main}</main></body></html>`;
}

const STYLE = `
:root{color-scheme:light dark;--ink:#1b1f26;--muted:#5b6472;--line:#d9dde3;--paper:#fff;--ground:#f5f6f8;--accent:#2f5bd3;--on-accent:#fff;--bad:#a1261d}
@media(prefers-color-scheme:dark){:root{--ink:#e9ebef;--muted:#a3abb8;--line:#353b45;--paper:#1a1d23;--ground:#121418;--accent:#8fb0ff;--on-accent:#10131a;--bad:#ff9d92}}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:440px;margin:48px auto;padding:24px;background:var(--paper);border:1px solid var(--line);border-radius:10px}
@media(max-width:480px){main{margin:0;border:0;border-radius:0;min-height:100vh}}
h1{font-size:22px;margin:0 0 16px}.banner{margin:0 0 8px;color:var(--muted);font-size:13px}
dl{display:flex;justify-content:space-between;gap:16px;margin:0 0 24px;padding:12px 0;border-block:1px solid var(--line)}
dd{margin:0;font-weight:600;font-variant-numeric:tabular-nums}
label{display:block;font-size:14px;color:var(--muted)}.field{flex:1;min-width:0;margin-bottom:16px}
.field .problem{margin:4px 0 0;font-size:14px}input[aria-invalid]{border-color:var(--bad)}input::placeholder{color:var(--muted);opacity:.6}
input{display:block;width:100%;margin-top:4px;padding:10px 12px;font:inherit;color:var(--ink);background:transparent;border:1px solid var(--muted);border-radius:8px;font-variant-numeric:tabular-nums}
.row{display:flex;gap:16px}button{width:100%;min-height:44px;padding:10px 16px;font:inherit;font-weight:600;color:var(--on-accent);background:var(--accent);border:1px solid var(--accent);border-radius:8px;cursor:pointer}
button.quiet{margin-top:12px;color:var(--ink);background:transparent;border-color:var(--line)}.row button.quiet{margin-top:0}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}.problem{color:var(--bad);font-weight:600}.muted{color:var(--muted);font-size:14px}
a{color:var(--accent)}details{margin-top:24px;border-top:1px solid var(--line);padding-top:16px}summary{cursor:pointer}
table{width:100%;margin-top:8px;border-collapse:collapse;font-size:14px}th{text-align:left;color:var(--muted);font-weight:500}td,th{padding:4px 8px 4px 0;vertical-align:top}
code{font-size:13px;white-space:nowrap}`;
