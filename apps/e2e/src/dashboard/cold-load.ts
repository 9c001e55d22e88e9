import type { CDPSession, Page } from 'playwright-core';

interface Transferred {
  readonly url: string;
  /** As the network carried it: compressed, without headers. */
  bytes: number;
}

/** What the network carries for a page that a browser sees for the first time. */
export class ColdLoad {
  readonly transferred: Transferred[] = [];

  private constructor(private readonly session: CDPSession) {}

  static async of(page: Page): Promise<ColdLoad> {
    await page.goto('about:blank');
    const session = await page.context().newCDPSession(page);
    const load = new ColdLoad(session);
    await session.send('Network.enable');
    await session.send('Network.clearBrowserCache');
    await session.send('Performance.enable');
    load.listen();
    return load;
  }

  bytesOf(part: (url: URL) => boolean): number {
    return this.transferred
      .filter(({ url }) => part(new URL(url)))
      .reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** `Nodes`, `LayoutCount` …, as Chromium counts them. */
  async count(name: string): Promise<number> {
    const { metrics } = await this.session.send('Performance.getMetrics');
    const metric = metrics.find((each) => each.name === name);
    if (!metric) throw new Error(`Chromium counts no ${name}`);
    return metric.value;
  }

  private listen(): void {
    const byRequest = new Map<string, Transferred>();
    this.session.on('Network.responseReceived', ({ requestId, response }) => {
      const transferred = { url: response.url, bytes: 0 };
      byRequest.set(requestId, transferred);
      this.transferred.push(transferred);
    });
    this.session.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
      const transferred = byRequest.get(requestId);
      if (transferred) transferred.bytes += encodedDataLength;
    });
  }
}
