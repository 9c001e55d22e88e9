import { SetMetadata, type ExecutionContext } from '@nestjs/common';

const SIGN_IN_ATTEMPTS = Symbol('sign-in attempts');

/** The route takes passwords: attempts are counted by address and by e-mail. */
export const SignInAttempts = () => SetMetadata(SIGN_IN_ATTEMPTS, true);

export function takesPasswords(context: ExecutionContext): boolean {
  return Reflect.hasMetadata(SIGN_IN_ATTEMPTS, context.getHandler());
}
