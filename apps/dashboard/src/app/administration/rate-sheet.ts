import { HttpClient } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MAT_DIALOG_DATA, MatDialogClose, MatDialogRef } from '@angular/material/dialog';
import type { ChangeRateRequest, Rate, RateHistory, RatePreview } from '#libs/contract';
import { routes } from '#libs/contract/routes';
import { firstValueFrom, forkJoin } from 'rxjs';
import { readableAmount } from '../amounts/amount-text.js';
import { RequestedAct } from '../http/requested-act.js';
import { unitName } from '../languages/unit-words.js';
import { RateHistories } from '../rates/rate-histories.js';
import { Answer } from '../statement/answer.js';
import { typedMoment } from '../time/field-moment.js';
import { momentText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { SelectField } from '../ui/select-field.js';
import { SheetFrame } from '../ui/sheet-frame.js';
import { TextField } from '../ui/text-field.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import { latestRevision, rateDraftOf, rateRequestOf, type RateDraft } from './rate-draft.js';
import { RatePreviewTable } from './rate-preview-table.js';

/** The rate to change; null: a feature that has none yet. */
export type RateSheetData = Rate | null;

interface RateOutlook {
  readonly preview: RatePreview;
  readonly history: RateHistory;
}

/** Asks for a rate, shows what it would have meant, and only then changes it. */
@Component({
  selector: 'tl-rate-sheet',
  imports: [MatDialogClose, RatePreviewTable, SelectField, SheetFrame, TextField, TroubleNotice],
  templateUrl: './rate-sheet.html',
  styleUrls: ['../ui/form-grid.css', '../ui/form-sheet.css', './rate-sheet.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RateSheet {
  protected readonly before = inject<RateSheetData>(MAT_DIALOG_DATA);
  private readonly http = inject(HttpClient);
  private readonly dialog = inject(MatDialogRef);
  private readonly clock = inject(ViewerClock);
  protected readonly histories = inject(RateHistories);
  protected readonly zone = this.clock.zone;

  protected readonly heading = this.before
    ? $localize`Change the rate of ${this.before.name}:feature:`
    : $localize`Define the rate of a feature`;
  protected readonly whens = [
    { value: 'now', name: $localize`From now on` },
    { value: 'later', name: $localize`From a later moment on` },
  ];
  protected readonly draft = signal(rateDraftOf(this.before));
  protected readonly reviewed = signal<ChangeRateRequest | null>(null);
  protected readonly requested = new RequestedAct();
  /** What it would have meant, and what the feature's rates were when that was shown. */
  protected readonly outlook = signal<Answer<RateOutlook> | null>(null);
  private readonly wasSubmitted = signal(false);
  private readonly feature = computed(() => this.draft().feature.trim());
  private readonly checked = computed(() => rateRequestOf(this.draft(), this.before, this.clock.now()));
  protected readonly problems = computed(() => {
    const checked = this.checked();
    return this.wasSubmitted() && 'problems' in checked ? checked.problems : {};
  });
  protected readonly changedMeanwhile = signal(false);
  private wasSent = false;

  protected readonly inUtc = computed(() => {
    const { isLater, moment } = this.draft();
    const instant = isLater ? typedMoment(moment) : null;
    return instant && $localize`In UTC that is ${momentText(instant, 'UTC')}:moment:.`;
  });
  /** What exactly will happen. */
  protected readonly sentence = computed(() => {
    const { tokensPerUnit = '0', unit = '', effectiveFrom, name = '' } = this.reviewed() ?? {};
    const price = readableAmount(tokensPerUnit);
    const per = unitName(unit);
    if (effectiveFrom === undefined)
      return $localize`From now on ${name}:feature: takes ${price}:tokens: tokens per ${per}:unit:.`;
    const from = momentText(effectiveFrom, this.zone);
    const utc = momentText(effectiveFrom, 'UTC');
    return $localize`From ${from}:moment: (${utc}:utc: UTC) on ${name}:feature: takes ${price}:tokens: tokens per ${per}:unit:.`;
  });

  protected set(changes: Partial<RateDraft>): void {
    this.draft.update((before) => ({ ...before, ...changes }));
  }

  protected setTimes(model: string, times: string): void {
    this.set({ multipliers: { ...this.draft().multipliers, [model]: times } });
  }

  protected edit(): void {
    this.reviewed.set(null);
  }

  /** Decided again from here, in sight of what it is now. */
  protected async review(): Promise<void> {
    this.wasSubmitted.set(true);
    const checked = this.checked();
    if ('problems' in checked) return;
    this.requested.renew();
    this.wasSent = false;
    this.changedMeanwhile.set(false);
    this.reviewed.set(checked.request);
    const outlook = new Answer<RateOutlook>(() =>
      forkJoin({ preview: this.askedFor(checked.request), history: this.historyNow() }),
    );
    this.outlook.set(outlook);
    await outlook.refresh();
  }

  protected async apply(): Promise<void> {
    const request = this.reviewed();
    if (!request || !this.outlook()?.value()) return;
    this.changedMeanwhile.set(false);
    await this.requested.carryOut('rate', async (key) => {
      if (await this.isOutdated()) return this.changedMeanwhile.set(true);
      this.wasSent = true;
      await this.histories.change(this.feature(), request, key);
      this.dialog.close();
    });
  }

  /** What was sent once may be the change that is found: its retry is recognized by its key instead. */
  private async isOutdated(): Promise<boolean> {
    if (this.wasSent) return false;
    const seen = this.outlook()?.value()?.history.items ?? [];
    return latestRevision((await firstValueFrom(this.historyNow())).items) !== latestRevision(seen);
  }

  private historyNow() {
    return this.http.get<RateHistory>(routes.rateHistory(this.feature()));
  }

  private askedFor({ unit, tokensPerUnit, multipliers }: ChangeRateRequest) {
    const question = { unit, tokensPerUnit, ...(multipliers && { multipliers }), zone: this.zone };
    return this.http.post<RatePreview>(routes.ratePreview(this.feature()), question);
  }
}
