// Its plural rules, for the plurals in templates.
import '@angular/common/locales/global/ar';
import { loadTranslations } from '@angular/localize';
import { isolateValues } from './isolate-values.js';
import messages from './translations/arabic.json';

export function load(): void {
  const entries = Object.entries<{ readonly translation: string }>(messages);
  loadTranslations(
    Object.fromEntries(entries.map(([id, { translation }]) => [id, isolateValues(translation)])),
  );
  $localize.locale = 'ar';
}
