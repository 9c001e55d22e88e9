import type { DefineModelRequest, Model } from '#libs/contract';
import { problemOfKey, problemOfName } from './typed-names.js';

/** A model as it is typed. */
export interface ModelDraft {
  readonly model: string;
  readonly name: string;
  readonly engine: string;
}

export type ModelProblems = Readonly<Partial<Record<keyof ModelDraft, string>>>;

export function modelDraftOf(model: Model | null): ModelDraft {
  return { model: model?.model ?? '', name: model?.name ?? '', engine: model?.engine ?? '' };
}

/**
 * The request, or what is wrong with which field. What the form does not ask for stays as it is.
 *
 * @param known all models there are: a new one must not take the place of another unseen.
 */
export function modelRequestOf(
  draft: ModelDraft,
  before: Model | null,
  known: readonly Model[],
): { readonly request: DefineModelRequest } | { readonly problems: ModelProblems } {
  const problems = {
    ...(!before && problemOfNewKey(draft.model, known)),
    ...problemOfName(draft.name),
    ...problemOfKey('engine', draft.engine),
  };
  if (Object.keys(problems).length > 0) return { problems };
  return {
    request: {
      name: draft.name.trim(),
      engine: draft.engine.trim(),
      ...(before?.icon && { icon: before.icon }),
    },
  };
}

function problemOfNewKey(typed: string, known: readonly Model[]): ModelProblems {
  if (!known.some(({ model }) => model === typed.trim())) return problemOfKey('model', typed);
  return { model: $localize`There is a model with this key. Rename it in the list.` };
}
