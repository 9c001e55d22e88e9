import {
  ChangeDetectionStrategy,
  Component,
  DOCUMENT,
  Directive,
  ElementRef,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { menuPlacement } from './menu-placement.js';

const ITEMS = '[role^="menuitem"]';

/**
 * What a button opens: choices with the role `menuitem` or `menuitemradio` and the class `menu-item`. The browser's
 * own popover closes it by Escape or a click elsewhere.
 */
@Component({
  selector: 'tl-menu',
  exportAs: 'tlMenu',
  template: `
    <div #panel popover class="menu" (beforetoggle)="place($event)" (toggle)="opened($event)">
      <ng-content select="[menuHead]" />
      <div
        role="menu"
        tabindex="-1"
        [attr.aria-label]="label()"
        (keydown)="move($event)"
        (click)="chosen($event)"
      >
        <ng-content />
      </div>
    </div>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Menu {
  readonly label = input.required<string>();
  readonly isOpen = signal(false);
  private readonly document = inject(DOCUMENT);
  private readonly panel = viewChild.required<ElementRef<HTMLElement>>('panel');
  private trigger: HTMLElement | null = null;

  toggleAt(trigger: HTMLElement): void {
    this.trigger = trigger;
    this.panel().nativeElement.togglePopover();
  }

  protected place(event: Event): void {
    if (!isOpening(event) || !this.trigger) return;
    const { style } = this.panel().nativeElement;
    const { clientWidth, clientHeight, dir } = this.document.documentElement;
    const window = { width: clientWidth, height: clientHeight };
    const placement = menuPlacement(this.trigger.getBoundingClientRect(), window, dir === 'rtl');
    for (const [property, value] of Object.entries(placement)) style.setProperty(property, value);
  }

  protected opened(event: Event): void {
    this.isOpen.set(isOpening(event));
    if (this.isOpen()) this.items()[0]?.focus();
    else if (this.hasLostFocus()) this.trigger?.focus();
  }

  protected move(event: KeyboardEvent): void {
    if (event.key === 'Tab') this.panel().nativeElement.hidePopover();
    const items = this.items();
    const at = items.findIndex((item) => item === this.document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    items.at(to % items.length)?.focus();
  }

  protected chosen({ target }: Event): void {
    if (target instanceof Element && target.closest(ITEMS)) this.panel().nativeElement.hidePopover();
  }

  /** Not so when a press elsewhere closed the menu: then the focus is there. */
  private hasLostFocus(): boolean {
    const { activeElement, body } = this.document;
    return activeElement === body || this.panel().nativeElement.contains(activeElement);
  }

  private items(): readonly HTMLElement[] {
    return [...this.panel().nativeElement.querySelectorAll<HTMLElement>(ITEMS)];
  }
}

/** On the button that opens the menu. */
@Directive({
  selector: 'button[tlMenuFor]',
  host: {
    'aria-haspopup': 'menu',
    '[attr.aria-expanded]': 'menu().isOpen()',
    '(pointerdown)': 'wasOpen = menu().isOpen()',
    '(click)': 'toggle($event)',
  },
})
export class MenuFor {
  readonly menu = input.required<Menu>({ alias: 'tlMenuFor' });
  private readonly button = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected wasOpen = false;

  /** The press has closed an open menu already, as one anywhere else would have. */
  protected toggle({ detail }: MouseEvent): void {
    const isPointer = detail > 0;
    if (!isPointer || !this.wasOpen) this.menu().toggleAt(this.button);
  }
}

function isOpening(event: Event): boolean {
  return 'newState' in event && event.newState === 'open';
}
