import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';

export interface SelectOption {
  readonly value: string;
  readonly name: string;
}

/** One of several: its label, and below it what is wrong with the choice. */
@Component({
  selector: 'tl-select-field',
  template: `
    <label [attr.for]="fieldId()">{{ label() }}</label>
    <select
      #field
      [id]="fieldId()"
      [attr.aria-invalid]="problem() ? true : null"
      [attr.aria-describedby]="describedBy()"
      (change)="chosen.emit(field.value)"
    >
      @for (option of options(); track option.value) {
        <option [value]="option.value" [selected]="option.value === value()">{{ option.name }}</option>
      }
    </select>
    @if (problem(); as problem) {
      <p class="problem small" [id]="problemId()">{{ problem }}</p>
    }
  `,
  styleUrl: './field.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SelectField {
  /** Of the select in the page. */
  readonly fieldId = input.required<string>();
  readonly label = input.required<string>();
  readonly value = input.required<string>();
  readonly options = input.required<readonly SelectOption[]>();
  /** Undefined: nothing is wrong. */
  readonly problem = input<string>();
  /** Id of what explains it while nothing is wrong. */
  readonly explainedBy = input<string | null>(null);
  readonly chosen = output<string>();
  protected readonly problemId = computed(() => `${this.fieldId()}-problem`);
  protected readonly describedBy = computed(() => (this.problem() ? this.problemId() : this.explainedBy()));
}
