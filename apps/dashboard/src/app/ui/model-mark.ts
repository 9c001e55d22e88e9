import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { initialsOf } from './initials.js';

@Component({
  selector: 'tl-model-mark',
  template: '{{ initials() }}',
  host: { 'aria-hidden': 'true' },
  styles: `
    :host {
      display: inline-grid;
      place-items: center;
      flex: none;
      width: 36px;
      height: 36px;
      border: 1px solid var(--line);
      border-radius: 8px;
      background: var(--surface-sunken);
      color: var(--ink-soft);
      font-size: 12px;
      font-weight: 600;
      letter-spacing: 0.03em;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ModelMark {
  readonly name = input.required<string>();
  protected readonly initials = computed(() => initialsOf(this.name()));
}
