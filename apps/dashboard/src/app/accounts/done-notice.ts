import { ChangeDetectionStrategy, Component, ElementRef, inject, input, output } from '@angular/core';
import { LucideCircleCheck, LucideX } from '@lucide/angular';

/** What was done, wherever one has scrolled to. It is read out elsewhere. */
@Component({
  selector: 'tl-done-notice',
  imports: [LucideCircleCheck, LucideX],
  host: { tabindex: '-1' },
  template: `
    <svg lucideCircleCheck [size]="18"></svg>
    <p class="figures">{{ words() }}</p>
    <button
      type="button"
      class="icon-button"
      aria-label="Hide this notice"
      i18n-aria-label
      (click)="dismiss.emit()"
    >
      <svg lucideX [size]="16"></svg>
    </button>
  `,
  styles: `
    :host {
      position: sticky;
      z-index: 5;
      top: calc(var(--header-height) + var(--space-3));
      display: grid;
      grid-template-columns: auto minmax(0, 1fr) auto;
      align-items: start;
      gap: var(--space-3);
      padding-block: 6px;
      padding-inline: var(--space-4) 6px;
      border: 1px solid var(--good);
      border-radius: var(--radius-small);
      background: var(--good-soft);
      color: var(--good);
    }
    svg {
      margin-top: 9px;
    }
    p {
      padding-block: 8px;
      overflow-wrap: anywhere;
    }
    .icon-button {
      color: inherit;
    }
    .icon-button svg {
      margin-top: 0;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DoneNotice {
  readonly words = input.required<string>();
  readonly dismiss = output();
  private readonly host: ElementRef<HTMLElement> = inject(ElementRef);

  focus(): void {
    this.host.nativeElement.focus();
  }
}
