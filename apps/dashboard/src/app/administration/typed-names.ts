const KEY = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/;

/** By the field; nothing where the key is one that the API takes. */
export function problemOfKey<Field extends string>(
  field: Field,
  typed: string,
): Partial<Readonly<Record<Field, string>>> {
  if (KEY.test(typed.trim())) return {};
  const words = $localize`Letters, digits, dots, dashes and underscores, at most 128.`;
  return { [field]: words } as Record<Field, string>; // its own field
}

export function problemOfName(typed: string): { readonly name?: string } {
  return typed.trim() === '' ? { name: $localize`Enter a name.` } : {};
}
