import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogRef } from '@angular/material/dialog';
import type { Package } from '#libs/contract';
import { RequestedAct } from '../http/requested-act.js';
import { FormEnd } from '../ui/form-end.js';
import { SelectField } from '../ui/select-field.js';
import { SheetFrame } from '../ui/sheet-frame.js';
import { TextField } from '../ui/text-field.js';
import { CatalogEditor } from './catalog-editor.js';
import {
  BLANK_ITEM,
  BLANK_TIER,
  packageDraftOf,
  type ItemDraft,
  type PackageDraft,
  type TierDraft,
} from './package-draft.js';
import { PackagePreview } from './package-preview.js';
import { packageRequestOf } from './package-request.js';
import { kindOf, KINDS, PERIODS, periodOf, ROLLOVERS, rolloverOf, SUPPORT } from './package-choices.js';

/** What to change; null: a new one. */
export type PackageSheetData = Package | null;

/** Asks what is sold, and shows the card that customers will see while it is typed. */
@Component({
  selector: 'tl-package-sheet',
  imports: [FormEnd, PackagePreview, SelectField, SheetFrame, TextField],
  templateUrl: './package-sheet.html',
  styleUrls: ['../ui/form-grid.css', '../ui/form-sheet.css', './package-sheet.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PackageSheet {
  protected readonly before = inject<PackageSheetData>(MAT_DIALOG_DATA);
  private readonly editor = inject(CatalogEditor);
  private readonly dialog = inject(MatDialogRef);
  protected readonly heading = this.before
    ? $localize`New version of ${this.before.name}:package:`
    : $localize`New package`;
  protected readonly kinds = KINDS;
  protected readonly periods = PERIODS;
  protected readonly rollovers = ROLLOVERS;
  protected readonly support = SUPPORT;
  protected readonly kindOf = kindOf;
  protected readonly periodOf = periodOf;
  protected readonly rolloverOf = rolloverOf;
  protected readonly draft = signal(packageDraftOf(this.before));
  protected readonly models = computed(() => [
    { value: '', name: $localize`Choose a model` },
    ...this.editor.models().map(({ model, name }) => ({ value: model, name })),
  ]);
  private readonly wasSubmitted = signal(false);
  protected readonly requested = new RequestedAct();
  private readonly checked = computed(() => packageRequestOf(this.draft()));
  protected readonly problems = computed(() => {
    const checked = this.checked();
    return this.wasSubmitted() && 'problems' in checked ? checked.problems : {};
  });
  protected readonly request = computed(() => {
    const checked = this.checked();
    return 'request' in checked ? checked.request : null;
  });

  protected set(changes: Partial<PackageDraft>): void {
    this.draft.update((before) => ({ ...before, ...changes }));
    this.requested.renew();
  }

  protected setTier(at: number, changes: Partial<TierDraft>): void {
    this.set({
      tiers: this.draft().tiers.map((tier, index) => (index === at ? { ...tier, ...changes } : tier)),
    });
  }

  protected setItem(at: number, changes: Partial<ItemDraft>): void {
    this.set({
      items: this.draft().items.map((item, index) => (index === at ? { ...item, ...changes } : item)),
    });
  }

  protected addTier(): void {
    this.set({ tiers: [...this.draft().tiers, BLANK_TIER] });
  }

  protected addItem(): void {
    this.set({ items: [...this.draft().items, BLANK_ITEM] });
  }

  protected removeTier(at: number): void {
    this.set({ tiers: this.draft().tiers.filter((_, index) => index !== at) });
  }

  protected removeItem(at: number): void {
    this.set({ items: this.draft().items.filter((_, index) => index !== at) });
  }

  protected async define(): Promise<void> {
    this.wasSubmitted.set(true);
    const request = this.request();
    if (!request) return;
    await this.requested.carryOut('define', async (key) => {
      await this.editor.define(this.draft().packageId.trim(), request, key);
      this.dialog.close();
    });
  }
}
