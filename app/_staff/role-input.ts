/** The roles that a form names: those kept, `role@place`, and new ones in one place. */
export function rolesOf(form: URLSearchParams): { role: string; jurisdictionCode: string }[] {
  const kept = form.getAll('keep').map((pair) => {
    const [role = '', jurisdictionCode = ''] = pair.split('@');
    return { role, jurisdictionCode };
  });
  const place = form.get('place') ?? '';
  return [...kept, ...form.getAll('roles').map((role) => ({ role, jurisdictionCode: place }))];
}

export const ROLE_FIELDS = ['keep', 'roles', 'place'] as const;
