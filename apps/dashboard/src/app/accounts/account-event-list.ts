import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { AccountEventView } from '#libs/contract';
import { exactMomentText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { eventWords } from './event-words.js';

/** Events, each in a line, and opened as it is stored. */
@Component({
  selector: 'tl-account-event-list',
  template: `
    @for (row of rows(); track row.revision) {
      <details [class.current]="row.revision === current()">
        <summary>
          <span class="revision small faint figures">{{ row.revision }}</span>
          <span class="words">{{ row.words }}</span>
          <time class="small soft figures" [attr.datetime]="row.recordedAt">{{ row.at }}</time>
        </summary>
        <p i18n class="small soft">{{ row.type }}, position {{ row.position }}, by {{ row.actor }}</p>
        <p>
          <button type="button" class="button" (click)="choose.emit(row.revision)" i18n>
            Balance after this event
          </button>
        </p>
        <pre tabindex="0" [attr.aria-label]="row.rawLabel">{{ row.raw }}</pre>
      </details>
    } @empty {
      <p i18n class="none soft">Nothing has happened in this account yet.</p>
    }
  `,
  styleUrl: './account-event-list.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AccountEventList {
  readonly events = input.required<readonly AccountEventView[]>();
  /** Revision of the event that is looked at elsewhere on the page. */
  readonly current = input<string | null>(null);
  /** Revision of the event to look at. */
  readonly choose = output<string>();
  private readonly zone = inject(ViewerClock).zone;
  protected readonly rows = computed(() =>
    this.events().map((event) => {
      const { data, metadata } = event;
      const actor = metadata['actor'];
      return {
        ...event,
        words: eventWords(event),
        at: exactMomentText(event.recordedAt, this.zone),
        actor: typeof actor === 'string' ? actor : $localize`nobody who said so`,
        rawLabel: $localize`Event ${event.revision}:revision: as it is stored`,
        raw: JSON.stringify({ data, metadata }, null, 2),
      };
    }),
  );
}
