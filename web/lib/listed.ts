const lists = new Map<string, Intl.ListFormat>()

/** A list as people say it: `A, B and C`; where a name has a comma itself: `A, a; B; C`. */
export function listed(language: string, names: readonly string[]): string {
  if (names.length > 1 && names.some((name) => /[,،]/.test(name))) return names.join('; ')
  const known = lists.get(language) ?? new Intl.ListFormat(language)
  lists.set(language, known)
  return known.format(names)
}
