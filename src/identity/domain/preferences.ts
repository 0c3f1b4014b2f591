/** How a person likes to see the console. */
export type Preferences = {
  /** Null: as the browser says. */
  language: 'en' | 'de' | 'ar' | null
  theme: 'system' | 'light' | 'dark'
  density: 'compact' | 'comfortable'
  /** Whether single keys do things. */
  shortcuts: boolean
  /** Null: times are told in that of the browser. */
  timeZone: string | null
}

/** As everybody has it who has not said otherwise. */
export const usual: Preferences = {
  language: null,
  theme: 'system',
  density: 'compact',
  shortcuts: true,
  timeZone: null,
}

/** What is kept: only what differs from the usual, so that a new usual reaches who never chose. */
export function chosenOf(preferences: Preferences): Partial<Preferences> {
  const chosen = Object.entries(preferences).filter(([name, value]) => {
    return value !== usual[name as keyof Preferences]
  })
  return Object.fromEntries(chosen)
}
