import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  ElementRef,
  afterNextRender,
  computed,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';

/** Scrolls a wide table instead of the page, and shades the edge at which it is cut. */
@Component({
  selector: 'tl-scroll-edge',
  template: `
    <div
      #scroller
      class="scroller"
      [class.cut-start]="cutAtStart()"
      [class.cut-end]="cutAtEnd()"
      [attr.role]="scrolls() ? 'region' : null"
      [attr.tabindex]="scrolls() ? 0 : null"
      [attr.aria-label]="scrolls() ? regionLabel() : null"
      (scroll)="measure()"
    >
      <ng-content />
    </div>
  `,
  styleUrl: './scroll-edge.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ScrollEdge {
  readonly label = input.required<string>();
  protected readonly regionLabel = computed(() => $localize`${this.label()}:table:, scrolls sideways`);
  protected readonly cutAtStart = signal(false);
  protected readonly cutAtEnd = signal(false);
  protected readonly scrolls = signal(false);
  private readonly scroller = viewChild.required<ElementRef<HTMLElement>>('scroller');

  constructor() {
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      const observer = new ResizeObserver(() => this.measure());
      const { nativeElement } = this.scroller();
      observer.observe(nativeElement);
      for (const child of nativeElement.children) observer.observe(child);
      destroyed.onDestroy(() => observer.disconnect());
    });
  }

  protected measure(): void {
    const { scrollLeft, scrollWidth, clientWidth } = this.scroller().nativeElement;
    const hidden = scrollWidth - clientWidth;
    this.scrolls.set(hidden > 1);
    // From the right, browsers count down from zero.
    const gone = Math.abs(scrollLeft);
    this.cutAtStart.set(gone > 1);
    this.cutAtEnd.set(hidden - gone > 1);
  }
}
