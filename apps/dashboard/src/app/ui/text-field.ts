import {
  ChangeDetectionStrategy,
  Component,
  computed,
  input,
  output,
  viewChild,
  type ElementRef,
} from '@angular/core';

/** A line that is typed: its label, below it what is wrong with it, and at its end a button if it has one. */
@Component({
  selector: 'tl-text-field',
  template: `
    <label [attr.for]="fieldId()">{{ label() }}</label>
    <div class="line">
      <input
        #field
        [attr.name]="fieldId()"
        [id]="fieldId()"
        [type]="type()"
        [class.figures]="inputmode() === 'numeric' || inputmode() === 'decimal'"
        [attr.inputmode]="inputmode()"
        [attr.autocomplete]="autocomplete()"
        [attr.autocapitalize]="isProse() ? null : 'none'"
        [attr.spellcheck]="isProse()"
        [attr.maxlength]="maxlength()"
        [attr.step]="type() === 'datetime-local' ? 1 : null"
        [attr.placeholder]="placeholder() || null"
        [value]="value()"
        [attr.aria-invalid]="problem() || isInvalid() ? true : null"
        [attr.aria-describedby]="describedBy()"
        (input)="typed.emit(field.value)"
      />
      <ng-content />
    </div>
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
  readonly type = input<'text' | 'search' | 'date' | 'datetime-local' | 'email' | 'password'>('text');
  readonly inputmode = input<'text' | 'numeric' | 'decimal' | 'email'>('text');
  readonly maxlength = input(200);
  readonly placeholder = input('');
  readonly autocomplete = input('off');
  /** What is wrong is said elsewhere, of several fields at once. */
  readonly isInvalid = input(false);
  /** Words, not an id or a figure. */
  readonly isProse = input(false);
  readonly typed = output<string>();
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  protected readonly problemId = computed(() => `${this.fieldId()}-problem`);
  protected readonly describedBy = computed(() => (this.problem() ? this.problemId() : this.explainedBy()));

  focus(): void {
    this.field().nativeElement.focus();
  }

  select(): void {
    this.focus();
    this.field().nativeElement.select();
  }
}
