import axe from 'axe-core';
import type { Page } from 'playwright-core';

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe-core finds wrong with the page as it stands, a line for each. Nothing may be moving meanwhile. */
export async function accessibilityFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(
    'Promise.all(document.getAnimations().filter((each) => each.effect.getTiming().iterations !== Infinity).map((each) => each.finished.catch(() => null)))',
  );
  await page.evaluate(axe.source);
  const findings = await page.evaluate<Finding[]>('axe.run(document).then(({ violations }) => violations)');
  return findings.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html} ${node.failureSummary ?? ''}`),
  );
}
