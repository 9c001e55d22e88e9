import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  afterNextRender,
  inject,
  input,
  signal,
} from '@angular/core';
import { colourOf, contrast } from './contrast.js';
import { PALETTE, type Pairing } from './palette.js';

interface Sample extends Pairing {
  /** As this browser computes it; null where one of the two is not opaque. */
  readonly contrast: number | null;
  readonly isEnough: boolean;
}

/** Every pairing of colours in one theme, with its contrast as this browser has it. */
@Component({
  selector: 'tl-palette-panel',
  template: `
    <h3>{{ theme() === 'light' ? 'Light' : 'Dark' }}</h3>
    <ul>
      @for (sample of samples(); track $index) {
        <li>
          <span
            class="swatch"
            [style.color]="'var(' + sample.colour + ')'"
            [style.background]="'var(' + sample.ground + ')'"
          >
            @if (sample.contrastMin === 4.5) {
              <span class="letters">Ag</span>
            }
            <span class="dot"></span>
          </span>
          <span>
            <code>{{ sample.colour }}</code>&ngsp;<span class="small faint">on {{ sample.ground }}</span>
          </span>
          <span class="figures ratio" [class.short]="!sample.isEnough">
            {{ sample.contrast === null ? '–' : sample.contrast.toFixed(2) }}
            <span class="small faint">{{ words(sample) }}</span>
          </span>
        </li>
      }
    </ul>
  `,
  host: { class: 'panel', '[style.color-scheme]': 'theme()' },
  styleUrl: './palette-panel.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PalettePanel {
  readonly theme = input.required<'light' | 'dark'>();
  protected readonly samples = signal<readonly Sample[]>(
    PALETTE.map((pairing) => ({ ...pairing, contrast: null, isEnough: true })),
  );
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  constructor() {
    afterNextRender(() => this.measure());
  }

  protected words({ contrastMin, isEnough }: Sample): string {
    if (contrastMin === null) return 'decoration';
    return isEnough ? `at least ${contrastMin}` : `too little: at least ${contrastMin}`;
  }

  private measure(): void {
    const swatches = [...this.element.querySelectorAll('.swatch')];
    this.samples.set(PALETTE.map((pairing, index) => sampleOf(pairing, swatches[index])));
  }
}

function sampleOf(pairing: Pairing, swatch: Element | undefined): Sample {
  const { color, backgroundColor } = swatch ? getComputedStyle(swatch) : { color: '', backgroundColor: '' };
  const [colour, ground] = [colourOf(color), colourOf(backgroundColor)];
  const measured = colour && ground ? contrast(colour, ground) : null;
  return { ...pairing, contrast: measured, isEnough: (measured ?? 0) >= (pairing.contrastMin ?? 0) };
}
