import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';

/** A line that is typed: its label, and below it what is wrong with it. */
@Component({
  selector: 'tl-text-field',
  template: `
    <label [attr.for]="fieldId()">{{ label() }}</label>
    <input
      #field
      [id]="fieldId()"
      [type]="type()"
      [class.figures]="inputmode() !== 'text'"
      [attr.inputmode]="inputmode()"
      autocomplete="off"
      [attr.autocapitalize]="isProse() ? null : 'none'"
      [attr.spellcheck]="isProse()"
      [attr.maxlength]="maxlength()"
      [attr.step]="type() === 'datetime-local' ? 1 : null"
      [attr.placeholder]="placeholder() || null"
      [value]="value()"
      [attr.aria-invalid]="problem() ? true : null"
      [attr.aria-describedby]="describedBy()"
      (input)="typed.emit(field.value)"
    />
    @if (problem(); as problem) {
      <p class="problem small" [id]="problemId()">{{ problem }}</p>
    }
  `,
  styleUrl: './field.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TextField {
  /** Of the input in the page. */
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  readonly value = input.required<string>();
  /** Undefined: nothing is wrong. */
  readonly problem = input<string>();
  /** Id of what explains it while nothing is wrong. */
  readonly explainedBy = input<string | null>(null);
  readonly type = input<'text' | 'search' | 'date' | 'datetime-local'>('text');
  readonly inputmode = input<'text' | 'numeric' | 'decimal'>('text');
  readonly maxlength = input(200);
  readonly placeholder = input('');
  /** Words, not an id or a figure. */
  readonly isProse = input(false);
  readonly typed = output<string>();
  protected readonly problemId = computed(() => `${this.fieldId()}-problem`);
  protected readonly describedBy = computed(() => (this.problem() ? this.problemId() : this.explainedBy()));
}
