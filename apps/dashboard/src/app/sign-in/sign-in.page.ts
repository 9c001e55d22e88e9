import {
  ChangeDetectionStrategy,
  Component,
  computed,
  inject,
  input,
  signal,
  viewChild,
} from '@angular/core';
import { Router } from '@angular/router';
import { pages } from '#libs/contract/routes';
import { LucideEye, LucideEyeOff, LucideLoaderCircle, LucideTriangleAlert } from '@lucide/angular';
import { LanguageSwitch } from '../languages/language-switch.js';
import { CurrentSession } from '../session/current-session.js';
import { BrandMark } from '../ui/brand-mark.js';
import { TextField } from '../ui/text-field.js';
import { ThemeSwitch } from '../ui/theme-switch.js';
import { signInRefusal, type SignInRefusal } from './sign-in-refusal.js';

@Component({
  selector: 'tl-sign-in-page',
  imports: [
    BrandMark,
    LanguageSwitch,
    LucideEye,
    LucideEyeOff,
    LucideLoaderCircle,
    LucideTriangleAlert,
    TextField,
    ThemeSwitch,
  ],
  templateUrl: './sign-in.page.html',
  styleUrl: './sign-in.page.css',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SignInPage {
  /** From the address: where the person wanted to go. */
  readonly then = input<string>();

  protected readonly showPassword = $localize`Show password`;
  protected readonly hidePassword = $localize`Hide password`;
  protected readonly session = inject(CurrentSession);
  protected readonly email = signal('');
  protected readonly password = signal('');
  protected readonly showsPassword = signal(false);
  protected readonly isWaiting = signal(false);
  protected readonly wasSubmitted = signal(false);
  protected readonly refusal = signal<SignInRefusal | null>(null);
  protected readonly isRefused = computed(() => this.refusal()?.aboutCredentials === true);
  protected readonly emailProblem = computed(() =>
    this.wasSubmitted() && !this.email().trim() ? $localize`Enter the e-mail of your account.` : undefined,
  );
  protected readonly passwordProblem = computed(() =>
    this.wasSubmitted() && !this.password() ? $localize`Enter your password.` : undefined,
  );

  private readonly router = inject(Router);
  private readonly emailField = viewChild.required<TextField>('emailField');
  private readonly passwordField = viewChild.required<TextField>('passwordField');

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.isWaiting() || !this.isComplete()) return;
    this.isWaiting.set(true);
    this.refusal.set(null);
    try {
      await this.session.signIn({ email: this.email().trim(), password: this.password() });
      await this.router.navigateByUrl(this.destination(), { replaceUrl: true });
    } catch (error) {
      this.refuse(signInRefusal(error));
    } finally {
      this.isWaiting.set(false);
    }
  }

  private isComplete(): boolean {
    this.wasSubmitted.set(true);
    const missing = !this.email().trim() ? this.emailField() : !this.password() ? this.passwordField() : null;
    missing?.focus();
    return missing === null;
  }

  private refuse(refusal: SignInRefusal): void {
    this.refusal.set(refusal);
    if (!refusal.aboutCredentials) return;
    this.passwordField().select();
  }

  /** Only a path of this page: the address is not ours to trust. */
  private destination(): string {
    const then = this.then();
    const isPath = then?.startsWith('/') && !then.startsWith('//') && !then.startsWith(pages.signIn);
    return then && isPath ? then : pages.dashboard;
  }
}
