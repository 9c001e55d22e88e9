import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import {
  LucideCircleCheck,
  LucideInfinity,
  LucideLoaderCircle,
  LucideOctagonAlert,
  LucideReceiptText,
  LucideShoppingBag,
  LucideTriangleAlert,
  LucideX,
} from '@lucide/angular';
import { RemainingBar } from '../allocations/remaining-bar.js';
import type { Trouble } from '../http/trouble.js';
import { AddsUp } from '../ui/adds-up.js';
import { Amount } from '../ui/amount.js';
import { BrandMark } from '../ui/brand-mark.js';
import { CheckField } from '../ui/check-field.js';
import { CopyButton } from '../ui/copy-button.js';
import { Menu, MenuFor } from '../ui/menu.js';
import { ModelMark } from '../ui/model-mark.js';
import { ScrollEdge } from '../ui/scroll-edge.js';
import { SegmentChoice } from '../ui/segment-choice.js';
import { SelectField } from '../ui/select-field.js';
import { Sheets } from '../ui/sheets.js';
import { Skeleton } from '../ui/skeleton.js';
import { TextField } from '../ui/text-field.js';
import { ThemeSwitch } from '../ui/theme-switch.js';
import { TroubleNotice } from '../ui/trouble-notice.js';

import { PalettePanel } from './palette-panel.js';

/** Of tokens.css: what each is for. */
const SIZES = [
  { token: '--text-figure', use: 'Figures of the cards' },
  { token: '--text-title', use: 'Titles of pages' },
  { token: '--text-large', use: 'Titles of sections' },
  { token: '--text', use: 'Text and tables' },
  { token: '--text-small', use: 'Notes, units, badges' },
];
const SPACES = [1, 2, 3, 4, 5, 6, 7].map((step) => `--space-${step}`);

const loadSheet = async () => (await import('./sample-sheet.js')).SampleSheet;

/**
 * All that the dashboard is made of, on one page, as it is used: for those who build pages of it. It is English only,
 * and needs neither an account nor the API.
 */
@Component({
  selector: 'tl-design-page',
  imports: [
    AddsUp,
    Amount,
    BrandMark,
    CheckField,
    CopyButton,
    LucideCircleCheck,
    LucideInfinity,
    LucideLoaderCircle,
    LucideOctagonAlert,
    LucideReceiptText,
    LucideShoppingBag,
    LucideTriangleAlert,
    LucideX,
    Menu,
    MenuFor,
    ModelMark,
    PalettePanel,
    RemainingBar,
    ScrollEdge,
    SegmentChoice,
    SelectField,
    Skeleton,
    TextField,
    ThemeSwitch,
    TroubleNotice,
  ],
  providers: [Sheets],
  templateUrl: './design.page.html',
  styleUrl: './design.page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DesignPage {
  protected readonly sizes = SIZES;
  protected readonly spaces = SPACES;
  protected readonly amount = signal('1284750.25');
  protected readonly words = signal('');
  protected readonly isChecked = signal(true);
  protected readonly choice = signal('word');
  protected readonly period = signal('day');
  protected readonly periods = ['day', 'week', 'month'].map((value) => ({ value, name: value }));
  protected readonly options = ['word', 'character', 'token', 'image'].map((value) => ({
    value,
    name: value,
  }));
  protected readonly trouble: Trouble = {
    status: 503,
    code: 'database-unavailable',
    words: 'The database does not answer at the moment.',
    retryAfterSeconds: null,
  };
  protected readonly allocations = [
    { available: '30000', held: '8000', alert: null },
    { available: '4800', held: '0', alert: 'warning' as const },
    { available: '1550', held: '0', alert: 'critical' as const },
    { available: '0', held: '0', alert: 'depleted' as const },
  ].map((amounts) => ({ unlimited: false, basis: '50000', alertBasis: '50000', ...amounts }));
  private readonly sheets = inject(Sheets);

  protected change(): void {
    this.amount.update((amount) => (amount === '1284750.25' ? '1284497.75' : '1284750.25'));
  }

  protected async openSheet(): Promise<void> {
    await this.sheets.open(loadSheet, {});
  }
}
