import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatDialogClose } from '@angular/material/dialog';
import type { RequestedAct } from '../http/requested-act.js';
import { TroubleNotice } from './trouble-notice.js';

/** How the form of a sheet ends: what went wrong, the button that does it, named by its content, and the way back. */
@Component({
  selector: 'tl-form-end',
  imports: [MatDialogClose, TroubleNotice],
  template: `
    @if (requested().trouble(); as trouble) {
      <tl-trouble-notice class="whole" [what]="what()" [trouble]="trouble" (retry)="retry.emit()" />
    }
    <div class="actions whole">
      <button type="submit" class="button primary" [attr.aria-disabled]="requested().isWaiting()">
        <ng-content />
      </button>
      <button i18n type="button" class="button" mat-dialog-close>Back</button>
    </div>
  `,
  styleUrl: './form-grid.css',
  styles: `
    :host {
      display: contents;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FormEnd {
  readonly requested = input.required<Pick<RequestedAct, 'trouble' | 'isWaiting'>>();
  /** What is said when it was refused: `The model could not be saved.` */
  readonly what = input($localize`That could not be done.`);
  readonly retry = output();
}
