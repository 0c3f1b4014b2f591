import { useSyncExternalStore } from 'react'
import { turnLetters } from './use-letters.ts'

/** How one person likes the apps; kept in the browser. */
export type Preferences = {
  language: string
  theme: 'system' | 'light' | 'dark'
  density: 'compact' | 'comfortable'
  /** Single letters as shortcuts (WCAG 2.1.4: they can be turned off). */
  letters: boolean
  /** The menu at the side is only its icons. */
  isMenuSmall: boolean
}

const KEY = 'tutti.preferences'
const hearers = new Set<() => void>()
let current = read()

function read(): Preferences {
  const fallback: Preferences = {
    language: navigator.language.slice(0, 2),
    theme: 'system',
    density: 'compact',
    letters: true,
    isMenuSmall: false,
  }
  try {
    return { ...fallback, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as object) }
  } catch {
    return fallback
  }
}

export function setPreferences(changed: Partial<Preferences>): void {
  current = { ...current, ...changed }
  try {
    localStorage.setItem(KEY, JSON.stringify(current))
  } catch {
    // Full or forbidden: then they last as long as the page.
  }
  apply()
  for (const hear of hearers) hear()
}

/** Theme and density are attributes of the document, which the style sheet reads. */
function apply(): void {
  const { dataset } = document.documentElement
  dataset['theme'] = current.theme
  dataset['density'] = current.density
  turnLetters(current.letters)
}
apply()

export function usePreferences(): Preferences {
  return useSyncExternalStore(
    (tell) => {
      hearers.add(tell)
      return () => hearers.delete(tell)
    },
    () => current,
  )
}
