import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router, RouterOutlet } from '@angular/router';
import { pages } from '#libs/contract/routes';
import { PageShown } from './page-shown.js';
import { PLACES } from './places.js';

@Component({ imports: [RouterOutlet], template: '<main id="content" tabindex="-1"><router-outlet /></main>' })
class Frame {}

@Component({ template: '' })
class Page {}

let shown: PageShown;

beforeEach(async () => {
  window.scrollTo = () => undefined; // jsdom has none
  TestBed.configureTestingModule({
    providers: [provideRouter([{ path: '**', component: Page }]), PageShown],
  });
  const fixture = TestBed.createComponent(Frame);
  document.body.append(fixture.nativeElement);
  shown = TestBed.inject(PageShown);
  await show(pages.dashboard);
});

const show = (url: string) => TestBed.inject(Router).navigateByUrl(url);
const current = () => PLACES.filter((place) => shown.isAt(place)).map(({ name }) => name);

it('knows the place of a page, also of the pages below it', async () => {
  expect(current()).toEqual(['Overview']);
  await show(`${pages.usage}?min=59`);
  expect(current()).toEqual(['Usage']);
  await show(pages.purchase('purchase-1'));
  expect(current()).toEqual(['Store']);
  await show(`${pages.purchases}?from=mail`);
  expect(current()).toEqual(['Purchases']);
});

it('puts the focus in a page that is new', async () => {
  await show(pages.store);
  expect(document.activeElement?.id).toBe('content');
});
