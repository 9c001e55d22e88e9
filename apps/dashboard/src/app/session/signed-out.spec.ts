import { HttpClient, provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { pages, routes } from '#libs/contract/routes';
import { firstValueFrom } from 'rxjs';
import { aSession } from '../testing/statement-samples.js';
import { CurrentSession } from './current-session.js';
import { signedOut } from './signed-out.js';

let http: HttpTestingController;
let navigate: jest.SpyInstance;

beforeEach(() => {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(withInterceptors([signedOut])),
      provideHttpClientTesting(),
      provideRouter([]),
    ],
  });
  http = TestBed.inject(HttpTestingController);
  navigate = jest.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
});

async function ask(url: string, status: number): Promise<void> {
  const answer = firstValueFrom(TestBed.inject(HttpClient).get(url)).catch(() => null);
  http.expectOne(url).flush({ code: 'x' }, { status, statusText: '' });
  await answer;
}

it('leads to the sign-in page when the server knows no session, and remembers the page', async () => {
  await ask(routes.features, 401);
  expect(navigate).toHaveBeenCalledWith([pages.signIn], { queryParams: { then: pages.dashboard } });
});

it('leaves every other refusal to the part of the page that asked', async () => {
  await ask(routes.features, 403);
  await ask(routes.features, 503);
  expect(navigate).not.toHaveBeenCalled();
});

it('tells a session that has ended from one that never was', async () => {
  const session = TestBed.inject(CurrentSession);
  await ask(routes.features, 401);
  expect(session.hasEnded()).toBe(false);

  const signingIn = session.signIn({ email: 'ada@example.com', password: 'secret' });
  http.expectOne(routes.session).flush(aSession);
  await signingIn;
  await ask(routes.features, 401);
  expect(session.hasEnded()).toBe(true);
  expect(session.user()).toBeNull();
});
