import { routes } from '#libs/contract/routes';
import { isPositiveAmount, typedNumber } from '../amounts/typed-number.js';
import { NO_REASON } from '../ui/no-reason.js';

/** What an administrator does to the account of somebody else, always with a reason. */
export type Intervention = 'grant' | 'adjust' | 'freeze' | 'unfreeze';

/** What is typed, as it is typed. */
export interface InterventionDraft {
  readonly model: string;
  readonly tokens: string;
  readonly direction: 'up' | 'down';
  readonly reason: string;
}

export type InterventionProblems = Readonly<Partial<Record<'model' | 'tokens' | 'reason', string>>>;

export interface InterventionWords {
  readonly heading: string;
  readonly explanation: string;
  readonly act: string;
}

export const INTERVENTION_WORDS: Readonly<Record<Intervention, InterventionWords>> = {
  grant: {
    heading: $localize`Grant tokens`,
    explanation: $localize`They are in the account at once and do not expire.`,
    act: $localize`Grant`,
  },
  adjust: {
    heading: $localize`Adjust the balance`,
    explanation: $localize`A correction up or down. It may take tokens of a paid grant.`,
    act: $localize`Adjust`,
  },
  freeze: {
    heading: $localize`Freeze spending`,
    explanation: $localize`Nothing can be consumed or reserved until it is lifted. What is held can be settled.`,
    act: $localize`Freeze`,
  },
  unfreeze: {
    heading: $localize`Let spending go on`,
    explanation: $localize`The freeze is lifted at once.`,
    act: $localize`Lift the freeze`,
  },
};

export function needsTokens(intervention: Intervention): boolean {
  return intervention === 'grant' || intervention === 'adjust';
}

/** The command, or what is wrong with which field. */
export function commandOf(
  intervention: Intervention,
  accountId: string,
  draft: InterventionDraft,
): { readonly path: string; readonly body: object } | { readonly problems: InterventionProblems } {
  const reason = draft.reason.trim();
  const tokens = typedNumber(draft.tokens);
  const problems = {
    ...(needsTokens(intervention) && tokensProblems(draft.model, tokens)),
    ...(reason === '' && { reason: NO_REASON }),
  };
  if (Object.keys(problems).length > 0) return { problems };
  const { model, direction } = draft;
  switch (intervention) {
    case 'grant':
      return { path: routes.grants(accountId), body: { model, amount: tokens, source: 'bonus', reason } };
    case 'adjust':
      return { path: routes.adjustments(accountId), body: { model, direction, tokens, reason } };
    case 'freeze':
      return { path: routes.freeze(accountId), body: { reason } };
    case 'unfreeze':
      return { path: routes.unfreeze(accountId), body: { reason } };
    default:
      return intervention satisfies never;
  }
}

function tokensProblems(model: string, tokens: string): InterventionProblems {
  return {
    ...(model === '' && { model: $localize`Choose a model.` }),
    ...(!isPositiveAmount(tokens) && {
      tokens: $localize`Enter how many tokens, at most six decimals.`,
    }),
  };
}
