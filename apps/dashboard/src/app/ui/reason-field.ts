import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { TextField } from './text-field.js';

/** Why somebody does what is no everyday business. It stays in the log. */
@Component({
  selector: 'tl-reason-field',
  imports: [TextField],
  template: `
    <tl-text-field
      label="Reason"
      i18n-label
      [fieldId]="fieldId()"
      [maxlength]="500"
      [isProse]="true"
      [value]="reason()"
      [problem]="problem()"
      (typed)="typed.emit($event)"
    />
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ReasonField {
  /** Of the input in the page. */
  readonly fieldId = input.required<string>();
  readonly reason = input.required<string>();
  /** Undefined: nothing is wrong. */
  readonly problem = input<string>();
  readonly typed = output<string>();
}
