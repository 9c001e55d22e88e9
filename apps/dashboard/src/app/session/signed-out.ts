import { HttpErrorResponse, type HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { Router } from '@angular/router';
import { pages, routes } from '#libs/contract/routes';
import { tap } from 'rxjs';
import { CurrentSession } from './current-session.js';

/** Whatever is asked without a session leads to the sign-in page, and from there back. */
export const signedOut: HttpInterceptorFn = (request, next) => {
  const session = inject(CurrentSession);
  const router = inject(Router);
  if (request.url === routes.session && request.method === 'POST') return next(request);
  return next(request).pipe(
    tap({
      error: (error: unknown) => {
        if (!(error instanceof HttpErrorResponse) || error.status !== 401) return;
        if (router.url.startsWith(pages.signIn)) return;
        session.end();
        void router.navigate([pages.signIn], { queryParams: { then: pageAskedFor(router) } });
      },
    }),
  );
};

function pageAskedFor(router: Router): string {
  const asked = router.currentNavigation()?.finalUrl?.toString() ?? router.url;
  return asked === '/' ? pages.dashboard : asked;
}
