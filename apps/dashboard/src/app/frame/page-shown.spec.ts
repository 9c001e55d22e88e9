import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, RouterOutlet } from '@angular/router';
import { pages } from '#libs/contract/routes';
import { PageShown } from './page-shown.js';
import { PLACES, PURCHASES_PAGE } from './places.js';
import { SectionInView } from './section-in-view.js';

@Component({ imports: [RouterOutlet], template: '<main id="content" tabindex="-1"><router-outlet /></main>' })
class Frame {}

@Component({ template: '' })
class Page {}

let shown: PageShown;
let goTo: jest.Mock;

beforeEach(async () => {
  goTo = jest.fn();
  window.scrollTo = () => undefined; // jsdom has none
  TestBed.configureTestingModule({
    providers: [
      provideRouter([{ path: '**', component: Page }]),
      PageShown,
      { provide: SectionInView, useValue: { goTo, current: () => null } },
    ],
  });
  const fixture = TestBed.createComponent(Frame);
  document.body.append(fixture.nativeElement);
  shown = TestBed.inject(PageShown);
  await show(pages.dashboard);
});

const show = (url: string) => TestBed.inject(Router).navigateByUrl(url);
const placeCalled = (name: string) => PLACES.filter((place) => place.name === name);
const current = () => PLACES.filter((place) => shown.currentOf(place)).map(({ name }) => name);
const click = (name: string) =>
  placeCalled(name).forEach((place) => shown.goTo(place, new MouseEvent('click')));

it('knows the place of a page, also of the pages below it', async () => {
  expect(current()).toEqual(['Overview']);
  await show(pages.purchase('purchase-1'));
  expect(current()).toEqual(['Store']);
  await show(`${PURCHASES_PAGE}?from=mail`);
  expect(current()).toEqual(['Purchases']);
});

it('puts the focus in a page that is new', async () => {
  await show(pages.store);
  expect(document.activeElement?.id).toBe('content');
});

it('goes to a section at once where it is, and after its page is shown elsewhere', async () => {
  click('Usage');
  expect(goTo).toHaveBeenCalledTimes(1);
  await show(pages.store);
  click('Usage');
  expect(goTo).toHaveBeenCalledTimes(1);
  await show(pages.dashboard); // as the link does
  TestBed.tick();
  expect(goTo).toHaveBeenLastCalledWith('usage-history');
  expect(goTo).toHaveBeenCalledTimes(2);
});
