import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';

export interface Segment<Value extends string> {
  readonly value: Value;
  readonly name: string;
}

/** One of a few, all of them in view. */
@Component({
  selector: 'tl-segment-choice',
  template: `
    <div role="group" [attr.aria-label]="label()">
      @for (each of segments(); track each.value) {
        <button
          type="button"
          [attr.aria-pressed]="each.value === value()"
          (click)="each.value === value() || chosen.emit(each.value)"
        >
          {{ each.name }}
        </button>
      }
    </div>
  `,
  styles: `
    div {
      display: inline-flex;
      padding: 2px;
      border: 1px solid var(--line-strong);
      border-radius: var(--radius-small);
      background: var(--surface-sunken);
    }
    button {
      min-height: 30px;
      padding: 0 var(--space-3);
      border: 1px solid transparent;
      border-radius: 4px;
      background: transparent;
      color: var(--ink-soft);
      font-size: 13px;
      font-weight: 550;
    }
    button:hover {
      color: var(--ink);
    }
    button[aria-pressed='true'] {
      border-color: var(--line-strong);
      background: var(--surface);
      color: var(--ink);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SegmentChoice<Value extends string> {
  /** Of all of them: `Group by` */
  readonly label = input.required<string>();
  readonly segments = input.required<readonly Segment<Value>[]>();
  readonly value = input.required<Value>();
  readonly chosen = output<Value>();
}
