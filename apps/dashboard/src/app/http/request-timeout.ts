import type { HttpInterceptorFn } from '@angular/common/http';

export const REQUEST_TIMEOUT_MS = 30_000;

/** A request that hangs would leave the page waiting without a word. */
export const requestTimeout: HttpInterceptorFn = (request, next) =>
  next(request.clone({ timeout: REQUEST_TIMEOUT_MS }));
