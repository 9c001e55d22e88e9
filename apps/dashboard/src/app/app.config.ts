import { provideHttpClient, withFetch, withInterceptors } from '@angular/common/http';
import { provideBrowserGlobalErrorListeners, type ApplicationConfig } from '@angular/core';
import { provideRouter, withComponentInputBinding } from '@angular/router';
import { appRoutes } from './app.routes.js';
import { requestTimeout } from './http/request-timeout.js';
import { signedOut } from './session/signed-out.js';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideRouter(appRoutes, withComponentInputBinding()),
    // The CSRF cookie and header of the API have the names that HttpClient uses on its own.
    provideHttpClient(withFetch(), withInterceptors([requestTimeout, signedOut])),
  ],
};
