/** Who calls. Nobody who is anonymous has a name. */
export interface Caller {
  readonly name: string | null;
  readonly groups: readonly string[];
}

export const anonymous: Caller = { name: null, groups: [] };
/** In insecure mode everybody is: clients leave their credentials out when there is no TLS. */
export const everybodyIsAdmin: Caller = { name: 'admin', groups: ['$admins'] };

export const isAdmin = ({ groups }: Caller) => groups.includes('$admins');
export const isOperator = (caller: Caller) => isAdmin(caller) || caller.groups.includes('$ops');
