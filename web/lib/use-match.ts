import { useSyncExternalStore } from 'react'

/** Whether a media query holds, followed as it changes. */
export function useMatch(query: string): boolean {
  return useSyncExternalStore(
    (tell) => {
      const media = window.matchMedia(query)
      media.addEventListener('change', tell)
      return () => media.removeEventListener('change', tell)
    },
    () => window.matchMedia(query).matches,
  )
}

/** A phone held upright. */
export const NARROW = '(max-width: 720px)'
