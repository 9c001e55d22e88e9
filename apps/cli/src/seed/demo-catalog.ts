import { amount, type ChangeRate, type DefineModel } from '#libs/ledger';

/** The icon is that of the engine. */
const model = (model: string, name: string, engine: string): DefineModel => ({
  type: 'DefineModel',
  model,
  name,
  engine,
  icon: engine,
});

export const DEMO_MODELS: readonly DefineModel[] = [
  model('gpt-5-nano', 'GPT-5 Nano', 'openai'),
  model('text-embedding-3-small', 'Text Embedding 3 Small', 'openai'),
  model('claude-sonnet-4.5', 'Claude Sonnet 4.5', 'anthropic'),
  model('gemini-2.5-flash', 'Gemini 2.5 Flash', 'google'),
  model('flux-1.1-pro', 'FLUX 1.1 Pro', 'black-forest-labs'),
];

export interface DemoRate {
  /** Days before now. */
  readonly day: number;
  readonly command: ChangeRate;
}

const rate = (
  day: number,
  feature: string,
  [name, icon]: readonly [string, string],
  price: `${string} per ${string}`,
): DemoRate => {
  const [tokensPerUnit = '', unit = ''] = price.split(' per ');
  return {
    day,
    command: {
      type: 'ChangeRate',
      feature,
      name,
      icon,
      unit,
      tokensPerUnit: amount(tokensPerUnit),
      effectiveFrom: null,
    },
  };
};

/** The first two are those of the customer's brief. One rate changed meanwhile, as rates do. */
export const DEMO_RATES: readonly DemoRate[] = [
  rate(40, 'ai_bots', ['AI Bots', 'bot'], '2.5 per word'),
  rate(40, 'ai_bots_training', ['AI Bots Training', 'graduation-cap'], '2 per word'),
  rate(40, 'ai_writer', ['AI Writer', 'pen-line'], '1.75 per word'),
  rate(40, 'ai_code', ['AI Code', 'code'], '1.25 per word'),
  rate(40, 'ai_images', ['AI Images', 'image'], '400 per image'),
  rate(40, 'llm_api', ['LLM API', 'plug'], '1 per token'),
  rate(18, 'ai_writer', ['AI Writer', 'pen-line'], '1.5 per word'),
];
