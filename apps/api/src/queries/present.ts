/** Optional members that are there; a validated query has `undefined` for the others. */
export type Present<T> = { [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key] } & {
  [Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined>;
};

export function present<T extends object>(value: T): Present<T> {
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members) as Present<T>; // exactly the members that are left
}

export function instant(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}
