import { ChangeDetectionStrategy, Component } from '@angular/core';
import { SheetFrame } from '../ui/sheet-frame.js';

@Component({
  selector: 'tl-sample-sheet',
  imports: [SheetFrame],
  template: `
    <tl-sheet-frame heading="A sheet" subtitle="In the middle of a desk, from the bottom edge of a phone">
      <p>Escape, the cross and a click beside it close it; the focus goes back to what opened it.</p>
    </tl-sheet-frame>
  `,
  styles: `
    p {
      padding: var(--space-5);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SampleSheet {}
