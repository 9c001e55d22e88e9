import { DOCUMENT, InjectionToken, inject } from '@angular/core';

/** Leaves this page for an address elsewhere. */
export const LeaveFor = new InjectionToken<(url: string) => void>('LeaveFor', {
  providedIn: 'root',
  factory: () => {
    const view = inject(DOCUMENT).defaultView;
    return (url) => view?.location.assign(url);
  },
});
