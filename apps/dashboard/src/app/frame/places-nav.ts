import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { LucideDynamicIcon, LucideEllipsis } from '@lucide/angular';
import { BrandMark } from '../ui/brand-mark.js';
import { Menu, MenuFor } from '../ui/menu.js';
import { PageShown } from './page-shown.js';
import { placesBehindMore, type Place } from './places.js';

/** The places: a rail at the side, or on less than a desk four of them at the thumb, and More. */
@Component({
  selector: 'tl-places-nav',
  imports: [BrandMark, LucideDynamicIcon, LucideEllipsis, Menu, MenuFor, RouterLink],
  templateUrl: './places-nav.html',
  styleUrl: './places-nav.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PlacesNav {
  readonly places = input.required<readonly Place[]>();
  protected readonly shown = inject(PageShown);
  protected readonly behindMore = computed(() => placesBehindMore(this.places()));
  /** Said on More itself: the place that is shown would be out of sight otherwise. */
  protected readonly isBehindMore = computed(() => this.behindMore().some((place) => this.shown.isAt(place)));
}
