import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import type { Offer, Package } from '#libs/contract';
import { moneyText } from '../amounts/money-text.js';
import { CurrentSession } from '../session/current-session.js';
import { StoreCatalog } from '../store/store-catalog.js';
import { SelectField } from '../ui/select-field.js';
import { Sheets } from '../ui/sheets.js';
import { Skeleton } from '../ui/skeleton.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import { CatalogEditor } from './catalog-editor.js';
import { NotAllowed } from './not-allowed.js';
import { KINDS } from './package-choices.js';
import type { PackageSheetData } from './package-sheet.js';

const loadPackageSheet = async () => (await import('./package-sheet.js')).PackageSheet;
const loadRetireSheet = async () => (await import('./retire-sheet.js')).RetireSheet;

/** Where administrators decide what is sold. */
@Component({
  selector: 'tl-administration-catalog-page',
  imports: [NotAllowed, SelectField, Skeleton, TroubleNotice],
  providers: [CatalogEditor, Sheets, StoreCatalog],
  templateUrl: './administration-catalog.page.html',
  styleUrl: './administration.page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AdministrationCatalogPage {
  protected readonly editor = inject(CatalogEditor);
  private readonly sheets = inject(Sheets);
  protected readonly isAllowed = inject(CurrentSession).isAdministrator;
  protected readonly states = [
    { value: 'on-sale', name: $localize`On sale` },
    { value: 'retired', name: $localize`Retired` },
  ];
  protected readonly rows = computed(() =>
    this.editor
      .answer()
      .value()
      ?.items.map((sold) => ({
        sold,
        kind: KINDS.find(({ value }) => value === sold.offer.kind)?.name,
        price: moneyText(leastPrice(sold.offer)),
      })),
  );

  constructor() {
    if (!this.isAllowed()) return;
    void this.editor.refresh();
    this.sheets.prepare(loadPackageSheet, loadRetireSheet);
  }

  protected show(state: string): void {
    this.editor.show(state === 'retired' ? 'retired' : 'on-sale');
  }

  protected async define(sold: PackageSheetData): Promise<void> {
    await this.sheets.open<PackageSheetData>(loadPackageSheet, sold);
  }

  protected async retire(sold: Package): Promise<void> {
    await this.sheets.open<Package>(loadRetireSheet, sold);
  }
}

function leastPrice(offer: Offer) {
  const price = offer.kind === 'tokens' ? offer.tiers[0]?.unitPrice : offer.price;
  return price ?? { minorUnits: '0', currency: 'USD' as const };
}
