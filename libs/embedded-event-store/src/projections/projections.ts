// The projections of a node. There are the native ones, all of them off until somebody enables them: while they are,
// they cost nothing but the look at what was decided about them when the node starts.

import { ProjectionNotFound } from './errors.js';
import { nativeProjections } from './native/native-projections.js';
import type { ProjectedLog } from './projected-log.js';
import { Projection } from './projection.js';

export class Projections {
  private constructor(private readonly projections: ReadonlyMap<string, Projection>) {}

  /** Those that are enabled go on where they stopped. */
  static async open(log: ProjectedLog): Promise<Projections> {
    const opened = await Promise.all(nativeProjections.map((native) => Projection.open(native, log)));
    return new Projections(new Map(opened.map((each) => [each.name, each])));
  }

  get all(): readonly Projection[] {
    return [...this.projections.values()];
  }

  /** @throws {ProjectionNotFound} */
  named(name: string, asked: ConstructorParameters<typeof ProjectionNotFound>[0] = 'Updated'): Projection {
    const projection = this.projections.get(name);
    if (!projection) throw new ProjectionNotFound(asked);
    return projection;
  }

  async restart(): Promise<void> {
    await Promise.all(this.all.map((each) => each.restart()));
  }

  /** Before the log is closed. */
  async close(): Promise<void> {
    await Promise.all(this.all.map((each) => each.close()));
  }
}
