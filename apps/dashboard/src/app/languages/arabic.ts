// Its plural rules, for the plurals in templates.
import '@angular/common/locales/global/ar';
import { loadTranslations } from '@angular/localize';
import messages from './arabic.json';

export function load(): void {
  const entries = Object.entries<{ readonly arabic: string }>(messages);
  loadTranslations(Object.fromEntries(entries.map(([id, { arabic }]) => [id, arabic])));
  $localize.locale = 'ar';
}
