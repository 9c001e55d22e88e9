import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';

/** Something that is so, or is not; its content says what. */
@Component({
  selector: 'tl-check-field',
  template: `
    <label>
      <input #field type="checkbox" [checked]="checked()" (change)="chosen.emit(field.checked)" />
      <span><ng-content /></span>
    </label>
  `,
  styles: `
    label {
      display: grid;
      grid-template-columns: auto minmax(0, 1fr);
      gap: var(--space-3);
      padding-block: 2px;
      cursor: pointer;
    }
    input {
      width: 20px;
      height: 20px;
      margin: 0;
      accent-color: var(--accent);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CheckField {
  readonly checked = input.required<boolean>();
  readonly chosen = output<boolean>();
}
