import { Subject, of, throwError } from 'rxjs';
import { PagedAnswer, type AnsweredPage } from './paged-answer.js';

const ANEW = { ofElse: true };
const PAGES: Readonly<Record<string, AnsweredPage<string>>> = {
  first: { items: ['a', 'b'], next: 'second' },
  second: { items: ['c'], next: null },
};
const ask = (place: string | null) => of(PAGES[place ?? 'first'] ?? { items: [], next: null });

it('reads page after page, until there are no more', async () => {
  const list = new PagedAnswer<string>();
  expect(list.items()).toBeNull();
  await list.read(ask, ANEW);
  expect([list.items(), list.hasMore()]).toEqual([['a', 'b'], true]);
  await list.showMore();
  await list.showMore();
  expect([list.items(), list.hasMore()]).toEqual([['a', 'b', 'c'], false]);
});

it('shows a page once that is asked for twice at once', async () => {
  const list = new PagedAnswer<string>();
  const second = new Subject<AnsweredPage<string>>();
  await list.read((place) => (place === null ? ask(null) : second), ANEW);
  const both = [list.showMore(), list.showMore()];
  second.next({ items: ['c'], next: null });
  await Promise.all(both);
  expect(list.items()).toEqual(['a', 'b', 'c']);
});

it('forgets an answer to what was asked for before', async () => {
  const list = new PagedAnswer<string>();
  const slow = new Subject<AnsweredPage<string>>();
  const before = list.read(() => slow, ANEW);
  await list.read(ask, ANEW);
  slow.next({ items: ['old'], next: null });
  await before;
  expect(list.items()).toEqual(['a', 'b']);
  expect(list.isLoading()).toBe(false);
});

it('keeps what is there of the same list, and nothing of another', async () => {
  const list = new PagedAnswer<string>();
  await list.read(ask, ANEW);
  void list.read(() => new Subject<AnsweredPage<string>>(), { ofElse: false });
  expect(list.items()).toEqual(['a', 'b']);
  void list.read(() => new Subject<AnsweredPage<string>>(), ANEW);
  expect(list.items()).toBeNull();
});

it('tries again what failed: the first page, or the next', async () => {
  const list = new PagedAnswer<string>();
  let fails = true;
  const sometimes = (place: string | null) => (fails ? throwError(() => new Error('away')) : ask(place));
  await list.read(sometimes, ANEW);
  expect(list.trouble()).not.toBeNull();
  fails = false;
  await list.retry();
  expect([list.items(), list.trouble()]).toEqual([['a', 'b'], null]);
  fails = true;
  await list.showMore();
  expect([list.items(), list.trouble() !== null]).toEqual([['a', 'b'], true]);
  fails = false;
  await list.retry();
  expect(list.items()).toEqual(['a', 'b', 'c']);
});
