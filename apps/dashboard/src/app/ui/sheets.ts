import { Injectable, Injector, inject, type Type } from '@angular/core';
import type { MatDialogRef } from '@angular/material/dialog';

type LoadSheet = () => Promise<Type<unknown>>;

const loadDialog = () => import('@angular/material/dialog');

/** Opens dialogs. Their code, and the dialog itself, are no part of what a page needs first. */
@Injectable()
export class Sheets {
  /** Of the page, so that what is in the sheet stays as live as the page. */
  private readonly injector = inject(Injector);

  /** Once the page is there: what it opens must open at once, even if the network is gone by then. */
  prepare(...sheets: readonly LoadSheet[]): void {
    // What fails here is loaded, and its failure reported, when it is wanted.
    void Promise.allSettled([loadDialog(), ...sheets.map((load) => load())]);
  }

  /** @param place a class that says where it stands, when that is not the middle. */
  async open<D>(load: LoadSheet, data: D, place?: 'at-bell'): Promise<MatDialogRef<unknown>> {
    const [{ MatDialog }, component] = await Promise.all([loadDialog(), load()]);
    return this.injector.get(MatDialog).open(component, {
      data,
      injector: this.injector,
      panelClass: place ? ['sheet', place] : 'sheet',
      maxWidth: 'none',
      maxHeight: 'min(820px, calc(100dvh - 48px))',
      autoFocus: 'dialog',
      ariaLabelledBy: SHEET_TITLE_ID,
    });
  }
}

/** One sheet is open at a time. */
export const SHEET_TITLE_ID = 'sheet-title';
