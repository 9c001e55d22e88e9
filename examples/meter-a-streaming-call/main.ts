/** Meters an AI call whose cost is known only when it is over: hold, stream, settle. See ../README.md. */
import { isRefused, LedgerClient, type Consumption } from '#libs/client';
import { LanguageModel } from './language-model.js';
import { describeClosing } from './receipt.js';

const { API_URL = 'http://127.0.0.1:3000', LEDGER_API_KEY = '', LEDGER_ACCOUNT = 'demo' } = process.env;
const PROMPT = 'Write me a poem.';
/** More than an answer comes to; what is not used goes back. */
const ESTIMATE: Consumption = {
  accountId: LEDGER_ACCOUNT,
  model: 'gpt-5-nano',
  feature: 'ai_bots',
  units: '60',
};

async function main(languageModel: LanguageModel, signal: AbortSignal): Promise<void> {
  const ledger = new LedgerClient({ baseUrl: API_URL, apiKey: LEDGER_API_KEY });
  const { settlement } = await ledger.withReservation(
    { ...ESTIMATE, overagePolicy: 'cap' },
    async (hold) => {
      console.log(`Held         ${hold.reservation.tokens} tokens\n`);
      for await (const text of languageModel.stream(PROMPT, hold.signal)) {
        hold.addText(text);
        process.stdout.write(text);
      }
    },
    { signal, onClosed: (closing) => console.log(`\n${describeClosing(closing)}`) },
  );
  const { accountId } = ESTIMATE;
  const { available } = await ledger.balance({ accountId, after: settlement.position });
  console.log(`The account has ${available} tokens of all models.`);
}

function explain(error: unknown): string {
  if (isRefused(error, 'insufficient-tokens'))
    return `The account has ${error.problem.available} tokens, and ${error.problem.needed} are needed.`;
  if (!LEDGER_API_KEY) return 'Set LEDGER_API_KEY to an API key: examples/README.md says where it is from.';
  if (isRefused(error, 'unauthenticated')) return 'LEDGER_API_KEY is not a valid API key.';
  return error instanceof Error ? error.message : String(error);
}

const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort(new Error('Interrupted.')));

const languageModel = await LanguageModel.start();
try {
  await main(languageModel, interrupted.signal);
} catch (error) {
  console.error(`\n${explain(error)}`);
  process.exitCode = interrupted.signal.aborted ? 130 : 1;
} finally {
  languageModel.stop();
}
