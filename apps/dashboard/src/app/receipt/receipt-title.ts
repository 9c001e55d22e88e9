import type { UsageEntry } from '#libs/contract';

/** Which use it is about, beside the heading of a sheet. */
export function receiptTitle({ featureName, modelName }: UsageEntry): string {
  return $localize`${featureName}:feature: on ${modelName}:model:`;
}
