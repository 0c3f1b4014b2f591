import { useSyncExternalStore } from 'react'
import { answerOf, api, newKey } from './api.ts'
import { createKeeper } from './keeper.ts'
import type { Me } from './session.tsx'
import { turnLetters } from './use-letters.ts'

/** How one person likes the apps, as the server keeps it. */
export type Preferences = NonNullable<Me['preferences']>

const KEY = 'tutti.preferences'
const hearers = new Set<() => void>()
let current = read()

/** The server's as this browser has last seen them, so that the first paint is right already. */
function read(): Preferences {
  const fallback: Preferences = {
    language: null,
    theme: 'system',
    density: 'compact',
    shortcuts: true,
    timeZone: null,
  }
  try {
    return { ...fallback, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as object) }
  } catch {
    return fallback
  }
}

const keeper = createKeeper<Preferences>(
  {
    read: async () => ownOf(await answerOf(api.GET('/v1/me'))),
    write: (version, fields) => {
      const body = { version, changes: [{ action: 'set' as const, fields }] }
      return answerOf(api.POST('/v1/me/changes', { params: { header: newKey() }, body }))
    },
  },
  show,
)

/** An API key likes nothing. */
function ownOf({ version, preferences }: Me) {
  return version === null || preferences === null ? undefined : { version, preferences }
}

/** Takes over how it is liked by who is signed in. */
export function learnPreferences(me: Me): void {
  const own = ownOf(me)
  if (own) void keeper.learn(own)
}

export function setPreferences(changed: Partial<Preferences>): void {
  show({ ...current, ...changed })
  void keeper.keep(changed)
}

function show(preferences: Preferences): void {
  const text = JSON.stringify(preferences)
  if (text === JSON.stringify(current)) return
  current = preferences
  try {
    localStorage.setItem(KEY, text)
  } catch {
    // Full or forbidden: then the next first paint is as everybody has it.
  }
  apply()
  for (const hear of hearers) hear()
}

/** Theme and density are attributes of the document, which the style sheet reads. */
function apply(): void {
  const { dataset } = document.documentElement
  dataset['theme'] = current.theme
  dataset['density'] = current.density
  turnLetters(current.shortcuts)
}
apply()

// What is chosen in one tab is so in the others.
addEventListener('storage', ({ key }) => {
  if (key === KEY) show(read())
})

export function usePreferences(): Preferences {
  return useSyncExternalStore(
    (tell) => {
      hearers.add(tell)
      return () => hearers.delete(tell)
    },
    () => current,
  )
}

/** The language to speak, `de`: the one that was chosen, else that of the browser. */
export function useLanguage(): string {
  return usePreferences().language ?? navigator.language.slice(0, 2)
}
