import type { Model } from '#libs/contract';
import { EntitySchema } from 'typeorm';

export const modelEntity = new EntitySchema<Model>({
  name: 'Model',
  tableName: 'models',
  columns: {
    model: { type: 'text', primary: true },
    name: { type: 'text' },
    engine: { type: 'text' },
    icon: { type: 'text', nullable: true },
  },
});
