import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  linkedSignal,
  output,
  untracked,
} from '@angular/core';
import { LucideChevronLeft, LucideChevronRight } from '@lucide/angular';
import { fieldMoment, typedMoment } from '../time/field-moment.js';
import { exactMomentText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { Skeleton } from '../ui/skeleton.js';
import { TextField } from '../ui/text-field.js';
import { TroubleNotice } from '../ui/trouble-notice.js';
import { AccountEventList } from './account-event-list.js';
import { momentAt, sliderPlace, SLIDER_STEPS, type MomentAsked, type SliderSpan } from './moment-asked.js';
import { PastAccount } from './past-account.js';
import { PastBalanceView } from './past-balance-view.js';

/** An account at any moment of its life: by a slider, to the second, or event by event. */
@Component({
  selector: 'tl-balance-at-moment',
  imports: [
    AccountEventList,
    LucideChevronLeft,
    LucideChevronRight,
    PastBalanceView,
    Skeleton,
    TextField,
    TroubleNotice,
  ],
  providers: [PastAccount],
  templateUrl: './balance-at-moment.html',
  styleUrls: ['../ui/form-grid.css', './balance-at-moment.css'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BalanceAtMoment {
  readonly accountId = input.required<string>();
  readonly asked = input.required<MomentAsked>();
  /** The address follows: what is looked at can be passed on. */
  readonly moved = output<MomentAsked>();

  protected readonly past = inject(PastAccount);
  protected readonly zone = inject(ViewerClock).zone;
  protected readonly steps = SLIDER_STEPS;
  /** Where the slider is dragged to, until the address has it. */
  private readonly looked = linkedSignal(() => this.asked());

  private readonly stream = computed(() => this.past.balance.value()?.stream ?? null);
  /** From the first event to when the page was opened, or to the last event that came since. */
  private readonly opened = Date.now();
  private readonly span = computed<SliderSpan>(() => {
    const stream = this.stream();
    if (!stream) return { from: this.opened, to: this.opened };
    return {
      from: Date.parse(stream.first.happenedAt),
      to: Math.max(this.opened, Date.parse(stream.last.happenedAt)),
    };
  });
  /** What the figures on the screen are of, unless somebody is on the way to another moment. */
  protected readonly moment = computed(() => {
    const looked = this.looked();
    return 'at' in looked
      ? looked.at
      : (this.past.balance.value()?.at ?? new Date(this.opened).toISOString());
  });
  protected readonly place = computed(() => sliderPlace(this.span(), Date.parse(this.moment())));
  protected readonly here = computed(() => exactMomentText(this.moment(), this.zone));
  protected readonly utc = computed(() => `${exactMomentText(this.moment(), 'UTC')} UTC`);
  protected readonly words = computed(() => $localize`${this.here()}:moment:, ${this.utc()}:moment in UTC:`);

  private readonly revision = computed(() => {
    const event = this.past.balance.value()?.event;
    return event ? BigInt(event.revision) : -1n;
  });
  protected readonly hasEarlier = computed(() => this.revision() > 0n);
  protected readonly hasLater = computed(
    () => this.revision() < BigInt(this.stream()?.last.revision ?? '-1'),
  );
  protected readonly lastRevision = computed(() => this.stream()?.last.revision ?? null);

  protected readonly draftMoment = linkedSignal(() => fieldMoment(this.moment()));
  protected readonly draftEvent = linkedSignal(() => String(this.revision() < 0n ? '' : this.revision()));
  protected readonly problems = linkedSignal<
    MomentAsked,
    { readonly moment?: string; readonly event?: string }
  >({
    source: this.asked,
    computation: () => ({}),
  });

  constructor() {
    effect(() => {
      const [accountId, looked] = [this.accountId(), this.looked()];
      untracked(() => void this.past.lookAt(accountId, looked));
    });
  }

  /** While it is dragged the figures follow; the address does once it is let go. */
  protected drag(place: string): void {
    this.looked.set({ at: momentAt(this.span(), Number(place)) });
  }

  protected letGo(place: string): void {
    const isNow = Number(place) === SLIDER_STEPS;
    const asked: MomentAsked = isNow ? {} : { at: momentAt(this.span(), Number(place)) };
    this.looked.set(asked);
    this.moved.emit(asked);
  }

  protected step(by: 1 | -1): void {
    this.moved.emit({ revision: String(this.revision() + BigInt(by)) });
  }

  protected goToMoment(): void {
    const at = typedMoment(this.draftMoment());
    if (at === null) this.problems.set({ moment: $localize`Enter a day and a time.` });
    else this.moved.emit({ at });
  }

  protected goToEvent(): void {
    const last = this.lastRevision();
    const typed = this.draftEvent().trim();
    if (last !== null && /^\d{1,15}$/.test(typed) && BigInt(typed) <= BigInt(last))
      this.moved.emit({ revision: typed });
    else
      this.problems.set({ event: $localize`Enter the number of an event, from 0 to ${last ?? '0'}:last:.` });
  }

  protected async retry(): Promise<void> {
    await this.past.lookAt(this.accountId(), this.looked());
  }
}
