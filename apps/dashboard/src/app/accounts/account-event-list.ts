import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  output,
  signal,
  viewChild,
  type ElementRef,
} from '@angular/core';
import type { AccountEventView } from '#libs/contract';
import { exactMomentText } from '../time/moment-text.js';
import { ViewerClock } from '../time/viewer-clock.js';
import { RowWindow } from '../ui/row-window.js';
import { eventWords } from './event-words.js';

/** Each can be opened to many lines of text: fewer than of other lists are all there. */
const WHOLE_MAX = 50;

/** Events, each in a line, and opened as it is stored. Of many only those in view are there, and the opened ones. */
@Component({
  selector: 'tl-account-event-list',
  template: `
    <div
      #body
      class="rows"
      [class.long]="isLong()"
      (focusin)="window.keepFocused($event)"
      (focusout)="window.letGo()"
    >
      @for (
        piece of window.pieces();
        track piece.kind === 'gap' ? piece.key : events()[piece.index]?.revision
      ) {
        @if (piece.kind === 'gap') {
          <div class="gap" aria-hidden="true" [style.height.px]="window.heightOf(piece.rows)"></div>
        } @else {
          @if (rowOf(piece.index); as row) {
            <details
              [attr.data-row]="piece.index"
              [class.current]="row.revision === current()"
              [open]="opened().has(row.revision)"
              (toggle)="note(row.revision, $event)"
            >
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
          }
        }
      }
    </div>
    @if (events().length === 0) {
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
  private readonly body = viewChild<ElementRef<HTMLElement>>('body');
  /** By revision: newer events move them down. */
  protected readonly opened = signal<ReadonlySet<string>>(new Set());
  protected readonly isLong = computed(() => this.events().length > WHOLE_MAX);
  protected readonly window = new RowWindow({
    body: this.body,
    count: computed(() => this.events().length),
    opened: computed(() => {
      const opened = this.opened();
      if (opened.size === 0) return [];
      return this.events().flatMap(({ revision }, index) => (opened.has(revision) ? [index] : []));
    }),
    wholeMax: WHOLE_MAX,
  });

  protected rowOf(index: number) {
    const event = this.events()[index];
    if (!event) return null;
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
  }

  protected note(revision: string, { target }: Event): void {
    if (!(target instanceof HTMLDetailsElement) || target.open === this.opened().has(revision)) return;
    this.opened.update((before) => {
      const others = [...before].filter((each) => each !== revision);
      return new Set(target.open ? [...others, revision] : others);
    });
  }
}
