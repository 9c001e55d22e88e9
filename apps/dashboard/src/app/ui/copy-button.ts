import { ChangeDetectionStrategy, Component, input, signal } from '@angular/core';
import { LucideCheck, LucideCopy } from '@lucide/angular';

/** Copies a text that people pass on: an id, a code. */
@Component({
  selector: 'tl-copy-button',
  imports: [LucideCheck, LucideCopy],
  template: `
    <button class="button" type="button" (click)="copy()">
      @if (outcome() === 'copied') {
        <svg lucideCheck [size]="15"></svg>
      } @else {
        <svg lucideCopy [size]="15"></svg>
      }
      {{ outcome() === 'copied' ? copied : label() }}
    </button>
    @if (outcome() === 'refused') {
      <code>{{ text() }}</code>
    }
    <span class="visually-hidden" role="status">{{ outcome() === 'copied' ? copied : '' }}</span>
  `,
  styles: `
    :host {
      position: relative;
      display: inline-grid;
      justify-items: center;
      gap: var(--space-2);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CopyButton {
  readonly text = input.required<string>();
  readonly label = input.required<string>();
  protected readonly copied = $localize`Copied`;
  protected readonly outcome = signal<'none' | 'copied' | 'refused'>('none');

  /** Where the browser does not let us copy, the text is shown to be copied by hand. */
  protected async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.text());
      this.outcome.set('copied');
    } catch {
      this.outcome.set('refused');
    }
  }
}
