import { Inject, Injectable } from '@nestjs/common';
import { RefusedCommand } from '../problems/problem.js';
import { LiveCatalog } from './live-catalog.js';

/** Tokens are held for models that exist: a typing error must not open an allocation. */
@Injectable()
export class DefinedModels {
  constructor(@Inject(LiveCatalog) private readonly catalog: LiveCatalog) {}

  /** @throws {RefusedCommand} */
  refuseUnknown(model: string): void {
    if (!this.catalog.model(model)) throw new RefusedCommand({ code: 'unknown-model', model });
  }
}
