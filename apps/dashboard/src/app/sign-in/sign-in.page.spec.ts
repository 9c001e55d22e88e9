import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { pages, routes } from '#libs/contract/routes';
import { aSession } from '../testing/statement-samples.js';
import { SignInPage } from './sign-in.page.js';

let fixture: ComponentFixture<SignInPage>;
let http: HttpTestingController;
let destination: jest.SpyInstance;

beforeEach(async () => {
  TestBed.configureTestingModule({
    providers: [provideHttpClient(), provideHttpClientTesting(), provideRouter([])],
  });
  http = TestBed.inject(HttpTestingController);
  destination = jest.spyOn(TestBed.inject(Router), 'navigateByUrl').mockResolvedValue(true);
  fixture = TestBed.createComponent(SignInPage);
  await fixture.whenStable();
});
afterEach(() => http.verify());

const page = () => fixture.nativeElement as HTMLElement; // created by this very fixture
/** Promises of the page have had their turn. */
const settled = async () => {
  await new Promise((resolve) => setTimeout(resolve));
  await fixture.whenStable();
};
const field = (id: string) => page().querySelector<HTMLInputElement>(`#${id}`);

async function submit(email: string, password: string): Promise<void> {
  for (const [id, value] of [
    ['email', email],
    ['password', password],
  ] as const) {
    const input = field(id);
    if (input) input.value = value;
    input?.dispatchEvent(new Event('input'));
  }
  page().querySelector('form')?.dispatchEvent(new Event('submit'));
  await fixture.whenStable();
}

async function answer(status: number, body: object, headers = {}): Promise<void> {
  http.expectOne(routes.session).flush(body, { status, statusText: '', headers });
  await settled();
}

it('signs in and goes to the dashboard', async () => {
  await submit(' ada@example.com ', 'secret');
  const request = http.expectOne(routes.session);
  expect(request.request.body).toEqual({ email: 'ada@example.com', password: 'secret' });
  request.flush(aSession);
  await settled();
  expect(destination).toHaveBeenCalledWith(pages.dashboard, { replaceUrl: true });
});

it('goes back to the page that was asked for', async () => {
  fixture.componentRef.setInput('then', '/dashboard/user/token-management/dashboard?from=mail');
  await submit('ada@example.com', 'secret');
  await answer(200, aSession);
  expect(destination.mock.calls[0]?.[0]).toBe('/dashboard/user/token-management/dashboard?from=mail');
});

it.each(['//elsewhere.example', 'https://elsewhere.example', '/sign-in?then=/sign-in'])(
  'does not go to %s',
  async (then) => {
    fixture.componentRef.setInput('then', then);
    await submit('ada@example.com', 'secret');
    await answer(200, aSession);
    expect(destination.mock.calls[0]?.[0]).toBe(pages.dashboard);
  },
);

it('says that the credentials are wrong, and keeps what was typed', async () => {
  await submit('ada@example.com', 'guess');
  await answer(401, { code: 'sign-in-failed' });
  expect(page().querySelector('[role=alert]')?.textContent).toContain('E-mail or password is wrong.');
  expect(field('email')?.value).toBe('ada@example.com');
  expect(field('password')?.value).toBe('guess');
  expect(field('password')?.getAttribute('aria-invalid')).toBe('true');
  expect(destination).not.toHaveBeenCalled();
});

it('says when to try again after too many attempts', async () => {
  await submit('ada@example.com', 'guess');
  await answer(429, { code: 'rate-limited' }, { 'Retry-After': '240' });
  expect(page().querySelector('[role=alert]')?.textContent).toContain('Try again in 4 minutes.');
});

it('asks for what is missing before it asks the server', async () => {
  await submit('ada@example.com', '');
  expect(page().textContent).toContain('Enter your password.');
  http.expectNone(routes.session);
});
